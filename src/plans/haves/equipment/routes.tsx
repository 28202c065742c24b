import { sql } from 'kysely';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { equipment, equipmentFields, type EquipmentEntry } from '#plans/haves/equipment/record.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import type { Values } from '#platform/records/write.ts';
import { dayOf, today } from '#platform/time.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  inUse: number;
}

const register = resource<EquipmentEntry, Around>({
  declared: equipment,
  fields: equipmentFields,
  async around(reading) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])), inUse: await inUse(reading) };
  },
  effects: { dispose: disposing },
  newLabel: '登记设备',
  known: (visit) => ({ committee_id: visit.query.get('committee') ?? ownCommittee(visit.actor), number: 1, since: today() }),
  above: (_visit, around) => <p class="quiet">您能看到的在用设备共{around.inUse}件（台）。</p>,
  facts: (row, { choices }) => [...derivedFacts(equipmentFields, { ...row }, choices), ...(row.disposed_on ? [{ label: '报废或调出', value: row.disposed_on }] : [])],
  listing: {
    columns: [
      { key: 'name', label: '设备', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'number', label: '数量', cell: (row) => row.number, align: 'end' },
      { key: 'since', label: '启用日期', cell: (row) => row.since, sort: 'since', tight: true },
      { key: 'place', label: '存放地点', cell: (row) => row.place ?? '' },
      { key: 'state', label: '状态', cell: (row) => equipment.states[row.state as 'in_use']?.label, tight: true },
    ],
    filters: [searchOn(equipment, '关键词', '名称、地点'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(equipment), daysOn('since', '启用日期', { more: true })],
    defaultSort: '-since',
    empty: '还没有登记设备。有一件登记一件，也可以从表格导入。',
  },
  lead: (row, { places }) => places.get(row.committee_id) ?? '',
});

export const mount = (site: Site): void => mountResource(site, register);

async function disposing(act: Act, row: EquipmentEntry, input: { disposed_on: string }): Promise<Values<EquipmentEntry>> {
  if (input.disposed_on < row.since) throw invalid({ disposed_on: `日期不能早于启用日期（${row.since}）。` });
  if (input.disposed_on > dayOf(act.at)) throw invalid({ disposed_on: '日期还没有到，请核对。' });
  return input;
}

/** Pieces in use, of what the person may see. */
async function inUse(reading: Reading): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(r.number), 0)::int as n from equipment as r
    where ${among(reading, equipment, is<EquipmentEntry>('state', 'in_use'))}`.execute(reading.db);
  return rows[0]?.n ?? 0;
}
