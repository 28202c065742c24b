import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { derivedEdges } from '#duties/crossings/edges.ts';
import { eventKinds, nodeKindOf, nodeKinds } from '#duties/crossings/nodes.ts';
import { crossingsSlice } from '#duties/crossings/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([crossingsSlice]);
});
afterAll(() => county.drop());

test('every edge joins kinds that stand in chains, by columns that are there and are found from both ends through an index led by the county', async () => {
  const indexed = await reading(county.house, county.cast.office, async ({ db }) => {
    const { rows } = await sql<{ table: string; columns: string[] }>`
      select t.relname as table, array(select a.attname::text from unnest(i.indkey) with ordinality k (n, place) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n order by k.place) as columns
      from pg_index i join pg_class t on t.oid = i.indrelid
      where i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^[(][a-z_]+ IS NOT NULL[)]$'`.execute(db);
    return rows;
  });
  const wanted = [...derivedEdges.flatMap(({ table, fromColumn, toColumn }) => [[table, fromColumn], [table, toColumn]]), ...eventKinds.map(({ table }) => [table, 'counted_with'])];
  const missing = wanted.filter(([table, column]) => !indexed.some((one) => one.table === table && one.columns[0] === 'county_id' && one.columns[1] === column));
  expect(missing).toEqual([]);
  expect(derivedEdges.filter(({ from, to }) => !nodeKindOf(from.name) || !nodeKindOf(to.name))).toEqual([]);
  expect(new Set(nodeKinds.map(({ declared }) => declared.name)).size).toBe(nodeKinds.length);
});
