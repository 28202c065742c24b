import { daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { derivedFacts } from '#platform/http/derived.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { dayOf, today } from '#platform/time.ts';
import { committeeChoices } from '#institutions/facts.ts';
import { correctSetting, deciding, enterSetting, issuing, requesting } from '#institutions/settings/actions.ts';
import { setting, settingFields, type Setting } from '#institutions/settings/record.ts';

const { request, decide, issue } = setting.steps;

const settings = resource<Setting>({
  declared: setting,
  fields: settingFields,
  around: async (reading) => ({ choices: { committee: await committeeChoices(reading) } }),
  enter: enterSetting,
  correct: correctSetting,
  effects: { request: requesting, decide: deciding, issue: issuing },
  known: () => ({ studied_on: today() }),
  facts: (row, { choices }) => [
    ...derivedFacts(settingFields.omit({ remark: true, scan: true }), { ...row }, choices),
    ...[request.input, decide.input, issue.input].flatMap((fields) => (fields ? derivedFacts(fields, { ...row }, choices) : [])),
    ...derivedFacts(settingFields.pick({ scan: true, remark: true }), { ...row }, choices),
  ],
  listing: {
    columns: [
      { key: 'title', label: '事项', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'committees', label: '联络委（个）', cell: (row) => row.committee_ids.length, align: 'end' },
      { key: 'meeting', label: '审定会议', cell: (row) => row.meeting ?? '' },
      { key: 'decided_on', label: '审定日期', cell: (row) => row.decided_on ?? '', tight: true },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'issued_on', label: '印发日期', cell: (row) => row.issued_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => setting.states[row.state as 'studied']?.label, tight: true },
      { key: 'created', label: '登记时间', cell: (row) => dayOf(row.created_at), sort: 'created_at', shown: false },
    ],
    filters: [searchOn(setting, '关键词', '事项、文号、会议'), stateFilter(setting), daysOn('decided_on', '审定日期')],
    defaultSort: '-created',
    empty: '还没有登记设置审定。先登记拟设立的联络委，再登记调研论证、请示、县委常委会审定和印发。',
  },
  lead: (row) => `涉及${row.committee_ids.length}个联络委`,
});

export const mount = (site: Site): void => mountResource(site, settings);
