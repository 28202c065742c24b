import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { countFigures, countLive } from '#platform/figures/count.ts';
import { divide, fromRecords, type Share } from '#platform/figures/dividing.ts';
import { bringShares } from '#platform/figures/kept-shares.ts';
import { reading, transact } from '#platform/records/act.ts';
import { program } from '#platform/identity/actor.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { happening, happenInLedger, momentOf, period } from '../../../test/random-ledger.ts';

/** Shares that are kept tell the same as the records, whatever is entered, changed, moved and removed, now and as of every moment since. */
let county: TestCounty;
const counted = figures.filter(({ record, derived }) => record === ledgerEntry.name && !derived);

beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county?.drop());

async function expectSame(span: { from?: string; to?: string; committee: boolean }, pick: number, moments: readonly Date[]): Promise<void> {
  const asked = { ...span, committee: span.committee ? county.here.committee : undefined };
  await reading(county.house, program(county.id), async (look) => {
    for (const asOf of moments) {
      const numbers = await countFigures({ ...look, asOf }, counted, asked);
      for (const figure of counted) expect(numbers.get(figure.name), `${figure.name} as of ${asOf.toISOString()}`).toBe(await countLive({ ...look, asOf }, figure, asked));
    }
    for (const [n, figure] of counted.entries()) {
      const ways = dimensionsFor(county.house, figure);
      const one = ways[(pick + n) % ways.length]!;
      const other = ways[(pick + 3 * n + 1) % ways.length]!;
      for (const by of [[one], [one, other]]) {
        const where = `${figure.name} by ${by.map(({ name }) => name).join(' and ')} in ${JSON.stringify(asked)}`;
        expect(sorted(await divide(look, figure, by, asked)), where).toEqual(sorted(await fromRecords(look, figure, by, asked)));
        for (const asOf of moments) {
          const then = { ...look, asOf };
          expect(sorted(await divide(then, figure, by, asked)), `${where} as of ${asOf.toISOString()}`).toEqual(sorted(await fromRecords(then, figure, by, asked)));
        }
      }
    }
  });
}

const sorted = (shares: readonly Share[]) => shares.toSorted((a, b) => (a.keys.join() < b.keys.join() ? -1 : 1));

test('kept and counted are the same after random acts, in any period, of any committee, by one way and by two', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 8 }), period, fc.nat(30), async (many, span, pick) => {
    const moments = [await momentOf(county)];
    for (const one of many) {
      await happenInLedger(county, one);
      moments.push(await momentOf(county));
    }
    await expectSame(span, pick, [moments[pick % moments.length]!, moments.at(-1)!]);
  }), { numRuns: 25, endOnFailure: true });
}, 120_000);

test('every way of dividing a numerous record’s figures is kept, and is asked of what is kept', async () => {
  const tables: string[] = [];
  for (const figure of counted) {
    const kept = county.house.shared.get(ledgerEntry.name)!.find((one) => one.figure.name === figure.name);
    expect(kept, figure.name).toBeDefined();
    for (const { name, columns } of dimensionsFor(county.house, figure)) {
      tables.push(name);
      for (const column of columns) expect([figure.day, figure.committee, ...kept!.columns], `${figure.name} by ${name}`).toContain(column);
    }
  }
  expect(tables.length).toBeGreaterThan(100);
});

test('what is declared otherwise than when it was counted is counted anew at the next start, and nothing else', async () => {
  const kept = () => reading(county.house, program(county.id), async ({ db }) => (await sql<{ figure: string; n: string }>`select figure, by_column, month, committee_id, value, n from kept_shares where n <> 0 and figure not like 'work:%' order by 1, 2, 3, 4, 5`.execute(db)).rows);
  const bring = () => transact(county.house, program(county.id), null, bringShares);
  await bring();
  const before = await kept();
  expect(before.length).toBeGreaterThan(50);
  await transact(county.house, program(county.id), null, async ({ db }) => {
    await sql`update kept_shares set n = n + 7`.execute(db);
    await sql`update kept_share_definitions set digest = 'of an earlier program' where figure = 'opinions_received'`.execute(db);
  });
  await bring();
  const now = await kept();
  const of = (rows: typeof before, figure: string) => rows.filter((row) => row.figure === figure);
  expect(of(now, 'opinions_received')).toEqual(of(before, 'opinions_received'));
  expect(of(now, 'matters_received')).not.toEqual(of(before, 'matters_received'));
  await transact(county.house, program(county.id), null, ({ db }) => sql`delete from kept_share_definitions`.execute(db));
  await bring();
  expect(await kept()).toEqual(before);
});
