import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { meetingChoices } from '#duties/consultations/floor/choices.ts';
import { effects, raise } from '#duties/consultations/floor/objections/actions.ts';
import { objection, objectionFields, objectionSources, type Objection } from '#duties/consultations/floor/objections/record.ts';

const objections = resource<Objection>({
  declared: objection,
  fields: objectionFields,
  newLabel: '登记不同意见',
  async around(reading, rows, { query }) {
    return { choices: { consultation: await meetingChoices(reading, rows.length === 1 ? rows[0]!.consultation_id : (query.get('consultation_id') ?? undefined)) } };
  },
  known: ({ query }) => ({ consultation_id: query.get('consultation_id') ?? undefined, source: 'meeting', raised_on: query.get('consultation_id') ? undefined : today() }),
  enter: raise,
  effects,
  paper: { label: '书面意见的照片', hint: '没有就空着' },
  listing: {
    columns: [
      { key: 'objection', label: '不同意见', cell: (row) => row.objection, onCards: 'title', fixed: true },
      { key: 'raised_by', label: '提出的人', cell: ({ raised_by }) => raised_by, tight: true },
      { key: 'subject', label: '议题', cell: ({ subject }) => subject },
      { key: 'source', label: '怎样提出的', cell: ({ source }) => objectionSources[source as 'link'] ?? source, tight: true },
      { key: 'raised_on', label: '提出日期', cell: ({ raised_on }) => raised_on, sort: 'raised_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => objection.states[state as 'open']?.label ?? state, tight: true },
    ],
    filters: [
      searchOn(objection, '关键词', '议题、提出的人、意见'), referenceOn('consultation_id', '哪一次协商', ({ choices }) => choices['consultation'] ?? []), stateFilter(objection),
      choiceOn('source', '怎样提出的', objectionSources, { more: true }), daysOn('raised_on', '提出日期', { more: true }),
    ],
    defaultSort: '-raised_on',
    empty: '还没有不同意见。有人不同意，请如实记下并写明答复；没有答复的，成果清单不能销号。',
  },
  lead: ({ raised_on, subject }) => `${raised_on} · ${subject}`,
  facts: (row) => [
    { label: '提出的人', value: row.raised_by },
    { label: '身份', value: row.capacity },
    { label: '怎样提出的', value: objectionSources[row.source as 'link'] ?? row.source },
    { label: '不同意见和理由', value: <LongText text={row.objection} />, wide: true },
    ...(row.answer ? [{ label: `答复（${row.answered_by ?? ''}，${row.answered_on}）`, value: <LongText text={row.answer} />, wide: true }] : []),
  ],
  others: ({ consultation_id }) => [{ label: '会场', href: floorAddress(consultation_id) }],
});

export const mount = (site: Site): void => mountResource(site, objections);
