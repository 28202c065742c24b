import type { DailyWork } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import { all, between, is } from '#platform/predicate.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { forgetMarks } from '#duties/proposals/ratings/independence.ts';
import { handledWith, rateBy, settled } from '#duties/proposals/ratings/giving.ts';
import { ratersCount } from '#duties/proposals/ratings/raters.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Everybody who signed is asked anew with each reply, and has the days of the plan. */
export async function askedToRate(act: Act): Promise<(row: Proposal) => Partial<Proposal>> {
  const day = await rateBy(act);
  return (row) => ({ rate_by: day, raters_n: ratersCount(row), rated_n: 0, rated_ids: [], rating_work: null, rating_result: null, rating_opinion: null });
}

/** The time is over: what was said counts, and who said nothing is listed. */
export const endRating = async (act: Act, row: Proposal): Promise<Partial<Proposal>> => settled(act, row, await handledWith(act, row), { ended: true });

/** So many end on one day; what is left ends on the next. */
const MOST_A_DAY = 500;
const DAY_MS = 86_400_000;

/** Each working day: ends what is past its day, forgets from where ratings came. */
export const endRatings: DailyWork = async (house, county, day) => {
  const yesterday = new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
  await transact(house, program(county), null, async (act) => {
    const over = await list(act, proposal, { where: all(is<Proposal>('state', 'replied'), between<Proposal>('rate_by', undefined, yesterday)), order: [{ column: 'rate_by' }], limit: MOST_A_DAY });
    for (const row of over) await take<Proposal>(act, proposal, row.id, 'end_rating', { effect: endRating });
    await forgetMarks(act, day);
  });
};
