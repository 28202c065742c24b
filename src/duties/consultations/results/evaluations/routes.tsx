import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { meetingChoices } from '#duties/consultations/floor/choices.ts';
import { effects, enterPaper } from '#duties/consultations/results/evaluations/actions.ts';
import { evaluation, evaluationFields, evaluationWays, verdicts, type Evaluation } from '#duties/consultations/results/evaluations/record.ts';

const evaluations = resource<Evaluation>({
  declared: evaluation,
  fields: evaluationFields,
  newLabel: '录入纸质评价',
  againLabel: '录入，接着录下一份',
  again: ({ consultation_id }) => ({ consultation_id }),
  async around(reading, rows, { query }) {
    return { choices: { consultation: await meetingChoices(reading, rows.length === 1 ? rows[0]!.consultation_id : (query.get('consultation_id') ?? undefined)) } };
  },
  known: ({ query }) => ({ consultation_id: query.get('consultation_id') ?? undefined, evaluated_on: today() }),
  entered: { way: 'paper' },
  enter: enterPaper,
  effects,
  listing: {
    columns: [
      { key: 'verdict', label: '评价', cell: ({ verdict }) => verdicts[verdict as 'satisfied'] ?? verdict, onCards: 'title', fixed: true, tight: true },
      { key: 'subject', label: '议题', cell: ({ subject }) => subject },
      { key: 'reason', label: '为什么', cell: ({ reason }) => reason ?? '' },
      { key: 'way', label: '怎样来的', cell: ({ way }) => evaluationWays[way as 'link'] ?? way, tight: true },
      { key: 'evaluated_on', label: '日期', cell: ({ evaluated_on }) => evaluated_on, sort: 'evaluated_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => evaluation.states[state as 'given']?.label ?? state, tight: true, shown: false },
    ],
    filters: [
      searchOn(evaluation, '关键词', '议题、理由'), referenceOn('consultation_id', '哪一次协商', ({ choices }) => choices['consultation'] ?? []), choiceOn('verdict', '评价', verdicts), stateFilter(evaluation),
      daysOn('evaluated_on', '日期', { more: true }),
    ],
    defaultSort: '-evaluated_on',
    empty: '还没有评价。纪要确认以后，在成果清单上“发评价链接”，也可以录入纸质的评价。',
  },
  lead: ({ evaluated_on, subject }) => `${evaluated_on} · ${subject}`,
  facts: (row) => [
    { label: '评价', value: verdicts[row.verdict as 'satisfied'] ?? row.verdict },
    { label: '怎样来的', value: evaluationWays[row.way as 'link'] ?? row.way },
    { label: '为什么', value: row.reason ? <LongText text={row.reason} /> : null, wide: true },
  ],
});

export const mount = (site: Site): void => mountResource(site, evaluations);
