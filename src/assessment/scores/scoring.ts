import type { Reading } from '#platform/records/act.ts';
import type { WorkKind } from '#platform/work.ts';
import { grade, score, totalOfLines, type Assessed, type Before, type Event, type Exact, type Grade, type Judgement, type Period, type Scheme, type Sheet } from '#assessment/schemes/facts.ts';
import { GATES } from '#assessment/scores/condensing.ts';
import { eventsOf, eventsTogether } from '#assessment/scores/events.ts';

/** Who is scored over which days, with what is not in the records; each by the subject's id. */
export interface ScoredOver extends Period {
  subjects: readonly { id: string; roles: readonly string[] }[];
  /** Only the points are wanted and not which records they come from: alike records are put together by the database. */
  together?: boolean;
  /** With what somebody looks at who weighs the scheme itself. */
  weighed?: boolean;
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
  if (!over.together) return scoresFrom(scheme, over, await eventsOf(reading, works, scheme, over));
  const events = await eventsTogether(reading, works, scheme, over);
  return graded(scheme, over, (assessed, id) => sheetByLines(scheme, assessed, over, (line) => events(line, id)), (id) => events(GATES, id));
}

/** The same from events that were read before: another scheme over the same year. */
export function scoresFrom(scheme: Scheme, over: ScoredOver, events: ReadonlyMap<string, readonly Event[]>): Scored[] {
  const own = (id: string) => events.get(id) ?? [];
  return graded(scheme, over, (assessed, id) => score(scheme, { ...assessed, events: own(id) }, over), own);
}

type Known = Omit<Assessed, 'events'>;

function graded(scheme: Scheme, over: ScoredOver, sheetOf: (assessed: Known, id: string) => Sheet, gated: (id: string) => readonly Event[]): Scored[] {
  const { subjects, judgements, ballots, outside, before } = over;
  const sheets = subjects.map(({ id, roles }) => ({ id, sheet: sheetOf({ roles, ...known('judgements', judgements, id), ...known('ballots', ballots, id), ...known('outside', outside, id) }, id) }));
  const grades = grade(scheme, sheets.map(({ id, sheet }) => ({ id, total: sheet.total, events: gated(id), before: before?.get(id) ?? [] })), over);
  return sheets.map((one, place) => ({ ...one, grade: grades[place]! }));
}

/** Each line from events of its own. */
function sheetByLines(scheme: Scheme, assessed: Known, over: ScoredOver, eventsOfLine: (address: string) => readonly Event[]): Sheet {
  const sections = scheme.sections.map((section, place) => {
    const lines = section.indicators.map((indicator, index) => {
      const address = `${place + 1}.${index + 1}`;
      const judged = assessed.judgements?.[address];
      const alone = { ...scheme, gates: [], sections: [{ ...section, indicators: [indicator] }] };
      const sheet = score(alone, { ...assessed, events: eventsOfLine(address), judgements: judged ? { '1.1': judged } : {} }, over);
      return { ...sheet.sections[0]!.lines[0]!, address };
    });
    const { weight: _weight, ...whole } = section;
    return { name: section.name, lines, points: totalOfLines({ ...scheme, most: undefined, sections: [whole] }, (address) => lines[Number(address.split('.')[1]) - 1]!.points) };
  });
  return { sections, total: totalOfLines(scheme, (address) => pointsAt(sections, address)) };
}

function pointsAt(sections: Sheet['sections'], address: string): Exact {
  const [section, line] = address.split('.').map(Number);
  return sections[section! - 1]!.lines[line! - 1]!.points;
}

const known = <Name extends string, Value>(name: Name, values: ReadonlyMap<string, Value> | undefined, id: string): { [key in Name]?: Value } => {
  const value = values?.get(id);
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
};
