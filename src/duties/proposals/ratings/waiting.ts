import { sql, type SqlBool } from 'kysely';
import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import { relation } from '#platform/identity/relations.ts';
import { all, is, oneOf, present, when, type Predicate } from '#platform/predicate.ts';
import { holds } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { ratersOfAll, type Rater } from '#duties/proposals/ratings/raters.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { raters } from '#duties/proposals/ratings/relations.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** What waits for a rating, and which ratings wait for a second look. */

/** Nobody works through more than this from a list. */
const MOST = 300;

/** A reply with those who have not rated it. */
export interface Unrated {
  row: Proposal;
  /** Of the one that is handled: where an original was merged, that of the other. */
  round: number;
  until: string | null;
  waiting: Rater[];
}

/** Replies that are to be rated, of originals merged into others too, the nearest day first. */
export async function listUnrated(reading: Reading, ids?: readonly string[]): Promise<Unrated[]> {
  const wanted = ids ? sql`and r.id = any(${[...ids]}::uuid[])` : sql``;
  const { rows } = await sql<Proposal & { handled_round: number }>`
    select r.*, root.round as handled_round from proposals r
    join proposals root on root.county_id = r.county_id and root.id = case when r.state = 'merged' then r.merged_root_id else r.id end and root.state = 'replied'
    where ${among(reading, proposal)} and r.state in ('replied', 'merged') and r.rated_n < greatest(r.raters_n, 1) ${wanted}
    order by r.rate_by nulls last, r.id limit ${MOST}`.execute(reading.db);
  return withWaiting(reading, rows);
}

/** Those whose time is over although somebody said nothing: silence is its own number, and no satisfaction. */
export async function listSilent(reading: Reading): Promise<Unrated[]> {
  const over = await list(reading, proposal, { where: all(oneOf<Proposal>('state', ['rated', 'closed']), lacksRatings, present<Proposal>('rate_by')), order: [{ column: 'changed_at', descending: true }], limit: MOST });
  return withWaiting(reading, over.map((row) => ({ ...row, handled_round: row.round })));
}

/** Somebody who signed has said nothing. */
export const lacksRatings: Predicate<Proposal> = { test: (row) => row.rated_n < row.raters_n, sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.rated_n`)} < ${sql.ref(`${alias}.raters_n`)}` };

async function withWaiting(reading: Reading, rows: readonly (Proposal & { handled_round: number })[]): Promise<Unrated[]> {
  const asked = await ratersOfAll(reading, rows);
  const { rows: given } = rows.length === 0 ? { rows: [] } : await sql<Pick<ProposalRating, 'proposal_id' | 'round' | 'rater'>>`
    select proposal_id, round, rater from proposal_ratings where county_id = ${reading.county} and proposal_id = any(${rows.map(({ id }) => id)}::uuid[]) and state <> 'void'`.execute(reading.db);
  const key = (id: string, round: number, rater: string): string => `${id} ${round} ${rater}`;
  const said = new Set(given.map(({ proposal_id, round, rater }) => key(proposal_id, round, rater)));
  return rows.map((row) => ({
    row, round: row.handled_round, until: row.rate_by, waiting: asked.get(row.id)!.filter(({ rater }) => !said.has(key(row.id, row.handled_round, rater))),
  }));
}

/** Ratings with a flag that nobody has looked at. */
export async function listFlagged(reading: Reading): Promise<ProposalRating[]> {
  const { rows } = await sql<ProposalRating>`
    select r.* from proposal_ratings r where ${among(reading, proposalRating)} and r.flags <> '{}' and r.state = 'given' order by r.rated_on desc, r.id desc limit ${MOST}`.execute(reading.db);
  return rows;
}

const checkers = relation('rating_checkers', '县政协办公室、审计监督', (actor) => when(holds(actor, 'county_office', 'auditor')));
const members = relation('members', '委员', (actor) => when(actor.memberId !== null));

const flagsAwaited: Awaited = {
  title: proposalRating.title, what: '核对来源', href: '/ratings/board', whose: checkers,
  find: async (reading) => (await listFlagged(reading)).map(({ id, rater, subject, rated_on }): AwaitedOne => ({ label: `${rater}：${subject}`, href: `/ratings/${id}`, since: rated_on })),
};

/** An original that was merged is nobody's open work, but its proposers rate the answer that it got. */
const mergedAwaited: Awaited = {
  title: proposal.title, what: '评价答复（并案）', href: `/${proposal.path}?state=merged`, whose: members,
  async find(reading) {
    const own = raters[0]!.of(reading.actor);
    const rows = await list(reading, proposal, { where: all(is<Proposal>('state', 'merged'), present<Proposal>('rate_by'), own), limit: MOST });
    return rows.filter(({ replied_on }) => replied_on).map(({ id, title, replied_on }): AwaitedOne => ({ label: title, href: `/${proposal.path}/${id}`, since: replied_on }));
  },
};

export const awaited = [flagsAwaited, mergedAwaited];
