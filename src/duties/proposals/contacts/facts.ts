import { figure, type Figure } from '#platform/figures/figure.ts';
import { all, always, is, oneOf, type Predicate } from '#platform/predicate.ts';
import { proposalContact, type ProposalContact } from '#duties/proposals/contacts/record.ts';

/** By the day of the talk. */
const talkFigure = (name: string, label: string, definition: string, where: Predicate<ProposalContact>): Figure<ProposalContact> =>
  figure<ProposalContact>({ name, label, definition, where: all(is<ProposalContact>('state', 'noted'), where), record: proposalContact.name, day: 'held_on', unit: '次' });

export const figures = [
  talkFigure('proposal_talks', '提案办理沟通', '期间内承办单位与提案人沟通的次数，办前、办中、办后都算；提案人说没有这回事的和撤下的不计。', always as Predicate<ProposalContact>),
  talkFigure('proposal_talks_in_person', '提案办理当面沟通', '期间内承办单位登门、当面座谈或一同调研，与提案人沟通的次数；电话、微信、书面的不计。', oneOf<ProposalContact>('way', ['visit', 'meeting', 'research'])),
];
