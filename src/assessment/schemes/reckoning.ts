import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import type { WorkKind } from '#platform/work.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import type { Grade } from '#assessment/schemes/scoring/grading.ts';
import type { Sheet } from '#assessment/schemes/scoring/score.ts';
import { scoresOf, subjectsOf } from '#assessment/scores/facts.ts';

/** One subject's points in a year by the records alone. */
export interface Scored {
  id: string;
  name: string;
  sheet: Sheet;
  grade: Grade;
}

/** A scheme tried on the records of a year. What people judge, vote or send is not there yet and counts nothing. */
export async function reckon(reading: Reading, works: readonly WorkKind[], scheme: Scheme, year: number, weighed = false): Promise<Scored[]> {
  const period = { from: `${year}-01-01`, to: `${year}-12-31` };
  const subjects = await subjectsOf(reading, scheme.subject, period);
  const scores = await scoresOf(reading, works, scheme, { ...period, subjects, together: true, weighed });
  return scores.map((one, place) => ({ ...one, name: subjects[place]!.name }));
}

/** One subject alone, from each of its records, so that every point can be walked back to them. */
export async function reckonOne(reading: Reading, works: readonly WorkKind[], scheme: Scheme, year: number, id: string): Promise<Scored | undefined> {
  const period = { from: `${year}-01-01`, to: `${year}-12-31` };
  const subject = (await subjectsOf(reading, scheme.subject, period)).find((one) => one.id === id);
  if (!subject) return undefined;
  const [scored] = await scoresOf(reading, works, scheme, { ...period, subjects: [subject] });
  return { ...scored!, name: subject.name };
}

/** The years on whose records a scheme can be tried: the last one, this one, the one before. */
export function yearsToTry(): number[] {
  const now = Number(today().slice(0, 4));
  return [now - 1, now, now - 2];
}

/** On the year that was asked for; else on the last one, or on this one while nothing was recorded before. */
export async function tryOn(reading: Reading, works: readonly WorkKind[], scheme: Scheme, asked: number | undefined, weighed = false): Promise<{ year: number; scored: Scored[] }> {
  const [last, now] = yearsToTry() as [number, number];
  const year = asked && yearsToTry().includes(asked) ? asked : last;
  const scored = await reckon(reading, works, scheme, year, weighed);
  return asked || scored.some(counts) ? { year, scored } : { year: now, scored: await reckon(reading, works, scheme, now, weighed) };
}

const counts = ({ sheet }: Scored): boolean => sheet.sections.some(({ lines }) => lines.some(({ given }) => given.length > 0));
