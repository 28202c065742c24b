import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { divide } from '#platform/figures/dividing.ts';
import { bringShares } from '#platform/figures/kept-shares.ts';
import { reading, transact } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany, removeMany } from '#platform/records/write.ts';
import { program } from '#platform/identity/actor.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

/** Shares that are kept tell the same as the records, whatever is entered, changed, moved and removed; from the records they are counted by looking at this moment as at a past one. */
let county: TestCounty;
let numbered = 0;
const counted = figures.filter(({ record, derived }) => record === ledgerEntry.name && !derived);

beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county?.drop());

const day = fc.constantFrom('2024-01-31', '2024-02-01', '2024-12-31', '2025-01-01', '2025-01-15', '2025-02-28', '2025-03-01');
const words = fc.record({
  received_on: day, way: fc.constantFrom('visit', 'qr', null), category: fc.constantFrom('道路', '饮水', '-', null), state: fc.constantFrom('received', 'in_hand', 'closed', 'void'),
  outcome: fc.constantFrom('solved', 'unsolved', null), dispute: fc.boolean(), handling: fc.constantFrom('on_spot', null),
});
const happening = fc.record({ kind: fc.constantFrom('enter', 'enter', 'change', 'change', 'move', 'remove'), values: words, there: fc.boolean(), pick: fc.nat(40) });
const scope = fc.record({ from: fc.option(day, { nil: undefined }), to: fc.option(fc.constantFrom('2024-12-31', '2025-01-31', '2025-02-27', '2025-12-31', '9999-12-31'), { nil: undefined }), committee: fc.boolean() });

async function happen({ kind, values, there, pick }: { kind: string; values: object; there: boolean; pick: number }): Promise<void> {
  const committee_id = (there ? county.there : county.here).committee;
  await county.act(async (act) => {
    if (kind === 'enter') return createMany<LedgerEntry>(act, ledgerEntry, [1, 2].map((n) => ({ number: ++numbered, matter: `第${n}件`, committee_id, ...values })));
    const rows = await list<LedgerEntry>(act, ledgerEntry, { order: [{ column: 'id' }], limit: 100 });
    const row = rows[pick % Math.max(rows.length, 1)];
    if (!row) return undefined;
    if (kind === 'remove') return removeMany(act, ledgerEntry, [row], { step: 'undo', relation: '' });
    return amend<LedgerEntry>(act, ledgerEntry, row, kind === 'move' ? { committee_id } : values, { step: 'edit', relation: '' });
  });
}

async function expectSame(span: { from?: string; to?: string; committee: boolean }, pick: number): Promise<void> {
  const asked = { ...span, committee: span.committee ? county.here.committee : undefined };
  await reading(county.house, program(county.id), async (look) => {
    const { at } = await look.db.selectFrom('journal_heads').select('at').where('county_id', '=', county.id).executeTakeFirstOrThrow();
    for (const [n, figure] of counted.entries()) {
      const ways = dimensionsFor(county.house, figure);
      const one = ways[(pick + n) % ways.length]!;
      const other = ways[(pick + 3 * n + 1) % ways.length]!;
      for (const by of [[one], [one, other]]) {
        const where = `${figure.name} by ${by.map(({ name }) => name).join(' and ')} in ${JSON.stringify(asked)}`;
        expect(await divide(look, figure, by, asked), where).toEqual(await divide({ ...look, asOf: at }, figure, by, asked));
      }
    }
  });
}

test('kept and counted are the same after random acts, in any period, of any committee, by one way and by two', async () => {
  await fc.assert(fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 8 }), scope, fc.nat(30), async (many, span, pick) => {
    for (const one of many) await happen(one);
    await expectSame(span, pick);
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
  const kept = () => reading(county.house, program(county.id), async ({ db }) => (await sql<{ figure: string; n: string }>`select figure, by_column, month, committee_id, value, n from kept_shares where n <> 0 order by 1, 2, 3, 4, 5`.execute(db)).rows);
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
