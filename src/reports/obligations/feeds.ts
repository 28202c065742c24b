import { hash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { program, type Actor, type HeldPost } from '#platform/identity/actor.ts';
import { keeping, reading, type House, type Reading } from '#platform/records/act.ts';

/** Whose calendar an address opens: a person's, or a committee's. */
export type Whose = { person: string } | { committee: string };

interface Feed {
  person_id: string | null;
  committee_id: string | null;
  made_by: string;
}

export interface Standing {
  made_at: Date;
}

const columnOf = (whose: Whose) => ('person' in whose ? sql`person_id` : sql`committee_id`);
const idOf = (whose: Whose): string => ('person' in whose ? whose.person : whose.committee);

/** Makes a new secret address; the one before, if any, opens nothing from now on. Only the hash is kept, so it is shown once. */
export function renewFeed(house: House, actor: Actor, whose: Whose): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  return keeping(house, actor.countyId, async (db) => {
    await sql`update calendar_feeds set revoked_at = now() where county_id = ${actor.countyId} and ${columnOf(whose)} = ${idOf(whose)} and revoked_at is null`.execute(db);
    await sql`
      insert into calendar_feeds (county_id, id, token_hash, ${columnOf(whose)}, made_by, made_at)
      values (${actor.countyId}, ${uuidv7()}, ${hash('sha256', token)}, ${idOf(whose)}, ${actor.accountId}, now())`.execute(db);
    return token;
  });
}

export const revokeFeed = (house: House, actor: Actor, whose: Whose): Promise<unknown> => keeping(house, actor.countyId, (db) =>
  sql`update calendar_feeds set revoked_at = now() where county_id = ${actor.countyId} and ${columnOf(whose)} = ${idOf(whose)} and revoked_at is null`.execute(db));

/** When the address that now opens this calendar was made. */
export async function standingFeed(look: Reading, whose: Whose): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select made_at from calendar_feeds where county_id = ${look.county} and ${columnOf(whose)} = ${idOf(whose)} and revoked_at is null`.execute(look.db);
  return rows[0];
}

/** Whom an address lets look, and at which committee's calendar: with the posts held today, or for a committee as one of its members. */
export interface Looker {
  actor: Actor;
  committees: readonly string[];
  wholeCounty: boolean;
  /** Of a member: what names one of these memberships is in the own calendar too. */
  members: readonly string[];
}

const COMMITTEE_POSTS = ['worker', 'director', 'deputy_director', 'committee_member'];
const COUNTY_POSTS = ['county_office', 'chair', 'leader'];

/** Nobody for an address that was never given, was taken back, or whose person holds no post any more. */
export function lookerOf(house: House, county: string, token: string): Promise<Looker | undefined> {
  return reading(house, program(county), async (look) => {
    const { rows } = await sql<Feed>`
      select person_id, committee_id, made_by from calendar_feeds where county_id = ${county} and token_hash = ${hash('sha256', token)} and revoked_at is null`.execute(look.db);
    const [feed] = rows;
    if (!feed) return undefined;
    const posts = feed.person_id ? await postsOf(look, feed.person_id) : [{ role: 'committee_member', committeeId: feed.committee_id, unitId: null } satisfies HeldPost];
    const committees = [...new Set(posts.flatMap(({ role, committeeId }) => (committeeId && COMMITTEE_POSTS.includes(role) ? [committeeId] : [])))];
    const wholeCounty = posts.some(({ role }) => COUNTY_POSTS.includes(role));
    const members = feed.person_id ? await membershipsNow(look, feed.person_id) : [];
    if (committees.length === 0 && !wholeCounty && members.length === 0) return undefined;
    const [memberId = null, ...formerIds] = members;
    return { actor: { ...program(county), name: '日历订阅', accountId: feed.made_by, personId: feed.person_id, memberId, formerIds, posts }, committees, wholeCounty, members };
  });
}

/** Of a current member the memberships, the current one first; of anybody else none. */
async function membershipsNow(look: Reading, person: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from members where county_id = ${look.county} and person_id = ${person} order by (state = 'current') desc, term desc limit 50`.execute(look.db);
  return rows[0]?.state === 'current' ? rows.map(({ id }) => id) : [];
}

async function postsOf(look: Reading, person: string): Promise<HeldPost[]> {
  const { rows } = await sql<HeldPost>`
    select role, committee_id as "committeeId", unit_id as "unitId" from holdings
    where county_id = ${look.county} and person_id = ${person} and holding and coalesce(since <= current_date, true) and (until is null or until >= current_date)`.execute(look.db);
  return rows;
}
