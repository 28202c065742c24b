import { sql } from 'kysely';
import { among } from '#platform/records/read.ts';
import type { Reading } from '#platform/records/act.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Results that leave something to be done; what is solved, or will not be, is not taken up again (domain rules 2.7, S95). */
const LEFT = sql.raw(`('PARTLY', 'IN_PROGRESS', 'PLANNED', 'DEFERRED')`);

export interface Unimplemented extends Proposal {
  /** Promises of the units that nobody has confirmed as kept. */
  promises: number;
}

/** More are not looked through at one sitting; the newest come first. */
const MOST = 100;

const left = sql`(r.result in ${LEFT} or exists (
  select from undertakings u where u.county_id = r.county_id and u.proposal_id = r.id and u.state in ('open', 'reported', 'broken')))`;
const answered = sql`r.state in ('replied', 'rated', 'closed') and r.disposition = 'filed'`;

/** Whether an answered proposal still waits for being implemented. */
export async function isUnimplemented(reading: Reading, { id }: Pick<Proposal, 'id'>): Promise<boolean> {
  const { rows } = await sql`select from proposals r where r.county_id = ${reading.county} and r.id = ${id} and ${answered} and ${left}`.execute(reading.db);
  return rows.length > 0;
}

/** Those of the years before that are answered, not implemented, and not in this year's selection yet. */
export async function unimplementedBefore(reading: Reading, year: number): Promise<Unimplemented[]> {
  const { rows } = await sql<Unimplemented>`
    select r.*, (select count(*)::int from undertakings u where u.county_id = r.county_id and u.proposal_id = r.id and u.state in ('open', 'reported', 'broken')) as promises
    from proposals r
    where ${among(reading, proposal)} and r.submitted_on < ${`${year}-01-01`}::date and ${answered} and ${left}
      and not exists (select from key_selections k where k.county_id = r.county_id and k.proposal_id = r.id and k.year = ${year} and k.state not in ('withdrawn', 'dropped'))
    order by r.submitted_on desc, r.id desc limit ${MOST}`.execute(reading.db);
  return rows;
}
