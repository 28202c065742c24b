import { sql } from 'kysely';
import { seated } from '#institutions/members/record.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { readWork, wordsOf } from '#platform/work-rows.ts';
import type { WorkKind, WorkScope } from '#platform/work.ts';
import { sourcesOf, type Event, type Period, type Scheme } from '#assessment/schemes/facts.ts';
import { asksOf, condensed } from '#assessment/scores/condensing.ts';
import { keptAsk, keptIn, type KeptAsk } from '#assessment/scores/kept.ts';
import { eventOf } from '#assessment/scores/event-of.ts';

/** The words of all sources that a scheme counts, in its points or its minimum conditions. */
const sourcesNamed = ({ sections, gates }: Scheme): Set<string> => new Set([...sections.flatMap(({ indicators }) => indicators.flatMap(sourcesOf)), ...gates.flatMap(({ of }) => of)]);

/** Of whom and when. */
export interface EventsWanted extends Period {
  subjects: readonly { id: string }[];
  /** The scheme itself is weighed: with whom things were done, and whether they are proved, is told of every record. */
  weighed?: boolean;
}

/** What those who are assessed did in the period, of the sources that the scheme counts: one question for each source. */
export async function eventsOf(reading: Reading, works: readonly WorkKind[], scheme: Scheme, wanted: EventsWanted): Promise<Map<string, Event[]>> {
  const events = new Map<string, Event[]>(wanted.subjects.map(({ id }) => [id, []]));
  await forEachSource(reading, works, scheme, wanted, async (kind, scope, whose) => {
    const words = await wordsOf(reading, kind);
    for (const row of await readWork(reading, kind, scheme.subject, scope)) events.get(whose.get(row.subject)!)!.push(eventOf(kind, words, row));
  });
  return events;
}

/**
 * The same for points alone: by line and subject, alike records as one event that says how many. What is kept with the writes is read from there, in one
 * question for all sources; what is not, is put together from the records.
 */
export async function eventsTogether(reading: Reading, works: readonly WorkKind[], scheme: Scheme, wanted: EventsWanted): Promise<(line: string, subject: string) => Event[]> {
  const events = new Map<string, Event[]>();
  const put = (line: string, subject: string, event: Event) => {
    const at = `${line} ${subject}`;
    (events.get(at) ?? events.set(at, []).get(at)!).push(event);
  };
  const kept: KeptAsk[] = [];
  await forEachSource(reading, works, scheme, wanted, async (kind, scope, whose) => {
    const asks = asksOf(scheme, kind, wanted.weighed ?? false);
    const known = wanted.weighed ? [] : asks.flatMap((ask) => keptAsk(reading, scheme, kind, scope, ask) ?? []);
    kept.push(...known);
    const lines = new Set(known.map(({ line }) => line));
    for (const { line, subject, event } of await condensed(reading, kind, asks.filter(({ line }) => !lines.has(line)), scheme, scope, wanted.weighed)) put(line, whose.get(subject)!, event);
  });
  for (const { line, subject, event } of await keptIn(reading, kept, scheme, { ...wanted, subjects: wanted.subjects.map(({ id }) => id) })) put(line, subject, event);
  return (line, subject) => events.get(`${line} ${subject}`) ?? [];
}

async function forEachSource(reading: Reading, works: readonly WorkKind[], scheme: Scheme, { subjects, from, to }: EventsWanted, read: (kind: WorkKind, scope: WorkScope, whose: ReadonlyMap<string, string>) => Promise<void>): Promise<void> {
  const whose = await alsoAs(reading, scheme, subjects, { from, to });
  const named = sourcesNamed(scheme);
  for (const kind of works.filter(({ word, rows }) => named.has(word) && rows[scheme.subject])) await read(kind, { from, to, subjects: [...whose.keys()] }, whose);
}

/** Whose work is whose: a member who was one in the term before, too, did that in the same year. */
async function alsoAs(reading: Reading, { subject }: Scheme, subjects: readonly { id: string }[], { from, to }: Period): Promise<Map<string, string>> {
  const own = new Map(subjects.map(({ id }) => [id, id]));
  if (subject !== 'member') return own;
  const { rows } = await sql<{ id: string; now: string }>`
    select b.id, m.id as now from ${source(reading, 'members', 'm')}
    join ${source(reading, 'members', 'b')} on b.county_id = m.county_id and b.person_id = m.person_id and b.id <> m.id
    where m.county_id = ${reading.county} and m.id = any(${[...own.keys()]}::uuid[]) and ${seated.sql('b')} and b.joined_on <= ${to}::date and b.left_on > ${from}::date`.execute(reading.db);
  for (const { id, now } of rows) if (!own.has(id)) own.set(id, now);
  return own;
}
