import { sql } from 'kysely';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { visible } from '#platform/lifecycle/lifecycle.ts';
import { all, is, type Predicate } from '#platform/predicate.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { standing } from '#duties/proposals/commendations/facts.ts';
import { commendation, type Commendation } from '#duties/proposals/commendations/record.ts';
import { commendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { drawn, type FromProposal } from '#duties/proposals/drawn.ts';
import { disposed, proposalsFiled } from '#duties/proposals/facts.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** One commendation of a round that judged filed proposals of the span: of one of them, or of a unit or person that handled such. */
export interface Award extends FromProposal {
  commendation_id: string;
  kind: string;
  subject: string;
  collective: boolean;
  round: string;
  awarded_on: string;
}

/**
 * A commended proposal counts where it was handed in, a unit or a person where the proposals that its round judged were: once for each
 * commendation, beside one of these proposals, the own ones of the unit before others.
 */
export const awards = drawn<Award>('proposals/awards', (reading, where) => sql<Award>`
  select p.id as proposal_id, p.proposal_no, p.title, p.submitted_on, (row_number() over (order by c.awarded_on, c.id))::int as place, c.id as commendation_id, c.kind, c.subject, c.collective, o.title as round, c.awarded_on
  from ${source(reading, commendation.table, 'c')} join ${source(reading, commendationRound.table, 'o')} on o.county_id = c.county_id and o.id = c.round_id
    cross join lateral (
      select r.id, r.proposal_no, r.title, r.submitted_on from ${source(reading, proposal.table, 'r')}
      where ${among<Proposal>(reading, proposal, all(disposed('filed'), where))}
        and (r.id = c.proposal_id or (c.kind <> 'proposal' and r.submitted_on between o.from_on and o.until_on))
      order by coalesce(c.unit_id = any(array_append(r.separate_ids || r.assisting_ids, r.lead_unit_id)), false) desc, r.submitted_on desc, r.id limit 1) as p
  where c.county_id = ${reading.county} and ${all<Commendation>(standing, visible(commendation, reading.actor)).sql('c')}`);

const award = (name: string, label: string, definition: string, unit: '件' | '个' | '人', where: Predicate<Award>): Figure<Award> =>
  figure<Award>({ name, label, definition, where, unit, record: 'proposal_award', derived: awards, day: 'submitted_on' });

const excellent = is<Award>('kind', 'proposal');
export const proposalsExcellent = award('proposals_excellent', '评为优秀提案', '期间内提交、单独立案的提案中，已决定评为优秀提案的件数，不管哪一天决定的；后来撤销的不计。', '件', excellent);
export const proposalsExcellentCollective = award('proposals_excellent_collective', '评为优秀提案的集体提案', '期间内提交、评为优秀提案的提案中，党派、人民团体、专委会等集体提出的件数。', '件', all(excellent, is<Award>('collective', true)));
export const unitsCommended = award('proposal_units_commended', '评为先进承办单位', '评的是期间内提交的提案（评优的起止日期里有这样的提案）、已决定评为先进承办单位的个数；后来撤销的不计。', '个', is<Award>('kind', 'unit'));
export const personsCommended = award('proposal_persons_commended', '评为提案办理先进个人', '评的是期间内提交的提案（评优的起止日期里有这样的提案）、已决定评为提案办理先进个人的人数；后来撤销的不计。', '人', is<Award>('kind', 'person'));

export const awardFigures = [proposalsExcellent, proposalsExcellentCollective, unitsCommended, personsCommended];

export const awardRatios = [
  ratio({ name: 'proposals_excellent_rate', label: '优秀提案占立案的比例', definition: '评为优秀提案的件数占单独立案提案的百分比。', numerator: proposalsExcellent.name, denominator: proposalsFiled.name, decimals: 1, convention: '并案的原件不在分母里' }),
  ratio({ name: 'proposals_excellent_collective_rate', label: '评为优秀的提案中集体提案的比例', definition: '集体提案占期间内提交、评为优秀提案的百分比。', numerator: proposalsExcellentCollective.name, denominator: proposalsExcellent.name, decimals: 1, convention: '按件数；第一提案人是委员的都算委员提案' }),
];
