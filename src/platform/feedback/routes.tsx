import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { create } from '#platform/records/write.ts';
import { shownMoment } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { feedback, feedbackFields, type Feedback } from '#platform/feedback/record.ts';

const feedbacks = resource<Feedback>({
  declared: feedback,
  fields: feedbackFields,
  newLabel: '提意见',
  enterLabel: '提交',
  around: async () => ({ choices: {} }),
  known: (visit) => ({ page: visit.query.get('from') ?? '' }),
  enter: (act, values, how) => create<Feedback>(act, feedback, { ...values, person_id: act.actor.personId, name: act.actor.name }, how),
  listing: {
    columns: [
      { key: 'said', label: '内容', cell: (row) => feedback.nameOf(row), plain: (row) => row.said, onCards: 'title', fixed: true },
      { key: 'name', label: '提出人', cell: (row) => row.name, tight: true },
      { key: 'created_at', label: '时间', cell: (row) => shownMoment(row.created_at), sort: 'created_at', tight: true },
      { key: 'state', label: '状态', cell: (row) => feedback.states[row.state as 'open'].label, tight: true },
    ],
    filters: [stateFilter(feedback)],
    defaultSort: '-created_at',
    empty: '还没有投诉建议。哪里不好用，请点“提意见”告诉县政协办公室。',
  },
  facts: (row) => [
    { label: '内容', value: <LongText text={row.said} />, wide: true },
    { label: '提出人', value: row.name },
    { label: '在哪个页面', value: row.page },
    { label: '答复', value: row.answer && <LongText text={row.answer} />, wide: true },
  ],
});

export const mount = (site: Site): void => mountResource(site, feedbacks);
