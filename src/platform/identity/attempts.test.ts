import { afterAll, beforeAll, expect, test } from 'vitest';
import { attempts } from '#platform/identity/attempts.ts';
import { emptyCounty, type EmptyCounty } from '../../../test/county.ts';

let county: EmptyCounty;
beforeAll(async () => {
  county = await emptyCounty([]);
});
afterAll(() => county?.drop());

const at = (minute: number, seconds = 0): Date => new Date(Date.UTC(2026, 0, 5, 8, minute, seconds));
const door = () => ({ house: county.house, county });
const make = (kind: string) => attempts({ kind, tries: 3, minutes: 10, sentence: '请过一会儿再试。' });

test('after the last try the key waits its minutes, counted from that try; other keys and other counts do not', async () => {
  const tries = make('waiting');
  for (const minute of [0, 1, 2]) await tries.count(door(), 'a', at(minute));
  await expect(tries.count(door(), 'a', at(3))).rejects.toThrow('请过一会儿再试。');
  await expect(tries.count(door(), 'a', at(11, 59))).rejects.toThrow('请过一会儿再试。');
  expect(await tries.spent(door(), 'a', at(11, 59))).toBe(true);
  await tries.count(door(), 'b', at(3));
  await make('another').count(door(), 'a', at(3));
  await tries.count(door(), 'a', at(12));
  expect(await tries.spent(door(), 'a', at(12))).toBe(false);
});

test('a forgiven try does not count', async () => {
  const tries = make('forgiven');
  for (let round = 0; round < 8; round++) {
    await tries.count(door(), 'a', at(0, round));
    await tries.forgive(door(), 'a');
  }
  await tries.count(door(), 'a', at(1));
});

test('of many at once, in several processes, only the allowed number come through', async () => {
  const processes = [make('many'), make('many')];
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => processes[n % 2]!.count(door(), 'a', at(0))));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
});

test('neither addresses nor names are kept in readable form, and what is over is swept away', async () => {
  const tries = make('swept');
  await tries.count(door(), '203.0.113.7', at(0));
  await tries.count(door(), 'later', at(30));
  const client = await county.database.ownerPool.connect();
  await client.query(`select set_config('app.county', $1, false)`, [county.id]);
  const { rows } = await client.query(`select to_jsonb(a)::text as text from attempts a where kind = 'swept'`);
  client.release(true);
  expect(rows).toHaveLength(1);
  expect(rows[0].text).not.toContain('later');
});
