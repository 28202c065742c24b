import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';

/** The seats of a sector in a term, and who sits on them. */
export interface SectorSeats {
  sector_id: string | null;
  sector: string | null;
  seats: number | null;
  reserved: number;
  used: number;
  known: number;
  non_communist: number;
}

/** Seats by sector of a term: those set, and those taken by members in office or nominated for it, of a closed term by those who stayed to its end. Whoever left before frees the seat. */
export async function seatsOf(reading: Reading, term: number): Promise<SectorSeats[]> {
  const { rows } = await sql<SectorSeats>`
    with taken as (
      select m.sector_id, count(*)::int as used, count(m.affiliation)::int as known,
        count(*) filter (where m.affiliation not in ('中共党员', '中共预备党员'))::int as non_communist
      from ${source(reading, 'members', 'm')}
      where m.county_id = ${reading.county} and m.term = ${term} and (m.state in ('current', 'nominated') or m.left_kind = 'term_ended') group by m.sector_id
    ), set_for as (
      select q.sector_id, q.seats, q.reserved from ${source(reading, 'quotas', 'q')} where q.county_id = ${reading.county} and q.term = ${term} and q.state = 'set'
    )
    select coalesce(t.sector_id, q.sector_id) as sector_id, s.name as sector, q.seats, coalesce(q.reserved, 0) as reserved,
      coalesce(t.used, 0) as used, coalesce(t.known, 0) as known, coalesce(t.non_communist, 0) as non_communist
    from taken t full join set_for q on q.sector_id = t.sector_id
    left join ${source(reading, 'sectors', 's')} on s.county_id = ${reading.county} and s.id = coalesce(t.sector_id, q.sector_id)
    order by s.rank nulls last, s.name nulls last`.execute(reading.db);
  return rows;
}

/** Seats that may be given now: those set, without the reserved and the taken ones; nothing to say where none are set. */
export const freeSeats = ({ seats, reserved, used }: SectorSeats): number | null => (seats === null ? null : Math.max(0, seats - reserved - used));

/** What a clerk should look at. Nothing is ever refused because of it. */
export function warningsOf(rows: readonly SectorSeats[], seatsOfTerm: number | null): string[] {
  const over = rows.filter(({ seats, used }) => seats !== null && used > seats).map(({ sector, seats, used }) => `${sector}界别已有${used}人，超出名额${seats}人。`);
  const eaten = rows.filter(({ seats, reserved, used }) => seats !== null && used <= seats && used > seats - reserved).map(({ sector }) => `${sector}界别已经动用预留名额。`);
  const unset = rows.filter(({ seats, sector_id }) => seats === null && sector_id !== null).map(({ sector, used }) => `${sector}界别有委员${used}人，还没有定名额。`);
  const nowhere = rows.find(({ sector_id }) => sector_id === null);
  const set = rows.reduce((sum, { seats }) => sum + (seats ?? 0), 0);
  const sum = seatsOfTerm !== null && set > 0 && set !== seatsOfTerm ? [`各界别名额合计${set}人，与本届名额${seatsOfTerm}人不一致。`] : [];
  return [...over, ...eaten, ...unset, ...(nowhere ? [`有${nowhere.used}名委员没有登记界别。`] : []), ...sum];
}
