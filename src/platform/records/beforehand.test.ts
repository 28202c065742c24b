import { afterAll, beforeAll, expect, test } from 'vitest';
import { unitsSlice } from '#institutions/units/slice.ts';
import { unit, type Unit } from '#institutions/units/record.ts';
import { transact } from '#platform/records/act.ts';
import { madeBefore } from '#platform/records/beforehand.ts';
import { get } from '#platform/records/read.ts';
import { create, edit } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([unitsSlice]);
});
afterAll(() => county.drop());

const acting = <T>(work: Parameters<typeof transact<T>>[3]): Promise<T> => transact(county.house, county.cast.office, null, work);
const founded = (name: string): Promise<Unit> => acting((act) => create<Unit>(act, unit, { name, side: 'government' }));
const renamed = (id: string, name: string): Promise<Unit> => acting((act) => edit<Unit>(act, unit, id, undefined, { name }));

test('while something long is made for an act, the others of the county go on', async () => {
  const order: string[] = [];
  let done: (words: string) => void = () => undefined;
  const long = acting((act) => {
    const paper = madeBefore(act, 'long', () => new Promise<string>((resolve) => { done = resolve; }));
    return create<Unit>(act, unit, { name: paper, side: 'government' });
  }).then(({ name }) => order.push(name));
  await founded('水务局').then(({ name }) => order.push(name));
  done('长文件');
  await long;
  expect(order).toEqual(['水务局', '长文件']);
});

test('what was made is used only while the act still needs the very same', async () => {
  const { id } = await founded('交通局');
  const made: string[] = [];
  const used = await acting(async (act) => {
    const { name } = await get<Unit>(act, unit, id);
    return madeBefore(act, name, async () => {
      if (made.push(name) === 1) await renamed(id, '交通运输局');
      return `印好的${name}`;
    });
  });
  expect([used, made]).toEqual(['印好的交通运输局', ['交通局', '交通运输局']]);
});

test('an act whose needs change each time is refused in the end, and has left nothing', async () => {
  let n = 0;
  const restless = acting(async (act) => {
    await create<Unit>(act, unit, { name: `没有留下的${n}`, side: 'government' });
    return madeBefore(act, `${n++}`, async () => undefined);
  });
  await expect(restless).rejects.toMatchObject({ status: 409, code: 'moving' });
  await acting(async ({ db, county: id }) => expect(await db.selectFrom('units').select('name').where('county_id', '=', id).where('name', 'like', '没有留下%').execute()).toEqual([]));
});
