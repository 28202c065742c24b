import { sql } from 'kysely';
import { holds, unitsWorkedFor } from '#platform/identity/actor.ts';
import { all, is, not } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { handlers } from '#duties/proposals/handled.ts';
import { ratersOf, type Rater } from '#duties/proposals/ratings/raters.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** What stands on a proposal's page of how it was rated. */
export interface RatingsShown {
  round: number;
  /** Those that this person may read: all for the office, the own one for who signed, none for a unit. */
  own: ProposalRating[];
  /** Who has not rated; told to the county body only. */
  waiting?: Rater[];
  /** How many said what, once all have spoken or the time is over. */
  counts?: { work: Counted; result: Counted };
  /** May enter papers and make links. */
  enters: boolean;
}

export type Counted = Readonly<Record<string, number>>;

/** So many sign one proposal. */
const MOST = 200;

export async function ratingsShown(reading: Reading, row: Proposal): Promise<RatingsShown | undefined> {
  if (!row.replied_on && row.rated_n === 0) return undefined;
  const round = row.state === 'merged' && row.merged_root_id ? await roundOf(reading, row.merged_root_id) : row.round;
  const ofRound = all(is<ProposalRating>('proposal_id', row.id), is<ProposalRating>('round', round), not(is<ProposalRating>('state', 'void')));
  const own = await list(reading, proposalRating, { where: ofRound, order: [{ column: 'id' }], limit: MOST });
  const whole = holds(reading.actor, 'county_office', 'chair', 'auditor');
  const isOver = ['rated', 'closed'].includes(row.state) || (row.state === 'merged' && row.rating_result !== null);
  return {
    round, own,
    waiting: whole ? (await ratersOf(reading, row)).filter(({ rater }) => !own.some((one) => one.rater === rater)) : undefined,
    counts: isOver ? await countsOf(reading, row.id, round) : undefined,
    enters: holds(reading.actor, 'county_office') && !handlers(row).some((unit) => unitsWorkedFor(reading.actor).includes(unit)),
  };
}

async function roundOf(reading: Reading, rootId: string): Promise<number> {
  const { rows } = await sql<{ round: number }>`select round from proposals where county_id = ${reading.county} and id = ${rootId}`.execute(reading.db);
  return rows[0]?.round ?? 1;
}

/** Numbers only: nobody is named, whoever looks. */
async function countsOf(reading: Reading, id: string, round: number): Promise<NonNullable<RatingsShown['counts']>> {
  const { rows } = await sql<{ rating_work: string; rating_result: string }>`
    select rating_work, rating_result from proposal_ratings
    where county_id = ${reading.county} and proposal_id = ${id} and round = ${round} and state <> 'void' limit ${MOST}`.execute(reading.db);
  const counted = (column: 'rating_work' | 'rating_result'): Counted => Object.fromEntries([...Map.groupBy(rows, (one) => one[column])].map(([value, those]) => [value, those.length]));
  return { work: counted('rating_work'), result: counted('rating_result') };
}
