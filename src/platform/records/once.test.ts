import { afterAll, beforeAll, expect, test } from 'vitest';
import { program } from '#platform/identity/actor.ts';
import { reading, transact } from '#platform/records/act.ts';
import { onceIn } from '#platform/records/once.ts';
import { emptyCounty, type EmptyCounty } from '../../../test/county.ts';

let county: EmptyCounty;
let asked = 0;
const ask = async () => (asked += 1);

beforeAll(async () => {
  county = await emptyCounty([]);
});
afterAll(() => county?.drop());

test('in a reading it is asked once for each moment; the next reading asks anew', async () => {
  const look = () => reading(county.house, program(county.id), async (now) => {
    const then = { ...now, asOf: new Date('2025-01-01T00:00:00Z') };
    return [await onceIn(now, 'a', ask), await onceIn({ ...now }, 'a', ask), await onceIn(then, 'a', ask), await onceIn(now, 'b', ask)];
  });
  expect(await look()).toEqual([1, 1, 2, 3]);
  expect(await look()).toEqual([4, 4, 5, 6]);
});

test('an act asks every time: it may have changed the answer', async () => {
  asked = 0;
  expect(await transact(county.house, program(county.id), null, async (act) => [await onceIn(act, 'a', ask), await onceIn({ ...act, actor: program(county.id) }, 'a', ask)])).toEqual([1, 2]);
});
