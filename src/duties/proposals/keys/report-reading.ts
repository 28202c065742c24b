import { sql } from 'kysely';
import { specialCommitteeChoices, unitChoices } from '#institutions/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import type { KeyAct } from '#duties/proposals/keys/acts/record.ts';
import type { KeySelection } from '#duties/proposals/keys/record.ts';

/** What the papers of a year say: the selections in their order, with what the proposal itself knows. */
export interface KeyLine extends KeySelection {
  title: string;
  proposal_no: number | null;
  proposer_name: string;
  units: string;
  body: string;
}

export interface KeyYear {
  year: number;
  /** All that were nominated, whatever became of them; and how many got onto the shortlist. */
  nominated: number;
  shortlisted: number;
  chosen: KeyLine[];
  dropped: number;
  acts: Pick<KeyAct, 'kind' | 'reported_on' | 'outcome_on' | 'problem' | 'reported_to' | 'outcome' | 'subject'>[];
  summary: string | null;
  meeting: string | null;
  decided_on: string | null;
}

const MOST = 500;
const MOST_ACTS = 5_000;

export async function keyYear(reading: Reading, year: number): Promise<KeyYear> {
  const names = new Map([...(await unitChoices(reading)), ...(await specialCommitteeChoices(reading))].map(({ value, label }) => [value, label]));
  const { rows: chosen } = await sql<KeyLine>`
    select k.*, p.title, p.proposal_no, p.proposer_name from key_selections k join proposals p on p.county_id = k.county_id and p.id = k.proposal_id
    where k.county_id = ${reading.county} and k.year = ${year} and k.state in ('chosen', 'supervised', 'concluded')
    order by k.old, p.time_class desc, p.proposal_no, k.id limit ${MOST}`.execute(reading.db);
  const { rows: acts } = await sql<KeyYear['acts'][number]>`
    select a.kind, a.reported_on, a.outcome_on, a.problem, a.reported_to, a.outcome, a.subject
    from key_acts a join key_selections k on k.county_id = a.county_id and k.id = a.selection_id
    where a.county_id = ${reading.county} and k.year = ${year} and k.state in ('chosen', 'supervised', 'concluded') and a.state <> 'void' order by a.held_on, a.id limit ${MOST_ACTS}`.execute(reading.db);
  const { rows: [counts] } = await sql<Pick<KeyYear, 'nominated' | 'shortlisted' | 'dropped'>>`
    select (count(*) filter (where state <> 'withdrawn'))::int as nominated, (count(*) filter (where state <> 'withdrawn' and (shortlisted_on is not null or decided_on is not null)))::int as shortlisted,
      (count(*) filter (where state = 'dropped'))::int as dropped
    from key_selections where county_id = ${reading.county} and year = ${year}`.execute(reading.db);
  const { rows: [round] } = await sql<Pick<KeyYear, 'summary' | 'meeting' | 'decided_on'>>`
    select summary, meeting, decided_on from key_rounds where county_id = ${reading.county} and year = ${year} and state <> 'void'`.execute(reading.db);
  const lines = chosen.map((row) => ({ ...row, units: row.handler_ids.map((id) => names.get(id) ?? '').filter(Boolean).join('、'), body: names.get(row.body_id ?? '') ?? '' }));
  return { year, ...counts!, chosen: lines, acts, summary: round?.summary ?? null, meeting: round?.meeting ?? null, decided_on: round?.decided_on ?? null };
}
