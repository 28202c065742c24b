import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import type { Subject, WorkKind } from '#platform/work.ts';
import { today } from '#platform/time.ts';
import { editionFor } from '#assessment/schemes/facts.ts';
import { movesBetween, type MovedLine } from '#assessment/schemes/moving.ts';
import { reckon, tryOn, type Scored } from '#assessment/schemes/reckoning.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import { Exact } from '#assessment/schemes/scoring/exact.ts';
import { readScheme } from '#assessment/schemes/text.ts';

/** One edition with what it comes to in the year. */
export interface Side {
  row: SchemeEdition;
  scheme: Scheme;
  scored: readonly Scored[];
}

/** One subject under both. */
export interface Moved {
  id: string;
  name: string;
  before: Scored;
  after: Scored;
  difference: Exact;
  lines: readonly MovedLine[];
}

export interface Comparison {
  year: number;
  older: Side;
  newer: Side;
  moved: readonly Moved[];
}

/** The scheme of a row, which must be readable to be reckoned with. @throws Problem 422 */
export function readableScheme(row: SchemeEdition): Scheme {
  const { scheme, complaints } = readScheme(row.source);
  if (!scheme) throw new Problem(422, 'unreadable', `“${assessmentScheme.nameOf(row)}”的文本还读不出来，第${complaints[0]!.line}行：${complaints[0]!.sentence}`);
  return scheme;
}

const MOST = 50;

/** What an edition can be laid beside: other editions and drafts for the same subjects, the newest first. */
export const othersThan = (reading: Reading, { id, subject }: SchemeEdition): Promise<SchemeEdition[]> =>
  list(reading, assessmentScheme, { where: all(is<SchemeEdition>('subject', subject), oneOf<SchemeEdition>('state', ['draft', 'adopted', 'replaced'])), order: [{ column: 'adopted_on', descending: true }], limit: MOST })
    .then((rows) => rows.filter((one) => one.id !== id));

/** The other one that was asked for; else the one in force, or the newest before. */
export async function otherOf(reading: Reading, row: SchemeEdition, asked: string | null, others: readonly SchemeEdition[]): Promise<SchemeEdition | undefined> {
  if (asked) {
    const other = await get<SchemeEdition>(reading, assessmentScheme, asked);
    if (other.subject !== row.subject) throw invalid({ with: '两份办法考核的对象不同，不能对照。' });
    return other;
  }
  const standing = await editionFor(reading, row.subject as Subject, today());
  return standing && standing.id !== row.id ? standing : others.find(({ series }) => series === row.series) ?? others[0];
}

/** The same year under both, whoever was assessed. */
export async function compareOn(reading: Reading, works: readonly WorkKind[], before: SchemeEdition, after: SchemeEdition, asked: number | undefined): Promise<Comparison> {
  const [older, newer] = [readableScheme(before), readableScheme(after)];
  const { year, scored } = await tryOn(reading, works, newer, asked);
  const old = await reckon(reading, works, older, year);
  const was = new Map(old.map((one) => [one.id, one]));
  return {
    year, older: { row: before, scheme: older, scored: old }, newer: { row: after, scheme: newer, scored },
    moved: scored.map((one) => {
      const then = was.get(one.id)!; // the same subjects of the same days
      return { id: one.id, name: one.name, before: then, after: one, difference: one.sheet.total.minus(then.sheet.total), lines: movesBetween({ scheme: older, sheet: then.sheet }, { scheme: newer, sheet: one.sheet }) };
    }),
  };
}

/** What a line moved over all subjects. */
export interface MovedOfAll {
  section: string;
  name: string;
  up: number;
  down: number;
  sum: Exact;
  why: string;
}

/** Lines that moved for anybody, those that moved most first. */
export function movedOfAll(moved: readonly Moved[]): MovedOfAll[] {
  const zero = Exact.zero;
  const lines = Map.groupBy(moved.flatMap((one) => one.lines), ({ section, name }) => `${section} ${name}`);
  return [...lines.values()].map((alike) => ({
    section: alike[0]!.section, name: alike[0]!.name, up: alike.filter(({ difference }) => difference.compare(zero) > 0).length,
    down: alike.filter(({ difference }) => difference.compare(zero) < 0).length, sum: Exact.sum(alike.map(({ difference }) => difference)), why: alike[0]!.why,
  })).filter(({ up, down }) => up + down > 0).toSorted((a, b) => b.up + b.down - a.up - a.down);
}
