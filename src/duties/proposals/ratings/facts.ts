import { chosenRatio, figure, ratio, type Figure, type Ratio } from '#platform/figures/figure.ts';
import { all, any, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { optionsOf, parameterAt } from '#plans/facts.ts';
import { asPrinted, DECIMALS } from '#duties/proposals/facts.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { lacksRatings } from '#duties/proposals/ratings/waiting.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

const GOOD = ['satisfied', 'basically'];

// Person by person, by the day of the rating. Voided ones count for nothing.
const standing = not(is<ProposalRating>('state', 'void'));
const ratingFigure = (name: string, label: string, definition: string, where: Predicate<ProposalRating>, more: Partial<Figure<ProposalRating>> = {}): Figure<ProposalRating> =>
  figure<ProposalRating>({ name, label, definition, where: all(standing, where), record: proposalRating.name, day: 'rated_on', unit: '份', ...more });

const given = ratingFigure('ratings_given', '提案评价', '评价日期在期间内的评价份数，第一提案人和联名人各评各的，一次答复每人一份；作废的不计。', not(is<ProposalRating>('state', 'void')));
const workGood = ratingFigure('ratings_work_satisfied', '对办理工作满意和基本满意', '评价日期在期间内、对办理工作表示满意或基本满意的评价份数。', oneOf<ProposalRating>('rating_work', GOOD));
const workBad = ratingFigure('ratings_work_dissatisfied', '对办理工作不满意', '评价日期在期间内、对办理工作表示不满意的评价份数。', is<ProposalRating>('rating_work', 'dissatisfied'));
const resultGood = ratingFigure('ratings_result_satisfied', '对办理结果满意和基本满意', '评价日期在期间内、对办理结果表示满意或基本满意的评价份数。', oneOf<ProposalRating>('rating_result', GOOD));
const resultBad = ratingFigure('ratings_result_dissatisfied', '对办理结果不满意', '评价日期在期间内、对办理结果表示不满意的评价份数。', is<ProposalRating>('rating_result', 'dissatisfied'));
const persons = ratingFigure('rating_persons', '评价的人', '评价日期在期间内评价过的人数，一个人评价几次只计一次。', not(is<ProposalRating>('state', 'void')), { counts: { distinct: 'rater' }, unit: '个' });
const contactedFirst = ratingFigure('ratings_contacted', '评价人说联系过', '评价日期在期间内、评价人说承办单位上门、打电话或用其他方式联系过的评价份数。', oneOf<ProposalRating>('contacted', ['visited', 'telephone', 'other']));

// Proposal by proposal, by the day of submission, as all other figures of proposals.
const filed = all(not(oneOf<Proposal>('state', ['draft', 'withdrawn'])), is<Proposal>('disposition', 'filed'));
const proposalFigure = (name: string, label: string, definition: string, where: Predicate<Proposal>): Figure<Proposal> =>
  figure<Proposal>({ name, label, definition, where: all(filed, where), record: proposal.name, day: 'submitted_on', committee: 'committee_id', unit: '件' });

const isRated = present<Proposal>('rating_result');
const asked = any(oneOf<Proposal>('state', ['replied', 'rated', 'closed']), isRated);
export const proposalsAsked = proposalFigure('proposals_to_rate', '请评价的提案', '期间内提交、单独立案、已经答复并请提案人评价的件数，不管评价了没有。', asked);
export const proposalsRated = proposalFigure('proposals_rated', '已评价的提案', '期间内提交、单独立案、提案人已经评价的件数；几个人联名的按本县方案定总的评价。', isRated);
export const satisfiedWork = proposalFigure('proposals_work_satisfied', '对办理工作满意和基本满意的提案', '期间内提交、单独立案、对办理工作总的评价是满意或基本满意的件数。', oneOf<Proposal>('rating_work', GOOD));
export const satisfiedResult = proposalFigure('proposals_satisfied', '对办理结果满意和基本满意的提案', '期间内提交、单独立案、对办理结果总的评价是满意或基本满意的件数。', oneOf<Proposal>('rating_result', GOOD));
export const fullySatisfied = proposalFigure('proposals_fully_satisfied', '对办理结果满意的提案', '期间内提交、单独立案、对办理结果总的评价是满意的件数；基本满意的不计。', is<Proposal>('rating_result', 'satisfied'));
export const dissatisfiedOnes = proposalFigure('proposals_dissatisfied', '不满意的提案', '期间内提交、单独立案、对办理工作或办理结果总的评价是不满意的件数；二次办理后以最后一次评价为准。', any(is<Proposal>('rating_work', 'dissatisfied'), is<Proposal>('rating_result', 'dissatisfied')));
export const silent = proposalFigure('proposals_rating_silent', '有人到期没有评价的提案', '期间内提交、单独立案、评价已经截止而有签名的人没有评价的件数；没有评价不算满意。', all(oneOf<Proposal>('state', ['rated', 'closed']), lacksRatings));
export const reworked = proposalFigure('proposals_reworked', '二次办理的提案', '期间内提交、单独立案、因提案人不满意办理过第二次的件数。', not(is<Proposal>('round', 1)));
export const met = proposalFigure('proposals_met', '三方见面的提案', '期间内提交、单独立案、二次办理后仍不满意而三方见面的件数。', present<Proposal>('met_on'));

export const figures = [
  given, workGood, workBad, resultGood, resultBad, persons, contactedFirst,
  proposalsAsked, proposalsRated, satisfiedWork, satisfiedResult, fullySatisfied, dissatisfiedOnes, silent, reworked, met,
];

const rate = (name: string, label: string, definition: string, numerator: Figure, denominator: Figure, convention: string) =>
  ratio({ name, label, definition, numerator: numerator.name, denominator: denominator.name, decimals: 2, convention });
const OF_RATED = '没有评价的不在分母里；基本满意算满意';
const OF_ASKED = '没有评价的也在分母里，不算满意；基本满意算满意';

const CONVENTION = 'satisfaction_rate.convention';

/** All of these are printed in real reports, and differ (domain rules 2.6): the one who reads is told which it is. */
const satisfactionRates = {
  of_rated: rate('satisfaction_of_rated', '满意率（占已评价）', '对办理结果满意和基本满意的件数占已评价件数的百分比。', satisfiedResult, proposalsRated, OF_RATED),
  of_asked: rate('satisfaction_of_asked', '满意率（占请评价）', '对办理结果满意和基本满意的件数占请评价件数的百分比。', satisfiedResult, proposalsAsked, OF_ASKED),
  strictly: rate('satisfaction_strictly', '满意率（只算满意）', '对办理结果满意的件数占已评价件数的百分比。', fullySatisfied, proposalsRated, '没有评价的不在分母里；基本满意不算满意'),
} satisfies Record<keyof ReturnType<typeof optionsOf<typeof CONVENTION>>, Ratio>;

const satisfactionRate = chosenRatio({
  name: 'satisfaction_rate', label: '满意率', definition: '提案人对办理结果满意的件数占评价件数的百分比，怎样算满意、占什么的百分比，按本县方案规定的口径。',
  parameters: [CONVENTION, DECIMALS],
  choose: async (reading, day) => asPrinted(reading, satisfactionRates[await parameterAt(reading, CONVENTION, day)], day),
});

export const ratios = [
  satisfactionRate, ...Object.values(satisfactionRates),
  rate('work_satisfaction_of_rated', '办理工作满意率（占已评价）', '对办理工作满意和基本满意的件数占已评价件数的百分比。', satisfiedWork, proposalsRated, OF_RATED),
  rate('work_satisfaction_of_asked', '办理工作满意率（占请评价）', '对办理工作满意和基本满意的件数占请评价件数的百分比。', satisfiedWork, proposalsAsked, OF_ASKED),
  rate('ratings_result_satisfaction', '满意率（按人次，结果）', '对办理结果满意和基本满意的评价占全部评价的百分比，每位联名人各算一份。', resultGood, given, OF_RATED),
  rate('ratings_work_satisfaction', '满意率（按人次，工作）', '对办理工作满意和基本满意的评价占全部评价的百分比，每位联名人各算一份。', workGood, given, OF_RATED),
];
