import type { Hono } from 'hono';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite, openCounty, slices } from '#county.ts';
import { appRole, connectDatabase, type Database } from '#platform/database/connect.ts';
import { laidOut, obstaclesIn, stepsTo } from '#platform/database/distribution.ts';
import { migrate } from '#platform/database/migrate.ts';
import { program } from '#platform/identity/actor.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { reading, type House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { today } from '#platform/time.ts';
import { DEMO_PASSWORD } from '../db/demo-county/institutions.ts';
import { loadDemoCounty } from '../db/demo-county/load.ts';
import { testFiles } from './setup/files.ts';

/**
 * The whole program on a Citus cluster: `CITUS_URL` names an empty database on the coordinator, as superuser, in which `create extension citus`
 * was run and to which at least one machine was added. Its schema is emptied first. Without it this is skipped.
 */
const url = process.env['CITUS_URL'];
if (!url) console.log('No CITUS_URL: the tests on a Citus cluster are skipped. Name an empty database of a coordinator to run them.');

describe.skipIf(!url)('on a Citus cluster', { timeout: 1_800_000 }, () => {
  let database: Database;
  let house: House;
  let app: Hono;
  let county: string;

  beforeAll(async () => {
    await laidOutAnew(url!);
    database = connectDatabase(url!, { statementTimeoutMs: 0 });
    house = { ...(await openHouse(database.app, slices, testFiles())), indexSoon: undefined };
    await loadDemoCounty(database.owner, house, today(), () => undefined);
    county = (await database.owner.query<{ id: string }>(`select county_id as id from counties where slug = 'demo'`)).rows[0]!.id;
    await indexPending(house, county);
    app = openCounty(house, inject('assets'));
  }, 1_800_000);
  afterAll(() => database?.end());

  test('every table lies where the schema says, and a second run has nothing to do', async () => {
    const { distributed } = await laidOut(database.owner);
    const { rows } = await database.owner.query<{ name: string }>(`select table_name::text as name from citus_tables where citus_table_type = 'distributed' order by 1`);
    expect(rows.map(({ name }) => name)).toEqual(distributed);
    expect(await stepsTo(database.owner, appRole)).toEqual([]);
  });

  test('a year of a county is entered there, and its journal holds', async () => {
    const { broken, lines } = await reading(house, program(county), (look) => verifyJournal(look.db, county));
    expect(broken).toBeUndefined();
    expect(lines).toBeGreaterThan(1_000);
  });

  test('every page opens', async () => {
    const cookie = await signIn();
    const refused: string[] = [];
    for (const { method, path } of buildSite().operations()) {
      if (method !== 'GET' || path.includes(':') || path.startsWith('/log')) continue;
      const answer = await app.request(path, { headers: { cookie } });
      if (answer.status >= 500) refused.push(`${path}: ${answer.status}`);
    }
    expect(refused).toEqual([]);
  });

  test('nobody sees the rows of another county', async () => {
    const { rows } = await database.app.query<{ n: string }>('select count(*) as n from ledger_entries');
    expect(Number(rows[0]!.n)).toBe(0);
  });

  async function signIn(): Promise<string> {
    const body = new URLSearchParams({ login: 'office', password: DEMO_PASSWORD, county: 'demo' });
    const answer = await app.request('/login', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    return answer.headers.getSetCookie().find((one) => /session=./.test(one))!.split(';')[0]!;
  }
});

async function laidOutAnew(address: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: address, max: 1, options: '-c statement_timeout=0' });
  try {
    await pool.query('drop schema public cascade; create schema public');
    await migrate(pool);
    expect(await obstaclesIn(pool)).toEqual([]);
    for (const { statement } of await stepsTo(pool, appRole)) await pool.query(statement);
  } finally {
    await pool.end();
  }
}
