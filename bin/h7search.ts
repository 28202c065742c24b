import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { connectDatabase } from '#platform/database/connect.ts';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { startEmbedded } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { slices } from '#county.ts';
import { openHouse } from '#platform/records/house.ts';
import { foundCounty } from '#platform/records/county.ts';
import { reading } from '#platform/records/act.ts';
import { searchNewest } from '#platform/search/newest.ts';
import { grams, weekOf, weekPiece } from '#platform/search/grams.ts';
import { always } from '#platform/predicate.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { list, count } from '#platform/records/read.ts';
import { all, is, between } from '#platform/predicate.ts';
import { chance, inventRow } from '../bench/rows.ts';
import { v7 } from 'uuid';

const N = Number(process.argv[2] ?? 100000);
const folder = makeTemporaryFolder();
const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: false });
const database = connectDatabase(cluster.address, { statementTimeoutMs: 0 });
try {
  await migrate(database.owner);
  const house = { ...(await openHouse(database.app, slices)), indexSoon: undefined };
  const id = await foundCounty(database.owner, { slug: 'x', name: '测', bodyName: '测', invented: true, secondFactor: 'optional' });
  const client = new pg.Client({ ...cluster.admin, database: cluster.address.database });
  await client.connect();
  await client.query("set maintenance_work_mem='1GB'; drop index search_entries_keys");
  const committees = Array.from({ length: 20 }, () => v7());
  for (const [n, c] of committees.entries()) await client.query("insert into committees (county_id,id,state,version,changed_at,created_at,name,place,place_kind) values ($1,$2,'established',1,now(),now(),$3,$3,'town')", [id, c, `第${n}镇`]);
  const random = chance(1);
  console.log(Object.keys(inventRow(random, 1, 20)), JSON.stringify(inventRow(random, 1, 20)).slice(0, 600));
  const t0 = Date.now();
  for (let done = 0; done < N; done += 2000) {
    const many = Array.from({ length: 2000 }, (_, n) => {
      const { committee, grams: _g, ...row } = inventRow(random, done + n + 1, 20) as any;
      return { ...row, committee_id: committees[committee], pieces: [...grams(row.matter, row.place), weekPiece(weekOf(row.received_on))] };
    });
    await client.query(`with row as (select * from jsonb_to_recordset($2::jsonb) as r (id uuid, state text, committee_id uuid, number int, received_on date, matter text, place text, handling text, outcome text, dispute boolean, settled boolean, pieces jsonb)),
      found as (insert into search_entries select $1::uuid, 'ledger_entry', id, search_keys($1::uuid, 'ledger_entry', array(select jsonb_array_elements_text(pieces))) from row)
      insert into ledger_entries (county_id, id, state, version, changed_at, created_at, committee_id, number, received_on, matter, place, handling, outcome, dispute, settled)
      select $1::uuid, id, state, 1, received_on, received_on, committee_id, number, received_on, matter, place, handling, outcome, dispute, settled from row`, [id, JSON.stringify(many)]);
  }
  console.log('filled', (Date.now() - t0) / 1000);
  await client.query('create index search_entries_keys on search_entries using gin (keys) with (fastupdate = off)');
  await client.query('vacuum analyze');
  console.log('indexed', (Date.now() - t0) / 1000);
  const actor = { countyId: id, accountId: v7(), personId: v7(), memberId: null, name: 'x', posts: [{ role: 'county_office' as const, committeeId: null, unitId: null }] };
  const { rows: sizes } = await client.query("select pg_size_pretty(pg_relation_size('search_entries_keys')) i, pg_size_pretty(pg_total_relation_size('search_entries')) t");
  console.log(sizes);
  const sample = (await client.query("select matter from ledger_entries limit 3")).rows; console.log(sample);
  const freq = new Map<string, number>();
  for (const { matter } of (await client.query('select matter from ledger_entries limit 5000')).rows) for (const g of grams(matter)) if ([...g].length === 2) freq.set(g, (freq.get(g) ?? 0) + 1);
  const sorted = [...freq].sort((a, b) => b[1] - a[1]);
  const picks = [sorted[0]!, sorted[10]!, sorted[Math.floor(sorted.length / 4)]!, sorted.at(-1)!];
  for (const [word, n] of picks) {
    const times: number[] = [];
    let got;
    for (let i = 0; i < 12; i++) { const t = performance.now(); got = await reading(house, actor, (one) => searchNewest(one, ledgerEntry, { words: word, where: always, wanted: 51 })); times.push(performance.now() - t); }
    times.sort((a, b) => a - b);
    console.log(word, n / 50 + '%', 'rows', got!.rows.length, got!.all, 'p50', times[6]!.toFixed(1), 'min', times[0]!.toFixed(1));
  }
  const where = all(is<any>('committee_id', committees[3]!), is<any>('state', 'in_hand'), between<any>('received_on', '2024-03-01', '2024-03-31'));
  for (let i = 0; i < 5; i++) { const t = performance.now(); const r = await reading(house, actor, async (one) => [await list(one, ledgerEntry, { where, order: [{ column: 'received_on', descending: true }], limit: 50 }), await count(one, ledgerEntry, where)] as const); console.log('list', r[0].length, r[1], (performance.now() - t).toFixed(1)); }
  const app = await database.app.connect();
  await app.query(`begin; set local app.county to '${id}'`);
  for (const q of [
    `select search_candidates_of('ledger_entry', array['${picks[0]![0]}'], array['#2869'])`,
    `select r.* from ledger_entries r where r.county_id = '${id}' and true and r.received_on >= '2024-12-01' and r.received_on < '2025-01-01' and r.id in (select search_candidates_of('ledger_entry', array['${picks[0]![0]}'], array['#2869'])) order by r.received_on desc nulls last, r.id desc limit 51`,
    `select r.* from ledger_entries r where r.county_id = '${id}' and true and r.id in (select search_candidates('ledger_entry', array['${picks[3]![0]}'])) order by r.received_on desc nulls last, r.id desc limit 51`,
    `select r.* from ledger_entries r where r.county_id = '${id}' and r.committee_id = '${committees[3]}' and r.state = 'in_hand' and (r.received_on is not null and r.received_on >= '2024-03-01' and r.received_on <= '2024-03-31') order by r.received_on desc nulls last, r.id desc nulls last limit 50`,
    `select count(*) from ledger_entries r where r.county_id = '${id}' and r.committee_id = '${committees[3]}' and r.state = 'in_hand' and (r.received_on is not null and r.received_on >= '2024-03-01' and r.received_on <= '2024-03-31')`,
    `select count(*) from ledger_entries r where r.county_id = '${id}'`,
    `select r.* from ledger_entries r where r.county_id = '${id}' order by r.received_on desc nulls last, r.id desc nulls last limit 50`,
  ]) {
    const { rows } = await app.query(`explain (analyze, buffers, costs on) ${q}`);
    console.log('\n' + q.slice(0, 200) + '\n' + rows.map((r: any) => r['QUERY PLAN']).join('\n'));
  }
  await app.query('rollback'); app.release();
  await client.query("load 'auto_explain'");
  const plan = await client.query(`begin; set local app.county to '${id}'; set local auto_explain.log_min_duration=0; explain (analyze, buffers) select e.id from search_entries e where e.county_id = current_county() and e.record = 'ledger_entry' and e.keys @> search_keys(current_county(), 'ledger_entry', array['${picks[0]![0]}']) and e.keys && search_keys(current_county(), 'ledger_entry', array['#2869'])`);
  console.log((plan as any)[3].rows.map((r: any) => r['QUERY PLAN']).join('\n'));
  await client.end();
} finally {
  await database.end().catch(() => 0);
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
