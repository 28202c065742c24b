import { chosenRatio, ratio, type Ratio } from '#platform/figures/figure.ts';
import { all, is, not, oneOf, present } from '#platform/predicate.ts';
import { optionsOf, parameterAt } from '#plans/facts.ts';
import { asPrinted, DECIMALS, disposed, proposalFigure, proposalsFiled, proposalsReplied } from '#duties/proposals/facts.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Of those filed on their own: what was merged is handled with its lead. */
const handed = all(disposed('filed'), present<Proposal>('assigned_on'));

/** With units, whether or not an old register tells the day. */
export const atUnits = all(disposed('filed'), oneOf<Proposal>('state', ['assigned', 'disputed', 'accepted', 'replied', 'rated', 'closed']));

export const proposalsAtUnits = proposalFigure('proposals_at_units', '承办单位办理的提案', '期间内提交、单独立案的提案中，已经交给承办单位的件数；登记表写明在办、没有写交办日期的也计。', atUnits);
export const proposalsAssigned = proposalFigure('proposals_assigned', '交办提案', '期间内提交、单独立案的提案中，已经交给承办单位的件数。', handed);
export const proposalsBounced = proposalFigure('proposals_bounced', '提出过异议的提案', '期间内提交、已交办的提案中，承办单位提出过不归本单位办的件数，一件提出几次只计一件。', all(handed, not(is<Proposal>('bounced', 0))));
export const proposalsForced = proposalFigure('proposals_forced', '指定承办的提案', '期间内提交、已交办的提案中，提出异议之后由交办机关指定承办的件数。', all(handed, present<Proposal>('forced_on')));
export const proposalsExtended = proposalFigure('proposals_extended', '延期办理的提案', '期间内提交、已交办的提案中，经同意延期过的件数。', all(handed, not(is<Proposal>('extensions', 0))));
export const proposalsInTime = proposalFigure('proposals_replied_in_time', '按期答复的提案', '期间内提交、已交办的提案中，在答复期限当天或之前答复的件数；经同意延期的按新的期限算。', all(handed, is<Proposal>('on_time', true)));

export const figures = [proposalsAtUnits, proposalsAssigned, proposalsBounced, proposalsForced, proposalsExtended, proposalsInTime];

const CONVENTION = 'reply_rate.convention';
const conventions = optionsOf(CONVENTION);

/** Whether a late reply counts differs between counties (domain rules 2.6, S85), so both are always there. */
const replyRates: Readonly<Record<keyof typeof conventions, Ratio>> = {
  replied: ratio({
    name: 'reply_rate_replied', label: '办复率（答复了就算）', definition: '主办单位已正式答复的提案占单独立案提案的百分比。',
    numerator: proposalsReplied.name, denominator: proposalsFiled.name, decimals: 2, convention: conventions.replied,
  }),
  in_time: ratio({
    name: 'reply_rate_in_time', label: '办复率（按期答复才算）', definition: '在答复期限当天或之前答复的提案占单独立案提案的百分比。',
    numerator: proposalsInTime.name, denominator: proposalsFiled.name, decimals: 2, convention: conventions.in_time,
  }),
};

const replyRate = chosenRatio({
  name: 'reply_rate', label: '办复率', definition: '答复的提案占单独立案提案的百分比，过期才答复的算不算，按本县方案规定的口径。',
  parameters: [CONVENTION, DECIMALS],
  choose: async (reading, day) => asPrinted(reading, replyRates[await parameterAt(reading, CONVENTION, day)], day),
});

export const ratios = [
  replyRate, ...Object.values(replyRates),
  ratio({ name: 'proposals_in_time_rate', label: '提案按期答复率', definition: '按期答复的提案占已交办提案的百分比。', numerator: proposalsInTime.name, denominator: proposalsAssigned.name, decimals: 1, convention: '还没有答复的也在分母里' }),
];
