import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unit, type Unit } from '#institutions/units/record.ts';
import { mount } from '#platform/journal/routes.tsx';
import { verifyFile } from '#platform/journal/taken-out.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { create } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  const slices = [{ records: [unit], mount }];
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
});
afterAll(() => county?.drop());

const act = (name: string) => county.act((one) => create<Unit>(one, unit, { name, side: 'government' }));
const used = () => county.act(async ({ db }) => (await db.selectFrom('journal').select(['alg', 'step']).orderBy('seq').execute()));
const verdict = () => county.act(({ db }) => verifyJournal(db, county.id));
const takenOut = async () => verifyFile(createInterface({ input: Readable.from([await (await office.submit('/journal/file', {})).text()]) }));

test('a county changes to SM3 and back; database and file are followed through both', async () => {
  await act('县一局');
  expect((await worker.send('/journal/digest', { alg: 'sm3' })).status).toBe(404);
  expect((await office.submit('/journal/digest', { alg: 'md5' })).status).toBe(422);
  await office.submit('/journal/digest', { alg: 'sm3' });
  await act('县二局');
  const lines = await used();
  expect(lines.find(({ step }) => step === 'change_digest')?.alg, 'the line that says so is chained by the old one').toBe('sha256');
  expect(lines.at(-1)?.alg).toBe('sm3');
  expect((await verdict()).broken).toBeUndefined();
  expect((await takenOut()).broken).toBeUndefined();
  await office.submit('/journal/digest', { alg: 'sha256' });
  await act('县三局');
  expect((await used()).at(-1)?.alg).toBe('sha256');
  expect((await verdict()).broken).toBeUndefined();
  expect((await takenOut()).broken).toBeUndefined();
  expect((await office.get('/journal/verification')).text).toContain('改用SM3');
});

test('a line that says another digest than its own is found', async () => {
  const client = await county.database.ownerPool.connect();
  await client.query(`select set_config('app.county', $1, false)`, [county.id]);
  const { rows: [line] } = await client.query<{ seq: string }>(`select seq from journal where alg = 'sm3' order by seq limit 1`);
  await client.query(`update journal set alg = 'sha256' where seq = $1`, [line!.seq]);
  expect((await verdict()).broken).toMatchObject({ seq: Number(line!.seq) });
  await client.query(`update journal set alg = 'sm3' where seq = $1`, [line!.seq]);
  client.release(true);
  expect((await verdict()).broken).toBeUndefined();
});
