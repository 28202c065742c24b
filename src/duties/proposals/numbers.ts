import { sql } from 'kysely';
import type { Act, Reading } from '#platform/records/act.ts';
import { nextNumber } from '#platform/records/numbers.ts';
import { today } from '#platform/time.ts';
import { placeOn} from '#duties/proposals/plenaries/facts.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/**
 * Two numbers that must not be confused: the serial number (流水号) is given at submission, the proposal number (提案号) only on
 * filing; session and ordinary proposals are numbered apart (domain rules 2.1).
 */
export const serialSeries = ({ term, session }: Pick<Proposal, 'term' | 'session'>): string => `proposal-serial/${term}/${session}`;
export const numberSeries = ({ term, session, time_class }: Pick<Proposal, 'term' | 'session' | 'time_class'>): string =>
  `proposal-no/${term}/${session}/${time_class}`;

export const nextSerial = (act: Act, row: Pick<Proposal, 'term' | 'session'>): Promise<number> => nextNumber(act, serialSeries(row));
export const nextProposalNo = (act: Act, row: Pick<Proposal, 'term' | 'session' | 'time_class'>): Promise<number> => nextNumber(act, numberSeries(row));

export interface Session {
  term: number;
  session: number;
}

/**
 * The session to which a day belongs, by the register of plenaries; where none is registered, that of the newest proposal, and before the first one
 * the first session of the members' term.
 */
export async function sessionNow(reading: Reading, day = today()): Promise<Session> {
  const place = await placeOn(reading, day);
  if (place) return { term: place.term, session: place.session };
  const { rows } = await sql<Session>`
    (select term, session from proposals where county_id = ${reading.county} order by term desc, session desc limit 1)
    union all
    (select term, 1 from members where county_id = ${reading.county} order by term desc limit 1)
    limit 1`.execute(reading.db);
  return rows[0] ?? { term: 1, session: 1 };
}

/** So many other sessions are named. */
const MOST_ELSEWHERE = 5;

/** Other sessions in which proposals stand in a state: ordinary ones go on coming in while the next session is called. */
export async function standingElsewhere(reading: Reading, state: 'submitted' | 'filed', { term, session }: Session): Promise<(Session & { n: number })[]> {
  const { rows } = await sql<Session & { n: number }>`
    with standing as materialized (select term, session from proposals where county_id = ${reading.county} and state = ${state}) -- few: not by the index of all sessions
    select term, session, count(*)::int as n from standing where (term, session) <> (${term}, ${session})
    group by term, session order by term desc, session desc limit ${MOST_ELSEWHERE}`.execute(reading.db);
  return rows;
}
