import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { unit, type Unit } from '#institutions/units/record.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { unproved } from '#platform/identity/fixtures.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const MANY = 260;
let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  await county.act(async (act) => {
    await createMany<Unit>(act, unit, Array.from({ length: MANY }, (_, n) => ({ name: `第${n}办公室`, side: 'government' })));
    await createMany<ParameterSetting>(act, parameterSetting, [{ key: 'proof.rows', value: '250', from_day: '2020-01-01', why: '试' }] as never[]);
  });
  office = await siteOf(county, slices)({ role: 'county_office' });
});
afterAll(() => county?.drop());

const laterOn = async () => {
  const { rows } = await county.act(({ db }) => db.selectFrom('accounts').select('id').where('person_id', '=', office.person).execute().then((found) => ({ rows: found })));
  await unproved(county.database.ownerPool, county.id, rows[0]!.id, 31);
};

test('many rows leave without a question while the last proof is recent; afterwards only with one, as CSV, workbook and JSON', async () => {
  expect((await office.get('/units.csv')).text.split('\r\n').length).toBeGreaterThan(MANY);
  expect((await office.json('/units?page=3&size=100')).status).toBe(200);
  await laterOn();
  const asked = await office.get('/units.csv');
  expect(asked.status).toBe(403);
  expect(asked.text).toContain('核对本人并导出');
  expect(asked.text).not.toContain('第7办公室');
  const sent = await office.submit('/units.csv', {});
  expect(sent.status).toBe(403);
  expect(await sent.text()).toContain('请再核对一次是您本人');
  const book = await office.fetch('/units.xlsx');
  expect(book.headers.get('content-type')).toContain('text/html');
  expect(await office.json('/units?page=3&size=100')).toMatchObject({ status: 403, body: { type: expect.stringContaining('prove_again') } });
  expect((await office.json('/units?page=2&size=100')).status).toBe(200);
  expect((await office.get('/units.csv?q=%E7%AC%AC7%E5%8A%9E')).status).toBe(200);
});
