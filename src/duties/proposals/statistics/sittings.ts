import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import type { Session } from '#duties/proposals/numbers.ts';

/** More sessions than this nobody looks back. */
const MOST = 60;

/** The sessions that have proposals, the newest first: one step of the index for each, however many proposals there are. */
export async function sittingsKnown(reading: Reading): Promise<Session[]> {
  const { rows } = await sql<Session>`
    with recursive known as (
      (select term, session from proposals where county_id = ${reading.county} order by term desc, session desc limit 1)
      union all
      select earlier.term, earlier.session from known cross join lateral (
        select p.term, p.session from proposals p where p.county_id = ${reading.county} and (p.term, p.session) < (known.term, known.session)
        order by p.term desc, p.session desc limit 1) as earlier
    )
    select term, session from known limit ${MOST}`.execute(reading.db);
  return rows;
}

/** The newest session of which anything was filed: while the next one's proposals only come in, its numbers say nothing yet. */
export async function sittingTold(reading: Reading): Promise<Session | undefined> {
  const { rows } = await sql<Session>`
    select term, session from proposals where county_id = ${reading.county} and disposition = 'filed' order by term desc, session desc limit 1`.execute(reading.db);
  return rows[0];
}
