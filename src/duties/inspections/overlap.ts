import { sql, type SqlBool } from 'kysely';
import type { Scope } from '#platform/figures/count.ts';
import { all, always, between, holdsAny, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { countsItself } from '#duties/counted.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';

/** Carried out, filed away or not yet. */
export const carriedOut = oneOf<Inspection>('state', ['held', 'closed']);

/** Several committees count it. */
const several: Predicate<Inspection> = {
  test: ({ body_ids }) => (body_ids ?? []).length > 1,
  sql: (alias) => sql<SqlBool>`cardinality(${sql.ref(`${alias}.body_ids`)}) > 1`,
};

/** One count by which the sum over committees exceeds the county's number: a visit, and a committee that counts it after the first. */
export interface Overlap {
  id: string;
  topic: string;
  held_on: string;
  /** Who organises; null: the county's body. */
  committee_id: string | null;
  body_ids: string[];
  /** The committee that counts it again. */
  again_id: string;
}

/** More visits of several committees are not in one question. */
const MOST = 5_000;

/** Every count too many, by the day of the visit. Of one committee: those of visits in which it takes part. */
export async function overlapping(reading: Reading, { from, to, committee }: Scope): Promise<Overlap[]> {
  const where = all(carriedOut, countsItself(), several, between<Inspection>('held_on', from, to), committee ? holdsAny<Inspection>('body_ids', [committee]) : (always as Predicate<Inspection>));
  const rows = await list(reading, inspection, { where, order: [{ column: 'held_on' }], limit: MOST });
  return rows.flatMap(({ id, topic, held_on, committee_id, body_ids }) => body_ids.slice(1).map((again_id) => ({ id, topic, held_on, committee_id, body_ids, again_id })));
}
