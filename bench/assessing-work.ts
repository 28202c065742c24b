import type pg from 'pg';

/** Three invented years of the work of committees, written by the database itself: what assessments are reckoned from. */

export const assessedYear = { from: '2025-01-01', to: '2025-12-31' } as const;
export const categories = ['道路', '饮水', '环境', '养老', '医疗', '教育', '就业', '纠纷'] as const;

/** Of a thousand records so many are of each kind. */
const shares = { ledger: 700, items: 140, outcomes: 60, instructions: 20, inspections: 20, consultations: 15, proposals: 15, deeds: 20, tasks: 10 } as const;

const committee = '($2::uuid[])[1 + (random() * (cardinality($2::uuid[]) - 1))::int]';
const day = "('2023-01-01'::date + (random() * 1095)::int)";
const one = (...words: readonly string[]) => `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + (random() * ${words.length - 1})::int]`;
const often = (share: number, then: string, otherwise = 'null') => `case when random() < ${share} then ${then} else ${otherwise} end`;

const insert = (table: string, columns: Readonly<Record<string, string>>, n: number): string => `
  insert into ${table} (county_id, id, state, version, changed_at, created_at, ${Object.keys(columns).filter((name) => name !== 'state').join(', ')})
  select $1::uuid, uuidv7(), ${columns['state']}, 1, now(), now(), ${Object.entries(columns).filter(([name]) => name !== 'state').map(([, value]) => value).join(', ')} from generate_series(1, ${n}) as g`;

/** So many records of all kinds together for one county. */
export async function fillWork(client: pg.Client, county: string, committees: readonly string[], records: number): Promise<void> {
  const many = (share: number) => Math.round((records * share) / 1000);
  const run = (table: string, columns: Readonly<Record<string, string>>, share: number, ...also: unknown[]) => client.query(insert(table, columns, many(share)), [county, committees, ...also]);
  await client.query('select setseed(0.42)');
  await run('ledger_entries', {
    state: one('received', 'in_hand', 'answered', 'closed', 'closed', 'closed', 'void'), number: 'g', committee_id: committee, received_on: day, matter: "repeat('村口道路下雨积水，', 12)", category: one(...categories),
    outcome: often(0.6, "'solved'", "'answered'"), closed_on: often(0.6, day), dispute: 'random() < 0.05', settled: 'random() < 0.6', verified_on: often(0.4, day), result_rating: often(0.5, '1 + (random() * 4)::int'),
  }, shares.ledger);
  await run('opinion_items', { state: one('submitted', 'edited', 'issued', 'issued', 'unused'), committee_id: committee, title: "'关于改善停车秩序的建议' || g", submitted_on: day, category: one(...categories), outcomes: often(0.3, '1', '0') }, shares.items);
  const { rows: [items] } = await client.query<{ ids: string[] }>(`select array_agg(id) as ids from (select id from opinion_items where county_id = $1 and outcomes > 0 limit 20000) as i`, [county]);
  const anItem = '($3::uuid[])[1 + (random() * (cardinality($3::uuid[]) - 1))::int]';
  await run('outcomes', { state: one('noted', 'noted', 'noted', 'void'), item_id: anItem, committee_id: committee, title: "'建议' || g", kind: one('adopted_single', 'adopted_merged', 'forwarded'), level: one('county', 'city', 'province', 'nation'), came_on: day, piece_id: 'uuidv7()' }, shares.outcomes, items!.ids);
  await run('instructions', { state: one('noted', 'handed', 'closed'), item_id: anItem, committee_id: committee, title: "'建议' || g", leader: "'县长'", level: one('county', 'city'), instructed_on: day }, shares.instructions, items!.ids);
  await run('inspections', { state: one('planned', 'held', 'closed', 'closed'), committee_id: committee, topic: "'饮水工程' || g", kind: one('research', 'inspection'), held_on: day }, shares.inspections);
  await client.query(`update inspections set partner_ids = array_remove(array[${committee}], committee_id) where county_id = $1::uuid and random() < 0.2`, [county, committees]);
  await run('consultations', { state: one('planned', 'held', 'reported', 'closed'), committee_id: committee, topic: "'停车难' || g", kind: one('topical', 'grassroots'), held_on: day }, shares.consultations);
  await run('proposals', {
    state: one('submitted', 'accepted', 'replied', 'closed'), committee_id: committee, title: "'关于修路的提案' || g", term: '9', session: '4', proposer_kind: "'member'", proposer_name: "'石大山'", submitted_on: day,
    disposition: one('filed', 'filed', 'merged', 'converted'), key_since: often(0.05, day),
  }, shares.proposals);
  await run('deeds', { state: one('recorded', 'verified', 'verified', 'struck'), committee_id: committee, deed: "'送教上门' || g", kind: one('policy', 'clinic', 'teaching'), doer: "'石大山'", done_on: day, beneficiaries: '(random() * 99)::int' }, shares.deeds);
  await run('tasks', { state: one('handed', 'reported', 'closed', 'cancelled'), committee_id: committee, title: "'报材料' || g", handed_by: one('county', 'township'), handed_on: day, due_on: `${day}`, on_time: often(0.7, 'true', 'false') }, shares.tasks);
}
