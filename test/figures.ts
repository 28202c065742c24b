import fc from 'fast-check';
import { expect } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { countFigures, countLive, counted, type Scope } from '#platform/figures/count.ts';
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
 * whether it was kept, or counted live. Enter random records first (`samples.ts`), take steps and correct some.
 */
export async function expectListsEqualFigures(house: House, figures: readonly Figure[], { actors, committees = [] }: Looked): Promise<void> {
  for (const actor of actors) {
    await fc.assert(
      fc.asyncProperty(scopes(committees), (scope) =>
        reading(house, actor, async (look) => {
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

async function listLength(look: Reading, figure: Figure, scope: Scope): Promise<number> {
  const rows = await list(look, look.house.records.get(figure.record)!, { where: counted(figure, scope), limit: MOST });
  const { counts } = figure;
  return counts ? new Set(rows.map((row) => (row as unknown as Record<string, unknown>)[counts.distinct]).filter((value) => value !== null)).size : rows.length;
}
