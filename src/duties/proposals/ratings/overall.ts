import type { optionsOf } from '#plans/facts.ts';
import type { ProposalRating } from '#duties/proposals/ratings/record.ts';
import { ratingOrder } from '#duties/proposals/ratings/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

type Rated = Pick<ProposalRating, 'rater' | 'rating_work' | 'rating_result' | 'opinion'>;
export type Overall = Pick<Proposal, 'rating_work' | 'rating_result' | 'rating_opinion'>;

const place = (rating: string): number => ratingOrder.indexOf(rating as (typeof ratingOrder)[number]);
const worst = (all: readonly string[]): string => all.toSorted((a, b) => place(b) - place(a))[0]!;

const OPINION = 2_000;

/**
 * What several say together, by the plan's rule. Where the first proposer counts and said nothing, the worst of the others does: silence is no
 * satisfaction, and hides nobody's dissatisfaction. Undefined when nobody has said anything.
 */
export function overallOf(rule: keyof ReturnType<typeof optionsOf<'rating.rule'>>, first: string, given: readonly Rated[]): Overall | undefined {
  const own = given.filter(({ rater }) => rater === first);
  const counting = rule === 'first' && own.length > 0 ? own : given;
  if (counting.length === 0) return undefined;
  return worstOf(counting.map(({ rating_work, rating_result, opinion }) => ({ rating_work, rating_result, rating_opinion: opinion })));
}

/** The worst of each score; of what was written, first what those who are not satisfied wrote. */
export function worstOf(all: readonly Overall[]): Overall | undefined {
  const said = all.filter((one) => one.rating_work !== null && one.rating_result !== null);
  if (said.length === 0) return undefined;
  const order = (one: Overall): number => Math.max(place(one.rating_work!), place(one.rating_result!));
  const opinions = said.toSorted((a, b) => order(b) - order(a)).flatMap(({ rating_opinion }) => (rating_opinion ? [rating_opinion] : []));
  return {
    rating_work: worst(said.map(({ rating_work }) => rating_work!)), rating_result: worst(said.map(({ rating_result }) => rating_result!)),
    rating_opinion: [...new Set(opinions)].join('\n').slice(0, OPINION) || null,
  };
}
