import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, timely, timelyWords, workRows } from '#platform/work-rows.ts';
import { workKind, type KeptWork, type WorkKind, type WorkScope } from '#platform/work.ts';
import { atUnits } from '#duties/proposals/assigning/facts.ts';
import { commendation } from '#duties/proposals/commendations/record.ts';
import { standing } from '#duties/proposals/commendations/facts.ts';
import { keyProposals, received } from '#duties/proposals/facts.ts';
import { proposal } from '#duties/proposals/record.ts';
import { dispositions, proposerKinds } from '#duties/proposals/words.ts';

const excellent = (reading: Reading) => sql`r.id in (
  select c.proposal_id from ${source(reading, commendation.table, 'c')} where c.county_id = ${reading.county} and c.kind = 'proposal' and c.proposal_id is not null and ${standing.sql('c')})`;

/** What came of it once a unit had answered; said alike of the proposal and of the unit's handling. */
const answered = {
  replied: sql`r.state in ('replied', 'rated', 'closed') or r.replied_on is not null`, satisfied: sql`r.rating_result = 'satisfied'`, basically: sql`r.rating_result = 'basically'`,
  dissatisfied: sql`r.rating_result = 'dissatisfied'`, closed: sql`r.state = 'closed'`, solved: sql`r.result = 'SOLVED'`,
};
const answeredWords = { replied: '办复', satisfied: '满意', basically: '基本满意', dissatisfied: '不满意', closed: '办结', solved: '解决' } as const;

const columns = (reading: Reading) => ({
  id: sql`r.id`, day: sql`r.submitted_on`, received: enteredOn('r'), title: sql`r.title`, kind: sql`r.proposer_kind`, same: sql`r.id`,
  people_all: sql`1 + cardinality(r.cosigner_ids) + cardinality(r.other_cosigners)`,
  stage: reached({
    submitted: sql`true`, filed: sql`r.disposition = 'filed'`, merged: sql`r.disposition = 'merged'`, converted: sql`r.disposition = 'converted'`, letter: sql`r.disposition = 'letter'`,
    key: sql`r.key_since is not null`, excellent: excellent(reading), ...answered,
  }),
});

const words = {
  kind: proposerKinds, role: { first: '第一提案人', cosigner: '联名人' },
  stage: { submitted: '提交', filed: dispositions.filed, merged: dispositions.merged, converted: dispositions.converted, letter: dispositions.letter, key: '重点', excellent: '优秀', ...answeredWords },
} as const;

/** A commended proposal is excellent. */
const commended = (reading: Reading, ids: readonly string[]) => sql`
  select c.proposal_id from ${source(reading, commendation.table, 'c')} where c.county_id = ${reading.county} and c.proposal_id is not null and c.id = any(${ids}::uuid[])`;
const kept: KeptWork = { columns: ['kind', 'stage', 'people_all', 'people_place'], moved: { [commendation.name]: commended } };

/** The committee that gathered it, and every member whose name stands under it. */
const rowsOf = (where: RawBuilder<unknown>): WorkKind['rows'] => ({
  committee: (reading, scope) => workRows({ ...columns(reading), subject: sql`r.committee_id`, people_place: sql`1` },
    sql`${source(reading, proposal.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.submitted_on', 'r.committee_id')} and ${where}`),
  member: (reading, scope) => workRows({ ...columns(reading), subject: sql`s.member_id`, role: sql`s.role`, people_place: sql`s.place` }, sql`${source(reading, proposal.table, 'r')}
    cross join lateral (
      select r.member_id, 'first' as role, 1 as place where r.proposer_kind in ('member', 'joint')
      union all select one.id, 'cosigner', 1 + one.n from unnest(r.cosigner_ids) with ordinality as one (id, n)
    ) as s where r.county_id = ${reading.county} and ${inScope(scope, 'r.submitted_on', 's.member_id')} and ${where}`),
});

const proposalWork = workKind({
  name: 'proposal', word: '提案', heading: 'proposal', record: proposal.name, words, kept,
  definition: '提交日期在期间内的提案，草稿和撤案的不计，并案的各计各的；委员的是本人第一提案或联名的，没有签名的受邀人不计；联络委的是本委征集的。',
  rows: rowsOf(received.sql('r')),
});

const keyWork = workKind({
  name: 'key_proposal', word: '重点提案', heading: 'proposal', record: proposal.name, words, kept,
  definition: '提交日期在期间内、列为重点的提案；后来不再列为重点的、草稿和撤案的不计。',
  rows: rowsOf(keyProposals.where.sql('r')),
});

/** Of 分办 each unit answers for itself: whether it was in time says its own letter. */
const ownAnswer = (reading: Reading) => sql`(
  select a.on_time from ${source(reading, 'proposal_answers', 'a')}
  where a.county_id = r.county_id and a.proposal_id = r.id and a.unit_id = u.unit_id and a.state = 'sent' and a.role = 'separate' order by a.round desc, a.id limit 1)`;

const handlings = (reading: Reading, scope: WorkScope) => sql`(
  select r.*, u.unit_id, u.handled_as, case when u.handled_as = 'separate' then ${ownAnswer(reading)} else r.on_time end as in_time
  from ${source(reading, proposal.table, 'r')} cross join lateral (
    select r.lead_unit_id as unit_id, case when cardinality(r.separate_ids) > 0 then 'separate' else 'lead' end as handled_as where r.lead_unit_id is not null
    union all select one.id, 'separate' from unnest(r.separate_ids) as one (id) where one.id is distinct from r.lead_unit_id
    union all select one.id, 'assisting' from unnest(r.assisting_ids) as one (id)
  ) as u where r.county_id = ${reading.county} and ${inScope(scope, 'r.submitted_on', 'u.unit_id')} and ${atUnits.sql('r')}) as r`;

const handledWork = workKind({
  name: 'proposal_handled', word: '承办提案', heading: 'proposal', record: proposal.name,
  definition: '提交日期在期间内、单独立案并交给本单位办理的提案，主办、分办、会办都有；并入别件的随主案办理，不另计。经同意延期的按新的期限算按时。',
  words: { role: { lead: '主办', separate: '分办', assisting: '会办' }, status: timelyWords, stage: { accepted: '签收', talked: '面商', countersigned: '会签', ...answeredWords } },
  rows: {
    unit: (reading, scope) => workRows({
      subject: sql`r.unit_id`, id: sql`r.id`, day: sql`r.submitted_on`, received: enteredOn('r'), title: sql`r.title`, role: sql`r.handled_as`,
      status: sql`case when r.handled_as <> 'assisting' then ${timely(scope, 'r.in_time', 'r.due_on')} end`,
      stage: reached({ accepted: sql`r.accepted_on is not null`, talked: sql`r.talks > 0`, countersigned: sql`r.unit_id = any(r.countersigned_ids)`, ...answered }),
    }, handlings(reading, scope)),
  },
});

export const proposalsWork: readonly WorkKind[] = [proposalWork, keyWork, handledWork];
