import type { Reading } from '#platform/records/act.ts';
import type { WorkKind } from '#platform/work.ts';
import { grade, score, type Before, type Event, type Grade, type Judgement, type Period, type Scheme, type Sheet } from '#assessment/schemes/facts.ts';
import { eventsOf } from '#assessment/scores/events.ts';

/** Who is scored over which days, with what is not in the records; each by the subject's id. */
export interface ScoredOver extends Period {
  subjects: readonly { id: string; roles: readonly string[] }[];
  /** Only the points are wanted and not which records they come from: alike records are put together by the database. */
  together?: boolean;
  /** What assessors said of an indicator, by its address. */
  judgements?: ReadonlyMap<string, Readonly<Record<string, Judgement>>>;
  /** How many gave which answer, by ballot. */
  ballots?: ReadonlyMap<string, Readonly<Record<string, Readonly<Record<string, number>>>>>;
  /** Results from elsewhere, by their source. */
  outside?: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** Results of the years before, the last first. */
  before?: ReadonlyMap<string, readonly Before[]>;
}

export interface Scored {
  id: string;
  sheet: Sheet;
  grade: Grade;
}

/** The points of all who are assessed together, and what they mean. Of the same moment and records it is the same, in whatever order these are read. */
export async function scoresOf(reading: Reading, works: readonly WorkKind[], scheme: Scheme, over: ScoredOver): Promise<Scored[]> {
  return scoresFrom(scheme, over, await eventsOf(reading, works, scheme, over));
}

/** The same from events that were read before: another scheme over the same year. */
export function scoresFrom(scheme: Scheme, over: ScoredOver, events: ReadonlyMap<string, readonly Event[]>): Scored[] {
  const { subjects, judgements, ballots, outside, before } = over;
  const sheets = subjects.map(({ id, roles }) => ({
    id, sheet: score(scheme, { roles, events: events.get(id) ?? [], ...known('judgements', judgements, id), ...known('ballots', ballots, id), ...known('outside', outside, id) }, over),
  }));
  const grades = grade(scheme, sheets.map(({ id, sheet }) => ({ id, total: sheet.total, events: events.get(id) ?? [], before: before?.get(id) ?? [] })), over);
  return sheets.map((one, place) => ({ ...one, grade: grades[place]! }));
}

const known = <Name extends string, Value>(name: Name, values: ReadonlyMap<string, Value> | undefined, id: string): { [key in Name]?: Value } => {
  const value = values?.get(id);
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
};
