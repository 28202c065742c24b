import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { alikeInColumns } from '#platform/figures/columns/asking.ts';
import { columnedOf, keepColumnsOf } from '#platform/figures/columns/keeping.ts';
import { composed, simply, type Composition } from '#platform/figures/composition.ts';
import { countFigures, countLive } from '#platform/figures/count.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { divide, fromRecords, type Share } from '#platform/figures/dividing.ts';
import { program } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { happening, happenInLedger, momentOf, period } from '../../../../test/random-ledger.ts';

/** Packed columns and what was changed since tell the same as the records: by two ways and three, put together, now and as of every moment, before and after the packing. */
let county: TestCounty;
const counted = figures.filter(({ record, derived }) => record === ledgerEntry.name && !derived);
const pack = () => keepColumnsOf(county.house, county.id, columnedOf(county.house, ledgerEntry.name)!, 1);
const sorted = (shares: readonly Share[]) => shares.toSorted((a, b) => (a.keys.join() < b.keys.join() ? -1 : 1));

beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county?.drop());

const own = (there: string): Composition[] => [
  { ...simply('opinions_received'), parts: [{ dimension: 'way', values: ['visit', '-'] }] },
  { ...simply('opinions_received'), with: ['problems_solved'], parts: [{ dimension: 'category_now', values: ['道路', '-'] }, { dimension: 'dispute', values: ['true'] }] },
  { ...simply('matters_received'), without: ['problems_solved'], parts: [{ dimension: 'committee_id', values: [there] }, { dimension: 'committee_id.place_kind', values: ['town'] }] },
];

async function expectSame(span: { from?: string; to?: string; committee: boolean }, pick: number, moments: readonly (Date | undefined)[]): Promise<void> {
  const asked = { ...span, committee: span.committee ? county.here.committee : undefined };
  await reading(county.house, program(county.id), async (look) => {
    for (const asOf of moments) {
      const then = { ...look, asOf };
      const together = own(county.there.committee).map((one) => composed(then, one).figure);
      for (const [n, figure] of [...counted, ...together].entries()) {
        const ways = dimensionsFor(county.house, figure);
        const by = [0, 3 * n + 1, 5 * n + 2].map((further) => ways[(pick + n + further) % ways.length]!).slice(0, 2 + (pick % 2));
        const where = `${figure.label} by ${by.map(({ name }) => name).join(' and ')} in ${JSON.stringify(asked)} as of ${asOf?.toISOString()}`;
        expect(sorted(await divide(then, figure, by, asked)), where).toEqual(sorted(await fromRecords(then, figure, by, asked)));
        if (figure.composition) expect((await countFigures(then, [figure], asked)).get(figure.name), where).toBe(await countLive(then, figure, asked));
      }
    }
  });
}

test('is the same after random acts, wherever between them the columns were packed', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 8 }), period, fc.nat(30), fc.nat(8), async (many, span, pick, packedAfter) => {
    const moments = [await momentOf(county)];
    for (const [n, one] of many.entries()) {
      await happenInLedger(county, one);
      if (n === packedAfter) await pack();
      moments.push(await momentOf(county));
    }
    await expectSame(span, pick, [undefined, moments[pick % moments.length]!]);
  }), { numRuns: 20, endOnFailure: true });
}, 180_000);

test('what is packed is asked, and only months that changed are packed again', async () => {
  await happenInLedger(county, { kind: 'enter', values: { received_on: '2025-01-15', state: 'received', dispute: false }, there: true, pick: 0 });
  await pack();
  const written = () => reading(county.house, program(county.id), async ({ db }) => (await sql<{ month: string; xmin: string }>`select distinct month::text, xmin::text from kept_columns order by 1`.execute(db)).rows);
  const before = await written();
  await happenInLedger(county, { kind: 'enter', values: { received_on: '2024-02-01', state: 'received', dispute: false }, there: true, pick: 0 });
  await pack();
  const after = await written();
  expect(after.filter((row) => !before.some((one) => one.month === row.month && one.xmin === row.xmin)).map(({ month }) => month)).toEqual(['2024-02-01']);
  await reading(county.house, program(county.id), async (look) => {
    const ways = dimensionsFor(county.house, counted[0]!);
    const pair = ['category', 'way'].map((name) => ways.find((one) => one.name === name)!);
    expect(await alikeInColumns(look, counted[0]!, pair, { from: '2024-01-01', to: '2025-12-31' })).toBeDefined();
  });
});

test('a program that declares a figure otherwise asks the records until the columns are packed anew', async () => {
  await pack();
  await county.act(({ db }) => sql`update kept_column_moments set digest = 'of an earlier program'`.execute(db));
  const asked = () => reading(county.house, program(county.id), (look) => alikeInColumns(look, counted[0]!, [], { from: '2024-01-01', to: '2025-12-31' }));
  expect(await asked()).toBeUndefined();
  await pack();
  expect(await asked()).toBeDefined();
});
