import { sql } from 'kysely';
import { figure, type Figure } from '#platform/figures/figure.ts';
import { all, always, is, not, type Predicate } from '#platform/predicate.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { member } from '#institutions/members/record.ts';
import { atUnits } from '#duties/proposals/assigning/facts.ts';
import { drawn, type FromProposal } from '#duties/proposals/drawn.ts';
import { received } from '#duties/proposals/facts.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { awardFigures } from '#duties/proposals/statistics/awards.ts';

/** One person's name under one proposal: as first proposer or as co-signer. */
export interface Signature extends FromProposal {
  role: 'first' | 'cosigner';
  signer: string;
  /** What tells one person from another, over all terms: the person, or the name of whom the register does not know. */
  signer_key: string;
  sector_id: string | null;
}

const signed = (where: Predicate<Proposal>) => all(received, where);

/** Persons only: a body that proposes is no person, those who sign along with it are. */
export const signatures = drawn<Signature>('proposals/signatures', (reading, where) => sql<Signature>`
  select r.id as proposal_id, r.proposal_no, r.title, r.submitted_on, s.place::int as place, s.role, coalesce(m.name, s.written, '') as signer, coalesce(m.person_id::text, s.written, s.member_id::text) as signer_key, m.sector_id
  from ${source(reading, proposal.table, 'r')} cross join lateral (
    select 'first' as role, r.member_id, r.proposer_name as written, 0 as place where r.proposer_kind in ('member', 'joint')
    union all select 'cosigner', one.id, null, one.n from unnest(r.cosigner_ids) with ordinality as one (id, n)
    union all select 'cosigner', null, one.name, 1000 + one.n from unnest(r.other_cosigners) with ordinality as one (name, n)
  ) as s left join ${source(reading, member.table, 'm')} on m.county_id = r.county_id and m.id = s.member_id
  where ${among<Proposal>(reading, proposal, signed(where))}`);

/** One unit that handles one proposal. */
export interface Handling extends FromProposal {
  unit_id: string;
  role: 'lead' | 'separate' | 'assisting';
}

export const handlings = drawn<Handling>('proposals/handlings', (reading, where) => sql<Handling>`
  select r.id as proposal_id, r.proposal_no, r.title, r.submitted_on, h.place::int as place, h.unit_id, h.role
  from ${source(reading, proposal.table, 'r')} cross join lateral (
    select r.lead_unit_id as unit_id, case when cardinality(r.separate_ids) > 0 then 'separate' else 'lead' end as role, 0 as place where r.lead_unit_id is not null
    union all select one.id, 'separate', one.n from unnest(r.separate_ids) with ordinality as one (id, n) where one.id is distinct from r.lead_unit_id
    union all select one.id, 'assisting', 1000 + one.n from unnest(r.assisting_ids) with ordinality as one (id, n)
  ) as h
  where ${among<Proposal>(reading, proposal, all(atUnits, where))}`);

const ofSignatures = { record: 'proposal_signature', derived: signatures, day: 'submitted_on', unit: '人次' } as const;
export const signaturesGiven = figure<Signature>({
  ...ofSignatures, name: 'proposal_signatures', label: '提出提案的人次', where: always,
  definition: '期间内提交的提案上，第一提案人和联名人的签名人次，一个人在几件提案上签名计几次；没有签名的受邀人不计，单位不计。',
});
export const signers = figure<Signature>({
  ...ofSignatures, name: 'proposal_signers', label: '提出提案的人', unit: '人', where: always, counts: { distinct: 'signer_key' },
  definition: '期间内在提案上签名的第一提案人和联名人的人数，一个人只计一次；册上查不到的按姓名计。',
});
export const cosignatures = figure<Signature>({
  ...ofSignatures, name: 'proposal_cosignatures', label: '联名的人次', where: is<Signature>('role', 'cosigner'),
  definition: '期间内提交的提案上联名人的签名人次，第一提案人不计。',
});

const ofHandlings = { record: 'proposal_handling', derived: handlings, day: 'submitted_on' } as const;
const assists = is<Handling>('role', 'assisting');
export const handlingUnits = figure<Handling>({
  ...ofHandlings, name: 'proposal_units', label: '承办单位', unit: '个', where: always, counts: { distinct: 'unit_id' },
  definition: '期间内提交、单独立案的提案中，主办、分办、会办过的单位个数，一个单位只计一次。',
});
export const leadHandlings = figure<Handling>({
  ...ofHandlings, name: 'proposal_lead_items', label: '主办（含分办）件次', unit: '次', where: not(assists),
  definition: '期间内提交、单独立案的提案交各单位主办、独办、分办的件次，分办的一件由几个单位办就计几次。',
});
export const assistingHandlings = figure<Handling>({
  ...ofHandlings, name: 'proposal_assisting_items', label: '会办件次', unit: '次', where: assists,
  definition: '期间内提交、单独立案的提案交各单位会办的件次，一件由几个单位会办就计几次。',
});

export const signatureFigures = [signaturesGiven, signers, cosignatures];
export const handlingFigures = [handlingUnits, leadHandlings, assistingHandlings];
export const figures: readonly Figure[] = [...signatureFigures, ...handlingFigures, ...awardFigures];

