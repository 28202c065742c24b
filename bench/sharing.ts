import { tmpdir } from 'node:os';
import pg from 'pg';
import { figures, openCounty, slices } from '#county.ts';
import { openOffice } from '#institutions/office.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import { folderStore } from '#platform/files/store.ts';
import { program } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { transact } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { connected, type Content } from './fill.ts';

/** A province whose hundred counties have reported thirty figures for three years, and which is not the only one. */
const COUNTIES = 100;
const FIGURES = 30;
const MONTHS = 36;
const PROVINCES = 5;
const TIMES = 60;

export const provincesOf = (tell: (line: string) => void): Content => async ({ address, bare }) => {
  tell(`  … ${(PROVINCES * COUNTIES * FIGURES * MONTHS).toLocaleString('en')} reported numbers`);
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const house = await openHouse(database.app, slices, folderStore(tmpdir()));
  for (let n = 0; n < PROVINCES; n += 1) {
    const id = await foundCounty(database.owner, { slug: `province-${n}`, name: `第${n + 1}省`, bodyName: `政协第${n + 1}省委员会`, level: 'province', invented: true, secondFactor: 'optional' });
    if (n === 0) await transact(house, program(id), null, (act) => openOffice(act, { role: 'superior_office', name: '罗文清', position: '省政协办公室', login: 'province', password: '枇杷熟了就去赶场吧，带上两只竹篮', since: '2020-01-01' }));
    await connected(bare, (client) => report(client, id));
  }
  await database.end();
};

async function report(client: pg.Client, province: string): Promise<void> {
  await client.query(`insert into shared_counties (county_id, subject_id, writer_id, name, since) select $1, uuidv7(), $1, '第' || n || '县', '2023-01-01' from generate_series(1, ${COUNTIES}) n`, [province]);
  const names = figures.filter(({ day }) => day).slice(0, FIGURES).map(({ name, label, definition, unit }) => ({ name, label, definition, unit }));
  await client.query(`
    insert into required_figures (county_id, id, state, version, changed_at, created_at, figure, kind, label, definition, unit, digest, rhythm, due_days, small, published_on)
    select $1, uuidv7(), 'published', 1, now(), now(), name, 'figure', label, definition, unit, md5(name), 'month', 10, 5, '2023-01-01' from jsonb_to_recordset($2::jsonb) as f (name text, label text, definition text, unit text)`, [province, JSON.stringify(names)]);
  await client.query(`
    insert into rolled_figures (county_id, required_id, period, subject_id, writer_id, value, digest, as_of, revision, sent_at)
    select q.county_id, q.id, to_char(date '2023-01-01' + make_interval(months => m), 'YYYY-MM'), s.subject_id, $1, (random() * 90)::int, q.digest, now(), 1, now()
    from required_figures q join shared_counties s on s.county_id = q.county_id cross join generate_series(0, ${MONTHS - 1}) m where q.county_id = $1`, [province]);
}

export interface BoardTimes {
  what: string;
  p50: number;
  p99: number;
}

/** The province's pages and their JSON as its office opens them, and whether any of its tables was read whole meanwhile. */
export async function provinceBoard(address: SocketAddress, bare: SocketAddress, assets: string): Promise<{ times: BoardTimes[]; scanned: number }> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const client = new pg.Client(bare);
  await client.connect();
  try {
    const house = await openHouse(database.app, slices, folderStore(tmpdir()));
    const { rows: [office] } = await client.query<{ county: string; account: string; required: string }>(`
      select c.county_id as county, a.id as account, (select id from required_figures q where q.county_id = c.county_id order by id limit 1) as required
      from counties c join accounts a on a.county_id = c.county_id where c.slug = 'province-0'`);
    const app = openCounty(house, assets);
    const cookie = `session=${await openSession(house, office!.county, office!.account, 'bench')}`;
    const scans = async () => Number((await client.query(`select sum(seq_scan) as n from pg_stat_user_tables where relname = 'rolled_figures'`)).rows[0].n);
    const before = await scans();
    const asked = { 'the board of a month': '/siblings?period=2025-06', 'the same as JSON': '/api/v1/siblings?period=2025-06', 'one figure, twelve months': `/siblings/${office!.required}?to=2025-12` };
    const times: BoardTimes[] = [];
    for (const [what, path] of Object.entries(asked)) {
      const taken: number[] = [];
      for (let n = 0; n < TIMES; n += 1) {
        const began = performance.now();
        const answer = await app.request(path, { headers: { cookie } });
        const text = await answer.text();
        if (answer.status !== 200 || !text.includes('第100县')) throw new Error(`${path}: ${answer.status}`);
        taken.push(performance.now() - began);
      }
      const sorted = taken.toSorted((a, b) => a - b);
      times.push({ what, p50: sorted[TIMES >> 1]!, p99: sorted.at(-1)! });
    }
    return { times, scanned: (await scans()) - before };
  } finally {
    await client.end();
    await database.end();
  }
}
