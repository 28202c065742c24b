import { allOf, claim, type Finding } from '#platform/figures/claim.ts';
import { counted, type Scope } from '#platform/figures/count.ts';
import { chosenRatio, figure, ratio, type Figure, type Ratio } from '#platform/figures/figure.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { all, any, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { count, list } from '#platform/records/read.ts';
import { optionsOf, parameterAt } from '#plans/facts.ts';
import { spansOwed, standingsOf } from '#plans/obligations/facts.ts';
import { dayOf } from '#platform/time.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Submitted and not taken back: what the county body received. */
export const received = not(oneOf<Proposal>('state', ['draft', 'withdrawn']));
export const disposed = (...dispositions: string[]): Predicate<Proposal> => all(received, oneOf<Proposal>('disposition', dispositions));
const key = all(received, present<Proposal>('key_since'));
/** Answered at least once: still so while it is handled a second time, and of an old register that gives no day of the reply. */
const replied = any(oneOf<Proposal>('state', ['replied', 'rated', 'closed']), present<Proposal>('replied_on'));

/** All count by the day of submission: a proposal keeps its place in the year in which it was handed in, whenever it is replied to. */
export const proposalFigure = (name: string, label: string, definition: string, where: Predicate<Proposal>): Figure<Proposal> =>
  figure<Proposal>({ name, label, definition, where, record: proposal.name, day: 'submitted_on', committee: 'committee_id', unit: '件' });

export const proposalsReceived = proposalFigure('proposals_received', '收到提案', '期间内提交的提案件数，一个原件计一件；草稿和撤案的不计，并案的各计各的。', received);
export const proposalsFiled = proposalFigure('proposals_filed', '立案', '期间内提交的提案中，审查后单独立案的件数；并入别件的不计。', disposed('filed'));
export const proposalsMerged = proposalFigure('proposals_merged', '并案', '期间内提交的提案中，并入别件办理的原件件数；被并入的那一件不计。', disposed('merged'));
export const proposalsFiledOrMerged = proposalFigure('proposals_filed_or_merged', '立案（含并案）', '期间内提交的提案中，立案和并案的原件件数之和。', disposed('filed', 'merged'));
export const proposalsConverted = proposalFigure('proposals_converted', '转社情民意', '期间内提交的提案中，审查后转为社情民意信息的件数。', disposed('converted'));
export const proposalsRefused = proposalFigure('proposals_refused', '不予立案', '期间内提交的提案中，审查后不予立案的件数。', disposed('refused'));
export const keyProposals = proposalFigure('key_proposals', '重点提案', '期间内提交的提案中，列为重点提案由领导领衔督办的件数。', key);
export const keyProposalsClosed = proposalFigure('key_proposals_closed', '重点提案办结', '期间内提交的重点提案中，已经办结的件数；只答复、没有办结的不计。', all(key, is<Proposal>('state', 'closed')));
export const proposalsReplied = proposalFigure('proposals_replied', '办复', '期间内提交、单独立案的提案中，主办单位已正式答复的件数；答复不等于办结。', all(disposed('filed'), replied));
export const proposalsClosed = proposalFigure('proposals_closed', '办结', '期间内提交、单独立案的提案中，评价之后已经办结的件数。', all(disposed('filed'), is<Proposal>('state', 'closed')));
export const proposalsGathered = proposalFigure('proposals_gathered_by_committees', '联络委征集提案', '期间内提交的提案中，由联络委征集的件数。', all(received, present<Proposal>('committee_id')));

const byMember = oneOf<Proposal>('proposer_kind', ['member', 'joint']);
export const proposalsWithdrawn = proposalFigure('proposals_withdrawn', '撤案', '期间内提交、后来撤回的提案件数；没有提交过的草稿不计。', all(is<Proposal>('state', 'withdrawn'), present<Proposal>('serial_no')));
export const proposalsByMembers = proposalFigure('proposals_by_members', '委员提案', '期间内提交的提案中，委员单独和联名提出的件数。', all(received, byMember));
export const proposalsCollective = proposalFigure('proposals_collective', '集体提案', '期间内提交的提案中，党派、团体、专委会、界别、小组和联络委提出的件数。', all(received, not(byMember)));
export const proposalsOfSession = proposalFigure('proposals_of_session', '大会提案', '期间内提交的提案中，时间类别是大会提案的件数。', all(received, is<Proposal>('time_class', 'session')));
export const proposalsOrdinary = proposalFigure('proposals_ordinary', '平时提案', '期间内提交的提案中，时间类别是平时提案的件数。', all(received, is<Proposal>('time_class', 'ordinary')));
export const proposalBodies = figure<Proposal>({
  name: 'proposal_bodies', label: '提出集体提案的单位', record: proposal.name, day: 'submitted_on', committee: 'committee_id', unit: '个',
  definition: '期间内提出集体提案的党派、团体、专委会、界别、小组和联络委个数，同一单位只计一次。',
  where: all(received, not(byMember)), counts: { distinct: 'proposer_key' },
});

export const proposers = figure<Proposal>({
  name: 'proposers',
  label: '提案者',
  definition: '期间内提交提案的第一提案人个数，委员和集体都算，同一提案者只计一次；联名人不计。',
  record: proposal.name,
  where: received,
  day: 'submitted_on',
  committee: 'committee_id',
  counts: { distinct: 'proposer_key' },
  unit: '个',
});

export const figures = [
  proposalsReceived, proposalsFiled, proposalsMerged, proposalsFiledOrMerged, proposalsConverted, proposalsRefused, keyProposals, keyProposalsClosed,
  proposalsReplied, proposalsClosed, proposalsGathered, proposers,
  proposalsWithdrawn, proposalsByMembers, proposalsCollective, proposalsOfSession, proposalsOrdinary, proposalBodies,
];

const yearlyProposals = obligation<Proposal>({
  name: 'proposals_yearly',
  label: '每年征集提案',
  clause: 'duty.yearly',
  rhythm: 'year',
  owedBy: 'committee',
  dischargedBy: { declared: proposal, where: received, day: 'submitted_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

export const obligations = [yearlyProposals];

/** How many decimals the county prints is its own (domain rules 2.2): a ratio that follows the plan in this names the parameter. */
export const DECIMALS = 'proposal_rates.decimals';
export const asPrinted = async (reading: Reading, declared: Ratio, day: string): Promise<Ratio> => ({ ...declared, decimals: await parameterAt(reading, DECIMALS, day) });

const CONVENTION = 'filing_rate.convention';
const conventions = optionsOf(CONVENTION);

/** Both conventions are in use (domain rules 2.2), so both are always there. */
const filingRates: Readonly<Record<keyof typeof conventions, Ratio>> = {
  filed_only: ratio({
    name: 'filing_rate_filed_only', label: '立案率（不含并案）', definition: '单独立案的件数占收到提案件数的百分比。',
    numerator: proposalsFiled.name, denominator: proposalsReceived.name, decimals: 2, convention: conventions.filed_only,
  }),
  with_merged: ratio({
    name: 'filing_rate_with_merged', label: '立案率（含并案）', definition: '立案和并案的原件件数占收到提案件数的百分比。',
    numerator: proposalsFiledOrMerged.name, denominator: proposalsReceived.name, decimals: 2, convention: conventions.with_merged,
  }),
};

/** The one that the county prints, by the convention in force at the end of the period. */
export const filingRate = chosenRatio({
  name: 'filing_rate', label: '立案率', definition: '立案的件数占收到提案件数的百分比，并案算不算立案，按本县方案规定的口径。',
  parameters: [CONVENTION, DECIMALS],
  choose: async (reading, day) => asPrinted(reading, filingRates[await parameterAt(reading, CONVENTION, day)], day),
});

/** 办复 ≠ 办结 (domain rules 2.6, S35): both stand, each by itself. */
const closed: Ratio = ratio({
  name: 'closing_rate', label: '办结率', definition: '评价之后已经办结的提案占单独立案提案的百分比；只答复、没有办结的不算。',
  numerator: proposalsClosed.name, denominator: proposalsFiled.name, decimals: 2, convention: '答复不等于办结',
});
const closingRate = chosenRatio({ name: closed.name, label: closed.label, definition: closed.definition, parameters: [DECIMALS], choose: (reading, day) => asPrinted(reading, closed, day) });

export const ratios = [filingRate, ...Object.values(filingRates), closingRate];

/** More missing ones than this are not listed one by one. */
const MOST = 1_000;

/** Of those that the figure counts in the scope, the ones for which the condition does not hold. */
async function lacking(reading: Reading, scope: Scope, among: Figure<Proposal>, has: Predicate<Proposal>, why: (row: Proposal) => string): Promise<Finding> {
  const asked = counted(among, scope);
  const examined = await count(reading, proposal, asked);
  const rows = await list(reading, proposal, { where: all(asked, not(has)), order: [{ column: 'submitted_on' }], limit: MOST });
  return { examined, counterExamples: rows.map((row) => ({ label: called(row), why: why(row), href: `/${proposal.path}/${row.id}` })) };
}

const called = ({ proposal_no: number, title }: Proposal): string => (number === null ? title : `第${number}号 ${title}`);
const standsAt = ({ state }: Proposal): string => proposal.states[state as keyof typeof proposal.states]?.label ?? state;

export const keyProposalsAllClosed = claim({
  name: 'key_proposals_all_closed',
  sentence: '重点提案已全部办结',
  definition: '对期间内提交的每一件重点提案，现在都已办结。',
  clause: 'duty.yearly',
  href: `/${proposal.path}?figure=${keyProposals.name}`,
  examine: (reading, scope) => lacking(reading, scope, keyProposals, is<Proposal>('state', 'closed'), (row) => `现在是“${standsAt(row)}”，还没有办结`),
  otherwise: ({ examined, counterExamples }) => `重点提案${examined}件，已办结${examined - counterExamples.length}件，还有${counterExamples.length}件没有办结`,
  none: (n) => `${n}件重点提案${allOf(n)}没有办结`,
});

export const proposalsAllReplied = claim({
  name: 'proposals_all_replied',
  sentence: '立案提案已全部答复',
  definition: '对期间内提交、单独立案的每一件提案，主办单位都已正式答复。',
  href: `/${proposal.path}?figure=${proposalsFiled.name}`,
  examine: (reading, scope) => lacking(reading, scope, proposalsFiled, replied, (row) => `现在是“${standsAt(row)}”，还没有答复`),
  otherwise: ({ examined, counterExamples }) => `立案${examined}件，已答复${examined - counterExamples.length}件，还有${counterExamples.length}件没有答复`,
  none: (n) => `立案的${n}件提案${allOf(n)}没有答复`,
});

/** Also for a year that is still running: how far it is. */
async function gatheredInYears(reading: Reading, { from, to, committee }: Scope): Promise<Finding> {
  const until = to ?? dayOf(reading.asOf ?? new Date());
  const years = await spansOwed(reading, yearlyProposals, { from: `${(from ?? until).slice(0, 4)}-01-01`, to: `${until.slice(0, 4)}-12-31` });
  const asked = (await standingsOf(reading, yearlyProposals, years, committee)).filter(({ state }) => state !== 'excused');
  const missing = asked.filter(({ by }) => !by);
  return { examined: asked.length, counterExamples: missing.map(({ debtor, span }) => ({ label: `${debtor.label} ${span.label}`, why: '还没有征集提案', href: `/committees/${debtor.id}` })) };
}

export const proposalsGatheredEverywhere = claim({
  name: 'proposals_gathered_everywhere',
  sentence: '各联络委都征集了提案',
  definition: '对期间所在的每一年、每个当年已设立的联络委，当年（还没有过完的，到核对那天为止）至少有一件由它征集、已经提交的提案；免计的不算在内。',
  clause: 'duty.yearly',
  href: `/${proposal.path}?figure=${proposalsGathered.name}`,
  examine: gatheredInYears,
  otherwise: ({ examined, counterExamples }) => `应征集提案的${examined}个委次中，有${examined - counterExamples.length}个征集了，还有${counterExamples.length}个没有征集`,
  none: (n) => `应征集提案的${n}个委次${allOf(n)}没有征集`,
});

export const claims = [keyProposalsAllClosed, proposalsAllReplied, proposalsGatheredEverywhere];
