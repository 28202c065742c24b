import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter, tickOn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { itemFormFrom, itemsOf, type MadeItem } from '#duties/crossings.ts';
import { heldWords } from '#duties/held.ts';
import { MadeItems } from '#duties/made-items.tsx';
import { inspection, inspectionFields, inspectionKinds, type Inspection } from '#duties/inspections/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** The opinion items made of the one whose page it is. */
  items: MadeItem[];
}

export const inspections = resource<Inspection, Around>({
  declared: inspection,
  fields: inspectionFields,
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])), items: rows.length === 1 ? await itemsOf(reading, 'inspection_id', rows[0]!.id) : [] };
  },
  known: (visit) => ({ committee_id: ownCommittee(visit.actor), kind: 'research', held_on: today() }),
  listing: {
    columns: [
      { key: 'topic', label: '主题', cell: (row) => row.topic, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'kind', label: '类别', cell: (row) => inspectionKinds[row.kind as keyof typeof inspectionKinds], tight: true },
      { key: 'held_on', label: '时间', cell: heldWords, sort: 'held_on', tight: true },
      { key: 'joint', label: '联动', cell: (row) => (row.joint ? '是' : ''), tight: true },
      { key: 'attendance', label: '参加（人次）', cell: (row) => row.attendance ?? '', align: 'end' },
      { key: 'report', label: '报告', cell: (row) => (row.report ? '有' : ''), tight: true },
      { key: 'state', label: '状态', cell: (row) => inspection.states[row.state as 'held']?.label, tight: true },
    ],
    filters: [
      searchOn(inspection, '关键词', '主题、地点、问题'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('held_on', '时间'),
      stateFilter(inspection),
      choiceOn('kind', '类别', inspectionKinds, { more: true }),
      tickOn('joint', '联动', { yes: '联动的', no: '不是联动的' }),
    ],
    defaultSort: '-held_on',
    empty: '还没有调研视察记录。开展一次就登记一次，从表格导入也可以。',
  },
  others: (row, _around, { actor }) => (row.state === 'planned' || row.state === 'cancelled' ? [] : [itemFormFrom(actor, 'inspection_id', row)].filter((link) => link !== undefined)),
  sections: (_row, { items }) => <MadeItems title="由此编写的社情民意信息" items={items} />,
  lead: (row, { places }) => `${places.get(row.committee_id) ?? ''} · ${heldWords(row)}`,
});

export const mount = (site: Site): void => mountResource(site, inspections);
