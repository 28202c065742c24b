import { sql, type RawBuilder } from 'kysely';
import { differing, type Derived, type Figure } from '#platform/figures/figure.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { within } from '#duties/proposals/statistics/span.ts';

/** What every drawn row tells of the proposal that it comes from. */
export interface FromProposal {
  proposal_id: string;
  proposal_no: number | null;
  title: string;
  submitted_on: string;
  /** Which of those of one proposal. */
  place: number;
}

/** Rows that follow from proposals, several from one: its suggestions, its signatures, the units that handle it. Counted and listed by one question. */
export interface Drawn<Row extends FromProposal> extends Derived<Row> {
  select(reading: Reading, where: Predicate<Proposal>): RawBuilder<Row>;
}

/** More than this nobody takes into memory; numbers and pages of a list are made by the database. */
const MOST = 50_000;

export const drawn = <Row extends FromProposal>(path: string, select: Drawn<Row>['select']): Drawn<Row> => ({
  path, select,
  rows: async (reading, scope) => (await sql<Row>`select d.* from (${select(reading, within(scope))}) as d order by d.submitted_on desc, d.proposal_id, d.place limit ${MOST}`.execute(reading.db)).rows,
  numbers: (reading, figures, scope) => countDrawn(reading, select(reading, within(scope)), figures),
});

/** Several figures over the same rows, in one question: where different values of a column are counted, the rows are put together by it first. */
export async function countDrawn(reading: Reading, rows: RawBuilder<unknown>, figures: readonly Figure[]): Promise<Map<string, number>> {
  if (figures.length === 0) return new Map();
  const [column, ...others] = new Set(figures.flatMap((figure) => differing(figure) ?? []));
  if (column !== undefined && others.length === 0) return countByValue(reading, rows, figures, column);
  const what = (value: string | undefined) => (value === undefined ? sql`*` : sql`distinct ${sql.ref(`d.${value}`)}`);
  const one = (figure: Figure) => sql`count(${what(differing(figure))}) filter (where ${figure.where.sql('d')})::int as ${sql.ref(figure.name)}`;
  const { rows: [found] } = await sql<Record<string, number>>`select ${sql.join(figures.map(one))} from (${rows}) as d`.execute(reading.db);
  return new Map(Object.entries(found!));
}

async function countByValue(reading: Reading, rows: RawBuilder<unknown>, figures: readonly Figure[], column: string): Promise<Map<string, number>> {
  const value = sql.ref(`d.${column}`);
  const within = figures.map(({ name, where }) => sql`(count(*) filter (where ${where.sql('d')}))::int as ${sql.ref(name)}`);
  const whole = figures.map(({ name, counts }) => (counts ? sql`count(*) filter (where v.value is not null and v.${sql.ref(name)} > 0)::int as ${sql.ref(name)}` : sql`coalesce(sum(v.${sql.ref(name)}), 0)::int as ${sql.ref(name)}`));
  const { rows: [found] } = await sql<Record<string, number>>`select ${sql.join(whole)} from (select ${value} as value, ${sql.join(within)} from (${rows}) as d group by 1) as v`.execute(reading.db);
  return new Map(Object.entries(found!));
}

/** One page of those that meet the condition, and how many there are. */
export async function listDrawn<Row extends FromProposal>(reading: Reading, { select }: Drawn<Row>, { among, where, limit, offset }: { among: Predicate<Proposal>; where: Predicate<Row>; limit: number; offset: number }): Promise<{ rows: Row[]; total: number }> {
  const { rows } = await sql<Row & { total_n: number }>`
    select d.*, (count(*) over ())::int as total_n from (${select(reading, among)}) as d where ${where.sql('d')}
    order by d.submitted_on desc, d.proposal_id, d.place limit ${limit} offset ${offset}`.execute(reading.db);
  if (rows.length > 0 || offset === 0) return { rows, total: rows[0]?.total_n ?? 0 };
  const { rows: [all] } = await sql<{ n: number }>`select count(*)::int as n from (${select(reading, among)}) as d where ${where.sql('d')}`.execute(reading.db);
  return { rows: [], total: all!.n };
}
