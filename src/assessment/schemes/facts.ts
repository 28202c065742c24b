import { any, all, between, is, oneOf, not, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Subject } from '#platform/work.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import { readScheme } from '#assessment/schemes/text.ts';

/** What the other rooms of the assessment need of schemes and of the scoring. */
export type { Conditions, Indicator, Scheme, Span } from '#assessment/schemes/scheme.ts';
export type { Period } from '#assessment/schemes/scoring/counting.ts';
export { describe as ruleWords, gateWords } from '#assessment/schemes/describing.ts';
export { spansBetween, type Event } from '#assessment/schemes/scoring/event.ts';
export { Exact } from '#assessment/schemes/scoring/exact.ts';
export { grade, gradeTotals, type Before, type Grade } from '#assessment/schemes/scoring/grading.ts';
export type { Judgement } from '#assessment/schemes/scoring/judging.ts';
export { committeeRoles, memberRoles } from '#assessment/schemes/words.ts';
export { score, sourcesOf, totalOfLines, type Assessed, type Line, type Sheet } from '#assessment/schemes/scoring/score.ts';

/** What an edition that was adopted says. A draft may still be unreadable: ask `readScheme` there. */
export function schemeOf({ source, title }: Pick<SchemeEdition, 'source' | 'title'>): Scheme {
  const { scheme, complaints } = readScheme(source);
  if (!scheme) throw new Error(`${title}: ${complaints.map(({ line, sentence }) => `${line} ${sentence}`).join(' ')}`);
  return scheme;
}

const standing = oneOf<SchemeEdition>('state', ['adopted', 'replaced']);

/** The edition by which a year that ends on this day is assessed; undefined while none was adopted. */
export async function editionFor(reading: Reading, subject: Subject, day: string): Promise<SchemeEdition | undefined> {
  const holds: Predicate<SchemeEdition> = any(not(present<SchemeEdition>('valid_until')), between<SchemeEdition>('valid_until', day, undefined));
  const [row] = await list(reading, assessmentScheme, {
    where: all(is<SchemeEdition>('subject', subject), standing, between<SchemeEdition>('valid_from', undefined, day), holds),
    order: [{ column: 'valid_from', descending: true }], limit: 1,
  });
  return row;
}
