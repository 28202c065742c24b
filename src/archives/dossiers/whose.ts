import { sql } from 'kysely';
import { committeesServed, holds, membershipsOf, type Actor } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';

/** Whose archive it is and which days it holds: a member's of one term, a committee's of one year. */
export interface Dossier {
  subject: 'member' | 'committee';
  id: string;
  name: string;
  /** The whole time the archive is about, and the part of it that is looked at. */
  span: Days;
  shown: Days;
  /** The year looked at; absent: all of it. */
  year?: number;
  /** Of a term that is over: as it stood when the next one took over. Nothing new falls into it. */
  frozenAt?: Date;
  /** Everything, or only what the reader may open: a committee reads of its members what it may see anyway. */
  openedOnly: boolean;
  /** It is the reader's own. */
  own: boolean;
  member?: Member;
  committee?: Committee;
}

export interface Days {
  from: string;
  to: string;
}

const staff = ['worker', 'director', 'deputy_director'] as const;
const seesAll = (actor: Actor): boolean => holds(actor, 'county_office', 'chair', 'auditor', 'maintainer');

/** Whether this person may read the archives of others at all. */
export const readsOthers = (actor: Actor): boolean => seesAll(actor) || holds(actor, ...staff, 'committee_member');

/** @throws Problem 404 when there is no such archive for this person */
export async function memberDossier(reading: Reading, id: string, year?: number): Promise<Dossier> {
  const row = await find(reading, member, id);
  const own = membershipsOf(reading.actor).includes(id);
  const ofMine = row?.committee_id ? committeesServed(reading.actor, ...staff).includes(row.committee_id) : false;
  if (!row || row.state === 'nominated' || row.state === 'dropped' || !(own || seesAll(reading.actor) || ofMine)) throw notFound('这份履职档案');
  const over = await endOfTerm(reading, row.term);
  const last = [row.left_on, over && dayBefore(over.ends_on), today()].filter((day): day is string => Boolean(day)).toSorted()[0]!;
  const from = row.joined_on ?? last; // an old roster may not say since when
  const span = { from, to: last < from ? from : last };
  return { subject: 'member', id, name: row.name, span, shown: within(span, year), year, frozenAt: over?.changed_over_at, openedOnly: !own && !seesAll(reading.actor), own, member: row };
}

/** @throws Problem 404 when there is no such archive for this person */
export async function committeeDossier(reading: Reading, id: string, year?: number): Promise<Dossier> {
  const row = await find(reading, committee, id);
  const own = committeesServed(reading.actor, ...staff, 'committee_member').includes(id);
  if (!row || row.state === 'proposed' || !(own || seesAll(reading.actor))) throw notFound('这份联络委档案');
  const span = { from: row.founded_on ?? today(), to: row.abolished_on ?? today() };
  const wanted = year ?? Number(span.to.slice(0, 4));
  return { subject: 'committee', id, name: row.name, span, shown: within(span, wanted), year: wanted, openedOnly: true, own, committee: row };
}

/** The days of a year that the archive has; of a year that it has not, none. */
function within({ from, to }: Days, year?: number): Days {
  if (year === undefined) return { from, to };
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return { from: from > first ? from : first, to: to < last ? to : last };
}

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string => dayOf(new Date(Date.parse(`${day}T12:00:00+08:00`) - DAY_MS));

/** When a term ended, and the moment before the next one took over; undefined while it runs. */
async function endOfTerm({ county, db }: Reading, number: number): Promise<{ ends_on: string; changed_over_at?: Date } | undefined> {
  const { rows } = await sql<{ ends_on: string | null; changed_over_at: Date | null }>`
    select t.ends_on, n.changed_over_at - interval '1 millisecond' as changed_over_at from terms t left join terms n on n.county_id = t.county_id and n.number = t.number + 1 and n.state <> 'preparing'
    where t.county_id = ${county} and t.number = ${number} and t.state = 'closed'`.execute(db);
  const [ended] = rows;
  return ended?.ends_on ? { ends_on: ended.ends_on, changed_over_at: ended.changed_over_at ?? undefined } : undefined;
}

/** The years that an archive has, the newest first. */
export const yearsOf = ({ span }: Pick<Dossier, 'span'>): number[] => {
  const [first, last] = [Number(span.from.slice(0, 4)), Number(span.to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, n) => last - n);
};
