import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { meetingChoices } from '#duties/consultations/floor/choices.ts';
import { correctPoint, effects, notePoint } from '#duties/consultations/floor/points/actions.ts';
import { point, pointFields, pointKinds, type Point } from '#duties/consultations/floor/points/record.ts';

const points = resource<Point>({
  declared: point,
  fields: pointFields,
  newLabel: '记一条要点',
  enterLabel: '记下',
  againLabel: '记下，接着记下一条',
  again: ({ consultation_id }) => ({ consultation_id }),
  async around(reading, rows, { query }) {
    return { choices: { consultation: await meetingChoices(reading, rows.length === 1 ? rows[0]!.consultation_id : (query.get('consultation_id') ?? undefined)) } };
  },
  known: ({ query }) => ({ consultation_id: query.get('consultation_id') ?? undefined, kind: 'agreed' }),
  enter: notePoint,
  correct: correctPoint,
  effects,
  listing: {
    columns: [
      { key: 'place', label: '次序', cell: ({ place }) => place, align: 'end', tight: true },
      { key: 'point', label: '要点', cell: (row) => row.point, onCards: 'title', fixed: true },
      { key: 'kind', label: '是哪一种', cell: ({ kind }) => pointKinds[kind as 'open'] ?? kind, tight: true },
      { key: 'subject', label: '议题', cell: ({ subject }) => subject },
      { key: 'noted_on', label: '日期', cell: ({ noted_on }) => noted_on, sort: 'noted_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => point.states[state as 'noted']?.label ?? state, tight: true },
    ],
    filters: [
      searchOn(point, '关键词', '议题、要点'), referenceOn('consultation_id', '哪一次协商', ({ choices }) => choices['consultation'] ?? []), choiceOn('kind', '是哪一种', pointKinds), stateFilter(point),
      daysOn('noted_on', '日期', { more: true }),
    ],
    defaultSort: '-noted_on',
    empty: '还没有协商要点。在协商活动的“会场”页面，把达成的共识和没有达成一致的一条一条记下。',
  },
  lead: ({ noted_on, subject }) => `${noted_on} · ${subject}`,
  facts: (row) => [
    { label: '是哪一种', value: pointKinds[row.kind as 'open'] ?? row.kind },
    { label: '次序', value: row.place },
    { label: '要点', value: <LongText text={row.point} />, wide: true },
    ...(row.reason ? [{ label: '不一致在哪里', value: <LongText text={row.reason} />, wide: true }] : []),
    ...(row.answer ? [{ label: `以后怎么办（${row.answered_on}）`, value: <LongText text={row.answer} />, wide: true }] : []),
  ],
  others: ({ consultation_id }) => [{ label: '会场', href: floorAddress(consultation_id) }],
});

export const mount = (site: Site): void => mountResource(site, points);
