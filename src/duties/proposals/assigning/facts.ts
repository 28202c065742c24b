import { ratio } from '#platform/figures/figure.ts';
import { all, is, not, present } from '#platform/predicate.ts';
import { disposed, proposalFigure } from '#duties/proposals/facts.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Of those filed on their own: what was merged is handled with its lead. */
const handed = all(disposed('filed'), present<Proposal>('assigned_on'));

const proposalsAssigned = proposalFigure('proposals_assigned', '交办提案', '期间内提交、单独立案的提案中，已经交给承办单位的件数。', handed);
const proposalsBounced = proposalFigure('proposals_bounced', '提出过异议的提案', '期间内提交、已交办的提案中，承办单位提出过不归本单位办的件数，一件提出几次只计一件。', all(handed, not(is<Proposal>('bounced', 0))));
const proposalsForced = proposalFigure('proposals_forced', '指定承办的提案', '期间内提交、已交办的提案中，提出异议之后由交办机关指定承办的件数。', all(handed, present<Proposal>('forced_on')));
const proposalsExtended = proposalFigure('proposals_extended', '延期办理的提案', '期间内提交、已交办的提案中，经同意延期过的件数。', all(handed, not(is<Proposal>('extensions', 0))));
const proposalsInTime = proposalFigure('proposals_replied_in_time', '按期答复的提案', '期间内提交、已交办的提案中，在答复期限当天或之前答复的件数；经同意延期的按新的期限算。', all(handed, is<Proposal>('on_time', true)));

export const figures = [proposalsAssigned, proposalsBounced, proposalsForced, proposalsExtended, proposalsInTime];

export const ratios = [
  ratio({ name: 'proposals_in_time_rate', label: '提案按期答复率', definition: '按期答复的提案占已交办提案的百分比。', numerator: proposalsInTime.name, denominator: proposalsAssigned.name, decimals: 1, convention: '还没有答复的也在分母里' }),
];
