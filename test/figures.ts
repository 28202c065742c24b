import fc from 'fast-check';
import { expect } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { composed } from '#platform/figures/composition.ts';
import { countFigures, countLive, counted, type Scope } from '#platform/figures/count.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import type { Dimension } from '#platform/figures/dimension.ts';
import { divide } from '#platform/figures/dividing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { reading, type House, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

const MOST = 100_000;

export interface Looked {
  /** Who looks; a person who sees less must get a list as short as the number. */
  actors: readonly Actor[];
  /** Committees to narrow to. */
  committees?: readonly string[];
}

/**
 * Proves over the records that are there: for anybody, any period and any committee the length of the list is the figure,
 * whether it was kept, or counted live; and so is that of every part into which it is divided. Enter random records first (`samples.ts`), take steps and correct some.
 */
export async function expectListsEqualFigures(house: House, figures: readonly Figure[], { actors, committees = [] }: Looked): Promise<void> {
  for (const actor of actors) {
    await reading(house, actor, (look) => expectAllPartsEqualLists(look, figures.find(({ derived }) => !derived)));
    await fc.assert(
      fc.asyncProperty(scopes(committees), fc.nat(), (scope, pick) =>
        reading(house, actor, async (look) => {
          await expectSomeParts(look, figures, scope, pick);
          const numbers = await countFigures(look, figures, scope);
          for (const figure of figures) {
            const length = await listLength(look, figure, scope);
            const where = `${figure.name} for ${actor.name} in ${JSON.stringify(scope)}`;
            expect(numbers.get(figure.name), `number of ${where}`).toBe(length);
            expect(await countLive(look, figure, scope), `live count of ${where}`).toBe(length);
          }
        }),
      ),
      { numRuns: 20, includeErrorInReport: true },
    );
  }
}

/** The numbers now; give them to `expectStill` after more was done, to prove that the moment can be counted again. */
export async function numbersNow(house: House, actor: Actor, figures: readonly Figure[]): Promise<{ at: Date; numbers: Map<string, number> }> {
  return reading(house, actor, async (look) => {
    const { at } = await look.db.selectFrom('journal_heads').select('at').where('county_id', '=', look.county).executeTakeFirstOrThrow();
    return { at, numbers: await countFigures(look, figures, {}) };
  });
}

/** Proves that the figures of a past moment are counted as they were then. */
export async function expectStill(house: House, actor: Actor, figures: readonly Figure[], then: { at: Date; numbers: Map<string, number> }): Promise<void> {
  const again = await reading(house, actor, (look) => countFigures({ ...look, asOf: then.at }, figures, {}));
  expect(again, `as of ${then.at.toISOString()}`).toEqual(then.numbers);
}

const day = fc.constantFrom('2024-01-01', '2024-06-30', '2024-07-01', '2024-12-31', '2025-01-13', '2025-03-31', '2025-12-31');

const scopes = (committees: readonly string[]): fc.Arbitrary<Scope> =>
  fc.record({
    from: fc.option(day, { nil: undefined }),
    to: fc.option(day, { nil: undefined }),
    committee: committees.length > 0 ? fc.option(fc.constantFrom(...committees), { nil: undefined }) : fc.constant(undefined),
  });

/** One figure by everything by which it can be divided. */
async function expectAllPartsEqualLists(look: Reading, figure: Figure | undefined): Promise<void> {
  if (figure) for (const by of dimensionsFor(look.house, figure)) await expectPartsEqualLists(look, figure, by, {});
}

/** Any figure, by anything. */
async function expectSomeParts(look: Reading, figures: readonly Figure[], scope: Scope, pick: number): Promise<void> {
  const figure = figures[pick % figures.length]!;
  const dimensions = dimensionsFor(look.house, figure);
  const by = dimensions[Math.floor(pick / figures.length) % dimensions.length];
  if (by) await expectPartsEqualLists(look, figure, by, scope);
}

/** Each part has its list, and parts that do not overlap add up to the figure. */
async function expectPartsEqualLists(look: Reading, figure: Figure, by: Dimension, scope: Scope): Promise<void> {
  const shares = await divide(look, figure, [by], scope);
  const where = `${figure.name} by ${by.name} in ${JSON.stringify(scope)}`;
  for (const { keys: [key], n } of shares.slice(0, 4)) {
    const part = composed(look, { figure: figure.name, with: [], without: [], parts: [{ dimension: by.name, values: [key!] }] }).figure;
    expect(n, `${where}, ${key}`).toBe(await listLength(look, part, scope));
    expect(await countLive(look, part, scope), `${where}, ${key}, counted`).toBe(n);
  }
  if (!by.several && (!figure.counts || 'sum' in figure.counts)) expect(shares.reduce((sum, { n }) => sum + n, 0), where).toBe(await countLive(look, figure, scope));
}

async function listLength(look: Reading, figure: Figure, scope: Scope): Promise<number> {
  const rows = await list(look, look.house.records.get(figure.record)!, { where: counted(figure, scope), limit: MOST });
  const { counts } = figure;
  const values = (column: string) => rows.map((row) => (row as unknown as Record<string, unknown>)[column]).filter((value) => value !== null);
  if (!counts) return rows.length;
  return 'sum' in counts ? values(counts.sum).reduce<number>((sum, value) => sum + Number(value), 0) : new Set(values(counts.distinct)).size;
}
