import { sql } from 'kysely';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { all, always, any, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { adoptions } from '#duties/proposals/answers/words.ts';
import { drawn, type FromProposal } from '#duties/proposals/drawn.ts';
import { proposalsFiled } from '#duties/proposals/facts.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** A reply of the lead unit, or of each unit in separate handling; opinions of assisting units are no replies (domain rules 2.3). */
const reply = all(is<ProposalAnswer>('state', 'sent'), oneOf<ProposalAnswer>('role', ['lead', 'separate']));

/** By the day on which the letter was sent. */
const letterFigure = (name: string, label: string, definition: string, where: Predicate<ProposalAnswer>): Figure<ProposalAnswer> =>
  figure<ProposalAnswer>({ name, label, definition, where, record: proposalAnswer.name, day: 'sent_on', unit: '件' });

const answersSent = letterFigure('answers_sent', '发出答复函', '期间内承办单位发出的答复函件数，分办的各计各的；会办意见不计，第二次办理再答复的另计一件。', reply);
const answersOnTime = letterFigure('answers_on_time', '按期发出答复函', '期间内发出的答复函中，在答复期限当天或之前发出的件数；经批准延期的按新的期限算。', all(reply, is<ProposalAnswer>('on_time', true)));
const answersShown = letterFigure('answers_shown', '先送提案人看过的答复函', '期间内发出的答复函中，发出之前把稿子送第一提案人看过的件数。', all(reply, present<ProposalAnswer>('shown_on')));
const answersRelettered = letterFigure('answers_relettered', '审核改过类别的答复函', '期间内发出的答复函中，审核时改过承办单位所定类别字母的件数。', all(reply, present<ProposalAnswer>('letter_was')));
const opinionsSent = letterFigure('assisting_opinions_sent', '发出会办意见', '期间内会办单位发给主办单位的会办意见件数；只会签、没有写意见的不计。', all(is<ProposalAnswer>('state', 'sent'), is<ProposalAnswer>('role', 'assisting')));

/** What a letter means is the county's own scheme (`answers.letters`); more letters than these are not in use anywhere (domain rules 2.5). */
const byLetter = ['A', 'B', 'C', 'D'].map((letter) =>
  letterFigure(`answers_letter_${letter.toLowerCase()}`, `答复函${letter}类`, `期间内发出的答复函中，类别字母为${letter}的件数；字母的含义按本县的方案。`, all(reply, is<ProposalAnswer>('letter', letter))));

/** By the day on which the proposal was handed in, like every other figure of proposals: the base of the talk rate is those filed. */
export const proposalsTalked = figure<Proposal>({
  name: 'proposals_talked', label: '与提案人沟通过的提案', record: proposal.name, day: 'submitted_on', committee: 'committee_id', unit: '件',
  definition: '期间内提交、单独立案的提案中，承办单位与提案人沟通过的件数，一件沟通几次只计一件；提案人说没有这回事的不计。',
  where: all(is<Proposal>('disposition', 'filed'), not(oneOf<Proposal>('state', ['draft', 'withdrawn'])), not(is<Proposal>('talks', 0))),
});

/** One suggestion of an answered proposal: what the adoption rate counts (domain rules 2.6, S85). */
export interface SuggestionAnswered extends FromProposal {
  lead_unit_id: string | null;
  suggestion: string;
  adoption: keyof typeof adoptions;
}

const handedIn = not(oneOf<Proposal>('state', ['draft', 'withdrawn']));

export const suggestions = drawn<SuggestionAnswered>('proposals/suggestions', (reading, where) => sql<SuggestionAnswered>`
  select r.id as proposal_id, r.proposal_no, r.title, r.submitted_on, r.lead_unit_id, one.place::int as place, one.suggestion, one.adoption
  from ${source(reading, proposal.table, 'r')}, unnest(r.suggestions, r.adoptions) with ordinality as one (suggestion, adoption, place)
  where ${among<Proposal>(reading, proposal, all(handedIn, where))} and cardinality(r.adoptions) > 0`);

const suggestionFigure = (name: string, label: string, definition: string, where: Predicate<SuggestionAnswered>): Figure<SuggestionAnswered> =>
  figure<SuggestionAnswered>({ name, label, definition, where, record: 'proposal_suggestion', derived: suggestions, day: 'submitted_on', unit: '条' });

export const answeredOneByOne = suggestionFigure('suggestions_answered', '逐条答复的建议', '期间内提交的提案中，承办单位逐条答复过的建议条数；没有逐条答复的提案不计。', always as Predicate<SuggestionAnswered>);
export const adopted = suggestionFigure('suggestions_adopted', '采纳的建议', '期间内提交的提案中，承办单位答复为采纳或部分采纳的建议条数。', any(is<SuggestionAnswered>('adoption', 'adopted'), is<SuggestionAnswered>('adoption', 'partly')));
export const planned = suggestionFigure('suggestions_planned', '列入计划的建议', '期间内提交的提案中，承办单位答复为列入计划的建议条数；不算采纳。', is<SuggestionAnswered>('adoption', 'planned'));

export const suggestionFigures = [answeredOneByOne, adopted, planned];
export const figures: readonly Figure[] = [answersSent, answersOnTime, answersShown, answersRelettered, opinionsSent, ...byLetter, proposalsTalked, ...suggestionFigures];

export const ratios = [
  ratio({ name: 'answers_on_time_rate', label: '答复按期率', definition: '按期发出的答复函占发出的答复函的百分比。', numerator: answersOnTime.name, denominator: answersSent.name, decimals: 1, convention: '还没有发出的不在分母里' }),
  ratio({ name: 'talk_rate', label: '沟通率', definition: '与提案人沟通过的提案占单独立案提案的百分比。', numerator: proposalsTalked.name, denominator: proposalsFiled.name, decimals: 1, convention: '还没有交办的也在分母里' }),
  ratio({ name: 'adoption_rate', label: '建议采纳率', definition: '采纳和部分采纳的建议占逐条答复的建议的百分比，按条算，不按件算。', numerator: adopted.name, denominator: answeredOneByOne.name, decimals: 1, convention: '部分采纳算采纳，列入计划不算' }),
];
