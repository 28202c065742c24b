import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import type { CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { proposal } from '#duties/proposals/record.ts';

/** What the records say of those that might be commended. The program shows it and decides nothing. */

export interface OfferedProposal {
  id: string;
  title: string;
  proposal_no: number | null;
  proposer_name: string;
  proposer_kind: string;
  result: string | null;
  rating_work: string | null;
  rating_result: string | null;
  suggestions_n: number;
  adopted_n: number;
  key_since: string | null;
}

export interface OfferedUnit {
  id: string;
  name: string;
  handled: number;
  replied: number;
  in_time: number;
  satisfied: number;
  dissatisfied: number;
}

/** More are not looked through; the best rated come first. */
const MOST = 200;

type Span = Pick<CommendationRound, 'id' | 'from_on' | 'until_on'>;

const recommended = (reading: Reading, { id }: Span, column: 'proposal_id' | 'unit_id', kind: string) =>
  sql`exists (select from commendations c where c.county_id = ${reading.county} and c.round_id = ${id} and c.kind = ${kind} and c.${sql.ref(column)} = r.id and c.state in ('recommended', 'shortlisted', 'awarded'))`;

/** Filed in the span and answered, satisfied ones first, then by how many suggestions were adopted. */
export async function offeredProposals(reading: Reading, span: Span): Promise<OfferedProposal[]> {
  const { rows } = await sql<OfferedProposal>`
    select r.id, r.title, r.proposal_no, r.proposer_name, r.proposer_kind, r.result, r.rating_work, r.rating_result, r.suggestions_n, r.adopted_n, r.key_since
    from proposals r
    where ${among(reading, proposal)} and r.disposition = 'filed' and r.submitted_on between ${span.from_on}::date and ${span.until_on}::date and r.state in ('replied', 'rated', 'closed')
      and not ${recommended(reading, span, 'proposal_id', 'proposal')}
    order by (r.rating_result = 'satisfied') desc nulls last, r.key_since nulls last, r.adopted_n desc, r.submitted_on, r.id limit ${MOST}`.execute(reading.db);
  return rows;
}

/** Units by what they led in the span. */
export async function offeredUnits(reading: Reading, span: Span): Promise<OfferedUnit[]> {
  const { rows } = await sql<OfferedUnit>`
    select r.id, r.name, count(*)::int as handled, count(p.replied_on)::int as replied, (count(*) filter (where p.on_time))::int as in_time,
      (count(*) filter (where p.rating_result = 'satisfied'))::int as satisfied, (count(*) filter (where p.rating_result = 'dissatisfied'))::int as dissatisfied
    from proposals p join units r on r.county_id = p.county_id and r.id = p.lead_unit_id
    where p.county_id = ${reading.county} and p.disposition = 'filed' and p.submitted_on between ${span.from_on}::date and ${span.until_on}::date
      and not ${recommended(reading, span, 'unit_id', 'unit')}
    group by r.id, r.name order by dissatisfied, satisfied desc, handled desc, r.name limit ${MOST}`.execute(reading.db);
  return rows;
}
