import fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import type { z } from 'zod';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { attachers, visible } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { House } from '#platform/records/act.ts';
import { cast, county, other, own, type Actors } from './cast.ts';
import { contentOf, stateOf } from './samples.ts';

export interface Agreement {
  /** Values of columns that are no declared fields, e.g. `{ author_id: [own.person, other.person, null] }`. */
  columns?: Record<string, readonly unknown[]>;
  /** Further conditions that must agree: figures' `where`, work queues, filters. */
  conditions?: Record<string, Predicate<any>>;
  actors?: Actors;
  rows?: number;
}

const pointed = { committee: [own.committee, other.committee], unit: [own.unit, other.unit], person: [own.person, other.person], member: [own.member, other.member] };

/**
 * Proves that seeing, entering, correcting and every step's relations mean the same in memory and in SQL, over random rows.
 *
 * The rows need not be in a table, so references need nothing to point to: PostgreSQL reads them as rows of the record's type.
 */
export async function expectRelationsAgree(
  house: House, declared: Lifecycle, fields: z.ZodObject, { columns = {}, conditions = {}, actors = cast, rows = 200 }: Agreement = {},
): Promise<void> {
  const asked = { ...relationsOf(declared, actors), ...conditions };
  const others = fc.record(Object.fromEntries(Object.entries(columns).map(([column, values]) => [column, fc.constantFrom(...values)])));
  const anyRow = fc.tuple(contentOf(fields, pointed), others, stateOf(declared)).map(([content, more, state]) => ({ ...content, ...more, state }));
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: rows, maxLength: rows }), async (contents) => {
      for (const [name, { memory, database }] of Object.entries(await bothAnswers(house, declared, contents, asked))) {
        expect(database, `${declared.name}: ${name}`).toEqual(memory);
      }
    }),
    { numRuns: 3, endOnFailure: true, includeErrorInReport: true },
  );
}

function relationsOf(declared: Lifecycle, actors: Actors): Record<string, Predicate<any>> {
  const lists = [...Object.entries(declared.steps).map(([name, { by }]) => [name, by] as const), ['enter', declared.createdBy] as const, ['correct', declared.editable.by] as const, ['attach', attachers(declared)] as const];
  return Object.fromEntries(
    Object.entries(actors).flatMap(([name, actor]) => [
      [`${name} sees`, visible(declared, actor)],
      ...lists.flatMap(([what, relations]) => relations.map((one) => [`${name}, ${what} as ${one.name}`, one.of(actor)])),
    ]),
  );
}

/** Ids for which each condition holds, by both of its meanings, on rows as the database gives them. */
async function bothAnswers(house: House, declared: Lifecycle, contents: readonly object[], asked: Record<string, Predicate<any>>) {
  const names = Object.keys(asked);
  const given = contents.map((content) => ({ county_id: county, id: uuidv7(), version: 1, ...content }));
  const answers = sql.join(names.map((name, place) => sql`${asked[name]!.sql('r')} as ${sql.ref(`q${place}`)}`));
  const { rows } = await sql<Record<string, unknown>>`
    select r.*, ${answers} from jsonb_populate_recordset(null::${sql.table(declared.table)}, ${JSON.stringify(given)}::jsonb) as r`.execute(house.db);
  return Object.fromEntries(names.map((name, place) => [name, {
    memory: rows.filter((row) => asked[name]!.test(row)).map(({ id }) => id),
    database: rows.filter((row) => row[`q${place}`] === true).map(({ id }) => id),
  }]));
}
