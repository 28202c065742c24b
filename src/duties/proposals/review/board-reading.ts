import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { ownOf } from '#duties/proposals/review/reviewers.ts';
import { likenessGroups } from '#duties/proposals/review/likeness.ts';
import type { Verdict } from '#duties/proposals/review/words.ts';
import { standingElsewhere, type Session } from '#duties/proposals/numbers.ts';

/** What a session's review looks at: every proposal that waits, those that are alike side by side, and what was said of each so far. */

export interface Waiting {
  id: string;
  title: string;
  serial_no: number | null;
  proposer_name: string;
  proposer_kind: string;
  category: string | null;
  /** How its text begins. */
  opening: string | null;
  submitted_on: string | null;
  member_id: string | null;
  cosigner_ids: string[];
  /** Others of the session that are like it: how many wait, and which are filed already. */
  group?: { place: number; first: boolean; waiting: number; filed: Filed[] };
  said: Said[];
  own: boolean;
}

export interface Filed {
  id: string;
  title: string;
  proposal_no: number | null;
}

export interface Said {
  proposal_id: string;
  round: number;
  verdict: Verdict;
  reviewer: string;
  reviewer_id: string | null;
}

export interface Progress {
  received: number;
  reviewed: number;
}

export interface Board {
  rows: Waiting[];
  total: number;
  progress: Progress;
  sessions: Session[];
  /** Others in which proposals wait, with how many. */
  elsewhere: (Session & { n: number })[];
}

/** More a session does not have; the board is read in one piece, since likeness is among all of them. */
const MOST = 3_000;
export const PAGE = 100;
const OPENING = 120;
const MOST_SESSIONS = 50;

type Row = Omit<Waiting, 'said' | 'own' | 'group'> & { state: string; proposal_no: number | null };

export async function boardOf(reading: Reading, session: Session, round: number, last: boolean, page: number): Promise<Board> {
  const { rows } = await sql<Row>`
    select id, state, title, serial_no, proposal_no, proposer_name, proposer_kind, category, left(coalesce(situation, advice), ${OPENING}) as opening, submitted_on, member_id, cosigner_ids
    from proposals where county_id = ${reading.county} and term = ${session.term} and session = ${session.session} and state in ('submitted', 'filed')
    order by serial_no, id limit ${MOST}`.execute(reading.db);
  const inOrder = sideBySide(rows);
  const shown = inOrder.slice((page - 1) * PAGE, page * PAGE);
  const said = await saidOf(reading, shown.map(({ id }) => id));
  return {
    rows: shown.map((row) => ({ ...row, said: said.get(row.id) ?? [], own: ownOf(reading.actor, row) })),
    total: inOrder.length,
    progress: await progressOf(reading, session, round, last),
    sessions: await sessionsOf(reading),
    elsewhere: await standingElsewhere(reading, 'submitted', session),
  };
}

/** The groups of the lists that were looked at last: while a session is gone through, the same titles are asked for after each verdict. */
const kept = new Map<string, readonly string[][]>();
const MOST_KEPT = 20;

/** Ids of those alike, group by group. */
function alikeIn(rows: readonly Row[]): readonly string[][] {
  const titles = hash('sha256', JSON.stringify(rows.map(({ id, title }) => [id, title])));
  const known = kept.get(titles);
  if (known) return known;
  const groups = likenessGroups(rows).map((group) => group.map(({ id }) => id));
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(titles, groups);
  return groups;
}

/** Each group of those alike stands where its first would stand; what is filed already is named beside them. */
function sideBySide(rows: readonly Row[]): Omit<Waiting, 'said' | 'own'>[] {
  const waits = ({ state }: Row): boolean => state === 'submitted';
  const byId = new Map(rows.map((row) => [row.id, row]));
  const groups = new Map<string, Row[]>();
  for (const ids of alikeIn(rows)) {
    const group = ids.flatMap((id) => byId.get(id) ?? []);
    for (const id of ids) groups.set(id, group);
  }
  const placed = new Set<string>();
  let place = 0;
  return rows.filter(waits).flatMap((row) => {
    if (placed.has(row.id)) return [];
    const group = groups.get(row.id);
    if (!group) return [row];
    place += 1;
    const waiting = group.filter(waits);
    const filed = group.filter((one) => !waits(one)).map(({ id, title, proposal_no }) => ({ id, title, proposal_no }));
    for (const { id } of waiting) placed.add(id);
    return waiting.map((one, n) => ({ ...one, group: { place, first: n === 0, waiting: waiting.length, filed } }));
  });
}

/** What was said of these and still stands, round by round. */
export async function saidOf(reading: Reading, ids: readonly string[]): Promise<Map<string, Said[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Said>`
    select proposal_id, round, verdict, reviewer, reviewer_id from proposal_reviews
    where county_id = ${reading.county} and state = 'given' and proposal_id = any(${[...ids]}::uuid[]) order by proposal_id, round, given_on, id`.execute(reading.db);
  return Map.groupBy(rows, ({ proposal_id }) => proposal_id);
}

/** In the last round whoever is decided on; before, also those of whom something was said in the round. */
async function progressOf(reading: Reading, { term, session }: Session, round: number, last: boolean): Promise<Progress> {
  const spoken = sql`exists (select from proposal_reviews r where r.county_id = p.county_id and r.proposal_id = p.id and r.round = ${round} and r.state = 'given')`;
  const { rows } = await sql<Progress>`
    select count(*)::int as received, (count(*) filter (where p.state <> 'submitted' ${last ? sql`` : sql`or ${spoken}`}))::int as reviewed
    from proposals p where p.county_id = ${reading.county} and p.term = ${term} and p.session = ${session} and p.state not in ('draft', 'withdrawn')`.execute(reading.db);
  return rows[0]!;
}

async function sessionsOf(reading: Reading): Promise<Session[]> {
  const { rows } = await sql<Session>`
    with recursive known as (
      (select term, session from proposals where county_id = ${reading.county} order by term desc, session desc limit 1)
      union all
      select next.term, next.session from known, lateral (
        select term, session from proposals where county_id = ${reading.county} and (term, session) < (known.term, known.session) order by term desc, session desc limit 1
      ) next
    ) select term, session from known limit ${MOST_SESSIONS}`.execute(reading.db);
  return rows;
}

/** Whether those of one round do not say the same. */
export const disagree = (said: readonly Said[]): boolean => [...Map.groupBy(said, ({ round }) => round).values()].some((some) => new Set(some.map(({ verdict }) => verdict)).size > 1);
