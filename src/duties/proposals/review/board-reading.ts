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

/** More a session does not have; likeness is among all of them. */
const MOST = 3_000;
export const PAGE = 100;
const OPENING = 120;
const MOST_SESSIONS = 50;

/** What is shown of one that waits, besides where it stands on the board. */
type Row = Omit<Waiting, 'said' | 'own' | 'group'>;

export async function boardOf(reading: Reading, session: Session, round: number, last: boolean, page: number): Promise<Board> {
  const order = await orderOf(reading, session);
  const shown = order.slice((page - 1) * PAGE, page * PAGE);
  const rows = await rowsOf(reading, shown.map(({ id }) => id));
  const said = await saidOf(reading, shown.map(({ id }) => id));
  return {
    rows: shown.flatMap(({ id, group }) => {
      const row = rows.get(id);
      return row ? [{ ...row, group, said: said.get(id) ?? [], own: ownOf(reading.actor, row) }] : [];
    }),
    total: order.length,
    progress: await progressOf(reading, session, round, last),
    sessions: await sessionsOf(reading),
    elsewhere: await standingElsewhere(reading, 'submitted', session),
  };
}

async function rowsOf(reading: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const { rows } = await sql<Row>`
    select id, title, serial_no, proposer_name, proposer_kind, category, left(coalesce(situation, advice), ${OPENING}) as opening, submitted_on, member_id, cosigner_ids
    from proposals where county_id = ${reading.county} and id = any(${[...ids]}::uuid[])`.execute(reading.db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where one that waits stands on the board. */
type Placed = Pick<Waiting, 'id' | 'group'>;

/** The orders of the boards that were looked at last, each with how its session stood: whoever only turns the page, or says something in an earlier round, changes none. */
const orders = new Map<string, { standing: string; order: readonly Placed[] }>();

async function orderOf(reading: Reading, { term, session }: Session): Promise<readonly Placed[]> {
  const board = `${reading.county} ${term}-${session}`;
  const standing = await standingOf(reading, { term, session });
  const known = orders.get(board);
  if (known?.standing === standing) return known.order;
  const { rows } = await sql<Titled>`
    select id, state, title, proposal_no from proposals
    where county_id = ${reading.county} and term = ${term} and session = ${session} and state in ('submitted', 'filed') order by serial_no, id limit ${MOST}`.execute(reading.db);
  const order = sideBySide(rows);
  keep(orders, board, { standing, order });
  return order;
}

/** Acts of a county follow each other, each with a later moment: none leaves both the number of a session's proposals and the newest change as they were. */
async function standingOf(reading: Reading, { term, session }: Session): Promise<string> {
  const { rows: [found] } = await sql<{ standing: string }>`
    select count(*) || '/' || coalesce(max(changed_at)::text, '') as standing from proposals where county_id = ${reading.county} and term = ${term} and session = ${session}`.execute(reading.db);
  return found!.standing;
}

interface Titled {
  id: string;
  state: string;
  title: string;
  proposal_no: number | null;
}

/** The groups of the lists that were looked at last: while a session is gone through, the same titles are asked for after each verdict. */
const groupings = new Map<string, readonly string[][]>();
const MOST_KEPT = 20;

function keep<Value>(all: Map<string, Value>, key: string, value: Value): void {
  all.delete(key);
  if (all.size >= MOST_KEPT) all.delete(all.keys().next().value!);
  all.set(key, value);
}

/** Ids of those alike, group by group. */
function alikeIn(rows: readonly Titled[]): readonly string[][] {
  const titles = hash('sha256', JSON.stringify(rows.map(({ id, title }) => [id, title])));
  const known = groupings.get(titles);
  if (known) return known;
  const groups = likenessGroups(rows).map((group) => group.map(({ id }) => id));
  keep(groupings, titles, groups);
  return groups;
}

/** Each group of those alike stands where its first would stand; what is filed already is named beside them. */
function sideBySide(rows: readonly Titled[]): Placed[] {
  const waits = ({ state }: Titled): boolean => state === 'submitted';
  const byId = new Map(rows.map((row) => [row.id, row]));
  const groups = new Map<string, Titled[]>();
  for (const ids of alikeIn(rows)) {
    const group = ids.flatMap((id) => byId.get(id) ?? []);
    for (const id of ids) groups.set(id, group);
  }
  const placed = new Set<string>();
  let place = 0;
  return rows.filter(waits).flatMap((row): Placed[] => {
    if (placed.has(row.id)) return [];
    const group = groups.get(row.id);
    if (!group) return [{ id: row.id }];
    place += 1;
    const waiting = group.filter(waits);
    const filed = group.filter((one) => !waits(one)).map(({ id, title, proposal_no }) => ({ id, title, proposal_no }));
    for (const { id } of waiting) placed.add(id);
    return waiting.map(({ id }, n) => ({ id, group: { place, first: n === 0, waiting: waiting.length, filed } }));
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
