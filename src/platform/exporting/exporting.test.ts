import { read, utils } from '@e965/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unitsSlice } from '#institutions/units/slice.ts';
import { endExport, sweepExports } from '#platform/exporting/store.ts';
import { exportingSlice } from '#platform/exporting/slice.ts';
import { beginWriting, progressOf } from '#platform/exporting/writing.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [unitsSlice, exportingSlice];
const MANY = 5_400;

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  const enter = siteOf(county, slices);
  [office, worker] = [await enter({ role: 'county_office' }), await enter({ role: 'county_office' })];
  await county.act((act) => sql`
    insert into units (county_id, id, state, version, changed_at, created_at, name, side)
    select ${act.county}::uuid, gen_random_uuid(), 'active', 1, ${act.at}, ${act.at}, '单位' || n, 'government' from generate_series(1, ${MANY}) n`.execute(act.db));
});
afterAll(() => county.drop());

/** Begins to export the long list; where it may be seen. */
async function begun(query = '', who = office): Promise<string> {
  const answer = await who.submit(`/units.xlsx${query}`, {});
  expect(answer.status).toBe(303);
  return answer.headers.get('location')!;
}

async function written(at: string): Promise<Uint8Array> {
  await progressOf(at.split('/').at(-1)!)?.finished;
  const answer = await office.fetch(`${at}/file`);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

const rowsIn = (bytes: Uint8Array): unknown[][] => utils.sheet_to_json(Object.values(read(bytes, { type: 'array' }).Sheets)[0]!, { header: 1 });

describe('a long list', () => {
  test('is asked about first, and then written whole, in order, the same bytes each time', async () => {
    const question = await office.get('/units.xlsx');
    expect([question.status, question.text.includes('5,402行')]).toEqual([200, true]);
    const [first, again] = [await begun(), await begun()];
    const bytes = await written(first);
    expect(Buffer.compare(bytes, await written(again))).toBe(0);
    const names = rowsIn(bytes).slice(2).map(([name]) => name);
    expect(new Set(names).size).toBe(MANY + 2);
    expect((await office.json(first)).body).toMatchObject({ state: 'ready', rows_due: MANY + 2, rows_done: MANY + 2, bytes: bytes.length });
    expect((await office.get(first)).text).toContain('写好了');
  });

  test('is not begun a third time while two are being written', async () => {
    const id = await waiting('第一份');
    const second = await begun();
    expect((await office.submit('/units.xlsx', {})).status).toBe(429);
    await office.send(`/exports/${id}/cancellation`, {});
    await written(second);
  });

  test('as the paper has it: numbered, with a line to sign', async () => {
    const rows = rowsIn(await written(await begun('?layout=paper')));
    expect([rows[2], rows[3]![0], rows.at(-1)![0]]).toEqual([['序号', '单位名称', '系统'], 1, expect.stringContaining('审核人')]);
  });

  test('a short one is given at once', async () => {
    const answer = await office.fetch('/units.xlsx?q=没有的单位');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    expect(rowsIn(new Uint8Array(await answer.arrayBuffer()))).toHaveLength(2);
  });
});

describe('an export', () => {
  test('is only of whoever asked for it', async () => {
    const at = await begun();
    await written(at);
    for (const path of [at, `${at}/file`]) expect((await worker.json(path)).status).toBe(404);
    expect((await worker.send(`${at}/cancellation`, {})).status).toBe(404);
    expect((await worker.json('/exports')).body.total).toBe(0);
  });

  test('tells how far it is, and stops when it is not wanted any more', async () => {
    const at = await begun();
    const page = (await office.get(at)).text;
    expect(page).toMatch(/<noscript><meta http-equiv="refresh"|写好了/);
    const { body } = await office.send(`${at}/cancellation`, {});
    expect(['cancelled', 'ready']).toContain(body.state);
    const id = await waiting('写不完的');
    expect((await office.json(`/exports/${id}`)).body).toMatchObject({ state: 'writing', rows_done: 0 });
    expect((await office.send(`/exports/${id}/cancellation`, {})).body.state).toBe('cancelled');
    expect((await office.fetch(`/exports/${id}/file`)).status).toBe(409);
    expect((await office.get(`/exports/${id}`)).text).toContain('再导出一次');
  });

  test('that was cut off by a restart says so', async () => {
    const id = await noted('断了的');
    expect((await office.json(`/exports/${id}`)).body.state).toBe('interrupted');
    expect((await office.get(`/exports/${id}`)).text).toContain('程序重新启动过');
    await endExport(county.house, county.id, id, { state: 'failed' });
  });

  test('goes after a day, and for a sixth; content goes with the last that names it', async () => {
    for (let n = 0; n < 7; n++) await written(await begun());
    expect((await office.json('/exports')).body.total).toBe(5);
    const [{ hash }] = (await county.act((act) => sql<{ hash: string }>`select hash from list_exports where hash is not null`.execute(act.db))).rows as [{ hash: string }];
    await county.act((act) => sql`update list_exports set begun_at = now() - interval '25 hours'`.execute(act.db));
    await sweepExports(county.house, county.id);
    expect((await office.json('/exports')).body.total).toBe(0);
    expect(await county.house.files.has(county.id, hash)).toBe(false);
    expect((await verifyFiles(county.house, county.id)).damaged).toEqual([]);
  });
});

/** An export that nothing writes. */
async function noted(title: string): Promise<string> {
  const { rows } = await county.act((act) => sql<{ id: string }>`
    insert into list_exports (county_id, id, account_id, title, address, state, due)
    select ${county.id}, gen_random_uuid(), id, ${title}, '/units.xlsx', 'writing', 9 from accounts where county_id = ${county.id} and person_id = ${office.person} returning id`.execute(act.db));
  return rows[0]!.id;
}

/** One that is being written and never ends by itself. */
async function waiting(title: string): Promise<string> {
  const id = await noted(title);
  beginWriting(county.house, { ...county.cast.office }, id, async function* (_reading, told) {
    for (;;) {
      told(0);
      yield new Uint8Array(1);
      await new Promise((wake) => setTimeout(wake, 5));
    }
  });
  return id;
}
