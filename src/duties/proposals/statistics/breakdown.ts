import { sql, type RawBuilder } from 'kysely';
import { differing, type Figure } from '#platform/figures/figure.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import type { Dimension } from '#duties/proposals/statistics/dimensions.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/**
 * Figures of proposals, whole and divided. However many are asked for, the proposals are looked at a few times only: those that are alike in all that is asked
 * (every figure's answer, and the columns by which they are divided) are put together first, and the numbers are added up from these.
 */

export type ProposalFigure = Figure<Proposal>;

/** Figures by the values of one dimension. */
export interface Division {
  by: Dimension;
  figures: readonly ProposalFigure[];
}

/** One value of a dimension with the numbers of its proposals. */
export interface Share {
  key: string;
  numbers: ReadonlyMap<string, number>;
}

/** More rows than this a table does not have; the rest is told as a number. */
export const MOST_ROWS = 200;

/** The figures over the proposals of the span. */
export async function countAmongProposals(reading: Reading, figures: readonly ProposalFigure[], span: Predicate<Proposal>): Promise<Map<string, number>> {
  return (await countAndDivide(reading, { whole: figures, divisions: [] }, span)).whole;
}

/** The figures by the values of a dimension, the largest first. */
export async function divide(reading: Reading, by: Dimension, figures: readonly ProposalFigure[], span: Predicate<Proposal>): Promise<Share[]> {
  return (await countAndDivide(reading, { whole: [], divisions: [{ by, figures }] }, span)).shares.get(by)!;
}

export interface Counted {
  whole: Map<string, number>;
  shares: Map<Dimension, Share[]>;
}

/** All of it. What is divided alike is looked at together. */
export async function countAndDivide(reading: Reading, { whole, divisions }: { whole: readonly ProposalFigure[]; divisions: readonly Division[] }, span: Predicate<Proposal>): Promise<Counted> {
  const told: Counted = { whole: new Map(), shares: new Map() };
  const families = Map.groupBy(divisions, ({ by }) => by.family);
  const plain = whole.filter(({ counts }) => !counts);
  for (const [family, theirs] of plain.length > 0 && !families.has('plain') ? new Map([['plain', []], ...families]) : families) {
    await lookOnce(reading, told, { whole: family === 'plain' ? plain : [], divisions: theirs }, span);
  }
  for (const figure of whole) if (figure.counts) told.whole.set(figure.name, await countDifferent(reading, figure, span));
  return told;
}

/** 件 are added up; different values (个) have to be looked for. */
async function countDifferent(reading: Reading, figure: ProposalFigure, span: Predicate<Proposal>): Promise<number> {
  const { where } = figure;
  const column = sql.ref(`r.${differing(figure)!}`);
  const { rows: [found] } = await sql<{ n: number }>`
    select count(*)::int as n from (select distinct ${column} from ${source(reading, proposal.table, 'r')} where ${among(reading, proposal, span)} and ${where.sql('r')} and ${column} is not null) as different`.execute(reading.db);
  return found!.n;
}

/** As many answers as one whole number holds. */
const BITS = 30;

/** Proposals that are alike: in which division, under which value, what each figure says of them, how many. */
interface Alike {
  part: number;
  key: string;
  said: number[];
  n: number;
}

async function lookOnce(reading: Reading, told: Counted, { whole, divisions }: { whole: readonly ProposalFigure[]; divisions: readonly Division[] }, span: Predicate<Proposal>): Promise<void> {
  const figures = [...new Set([...whole, ...divisions.flatMap((one) => one.figures)])];
  const rows = await alike(reading, figures, divisions, span);
  const says = ({ said }: Alike, figure: ProposalFigure): boolean => {
    const at = figures.indexOf(figure);
    return (said[Math.floor(at / BITS)]! & (1 << at % BITS)) !== 0;
  };
  const sum = (some: readonly Alike[], figure: ProposalFigure): number => some.reduce((n, one) => (says(one, figure) ? n + one.n : n), 0);
  const parts = Map.groupBy(rows, ({ part }) => part);
  for (const figure of whole) told.whole.set(figure.name, sum(parts.get(WHOLE) ?? [], figure));
  divisions.forEach((one, part) => told.shares.set(one.by, sharesOf(one, Map.groupBy(parts.get(part) ?? [], ({ key }) => key), sum)));
}

function sharesOf({ figures }: Division, byKey: ReadonlyMap<string, Alike[]>, sum: (some: readonly Alike[], figure: ProposalFigure) => number): Share[] {
  const [first] = figures as [ProposalFigure];
  return [...byKey].map(([key, some]): Share => ({ key, numbers: new Map(figures.map((figure) => [figure.name, sum(some, figure)])) }))
    .filter(({ numbers }) => [...numbers.values()].some((n) => n > 0))
    .toSorted((a, b) => b.numbers.get(first.name)! - a.numbers.get(first.name)! || (a.key < b.key ? -1 : 1)).slice(0, MOST_ROWS);
}

/** The part that is not divided. */
const WHOLE = -1;

async function alike(reading: Reading, figures: readonly ProposalFigure[], divisions: readonly Division[], span: Predicate<Proposal>): Promise<Alike[]> {
  const columns = [...new Set(divisions.flatMap(({ by }) => by.columns))];
  const masks = Array.from({ length: Math.ceil(figures.length / BITS) }, (_, n) => figures.slice(n * BITS, (n + 1) * BITS));
  const said = masks.map((_, n) => sql.ref(`said_${n}`));
  const part = (place: number, key: RawBuilder<unknown>, from: RawBuilder<unknown>) => sql`select ${sql.lit(place)}::int as part, ${key} as key, array[${sql.join(said)}] as said, sum(r.n)::int as n from ${from} group by 1, 2, 3`;
  const parts = [part(WHOLE, sql`''`, sql`alike as r`), ...divisions.map(({ by }, place) => part(place, sql`k.key`, sql`alike as r cross join lateral (${by.keys(reading)}) as k`))];
  const { rows } = await sql<Alike>`
    with alike as materialized (
      select ${sql.join([sql.ref('r.county_id'), ...columns.map((column) => sql.ref(`r.${column}`)), ...masks.map((some, n) => sql`${maskOf(some)} as ${said[n]!}`)])}, count(*)::int as n
      from ${source(reading, proposal.table, 'r')} where ${among(reading, proposal, span)}
      group by ${sql.join(Array.from({ length: 1 + columns.length + masks.length }, (_, n) => sql.lit(n + 1)))})
    ${sql.join(parts, sql` union all `)}`.execute(reading.db);
  return rows;
}

/** What all these figures say of one proposal, as one number. */
const maskOf = (figures: readonly ProposalFigure[]) => sql.join(figures.map(({ where }, n) => sql`case when ${where.sql('r')} then ${sql.lit(1 << n)} else 0 end`), sql` + `);
