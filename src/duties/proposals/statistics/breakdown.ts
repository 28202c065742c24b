import { sql } from 'kysely';
import type { Figure } from '#platform/figures/figure.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import type { Dimension } from '#duties/proposals/statistics/dimensions.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Figures of proposals, whole and divided. Each is one question over the proposals of the span, whatever the number of figures. */

export type ProposalFigure = Figure<Proposal>;

const counting = ({ where, counts, name }: ProposalFigure) =>
  sql`count(${counts ? sql`distinct ${sql.ref(`r.${counts.distinct}`)}` : sql`*`}) filter (where ${where.sql('r')})::int as ${sql.ref(name)}`;

export async function countAmongProposals(reading: Reading, figures: readonly ProposalFigure[], span: Predicate<Proposal>): Promise<Map<string, number>> {
  if (figures.length === 0) return new Map();
  const { rows: [found] } = await sql<Record<string, number>>`
    select ${sql.join(figures.map(counting))} from ${source(reading, proposal.table, 'r')} where ${among(reading, proposal, span)}`.execute(reading.db);
  return new Map(Object.entries(found!));
}

/** One value of a dimension with the numbers of its proposals. */
export interface Share {
  key: string;
  numbers: ReadonlyMap<string, number>;
}

/** More rows than this a table does not have; the rest is told as a number. */
export const MOST_ROWS = 200;

/** The figures by the values of a dimension, the largest first. */
export async function divide(reading: Reading, { keys }: Dimension, figures: readonly ProposalFigure[], span: Predicate<Proposal>): Promise<Share[]> {
  const [first] = figures as [ProposalFigure];
  const { rows } = await sql<Record<string, number> & { key: string }>`
    select k.key, ${sql.join(figures.map(counting))}
    from ${source(reading, proposal.table, 'r')} cross join lateral (${keys(reading.asOf)}) as k
    where ${among(reading, proposal, span)} and (${sql.join(figures.map(({ where }) => where.sql('r')), sql` or `)})
    group by k.key order by ${sql.ref(first.name)} desc, k.key limit ${MOST_ROWS}`.execute(reading.db);
  return rows.map(({ key, ...numbers }) => ({ key, numbers: new Map(Object.entries(numbers)) }));
}
