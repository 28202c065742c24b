import { sql } from 'kysely';
import { stood, within } from '#institutions/facts.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { checklist, itemsOf, type Checklist, type Item } from '#plans/haves/checklists/record.ts';
import { spansOf } from '#plans/haves/spans.ts';
import { standingOn, type ItemStanding } from '#plans/haves/standing.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { workingDaysBetween } from '#platform/working-days.ts';

export interface CommitteeStanding {
  id: string;
  place: string;
  /** The acceptance that held on the day. */
  acceptedOn: string | null;
  items: (ItemStanding & { item: Item })[];
}

export interface Overview {
  day: string;
  /** In force on the day; undefined while none was adopted. */
  checklist: Checklist | undefined;
  committees: CommitteeStanding[];
}

/** Where every committee (or one) stood on a day with every item of the checklist then in force, as the reading knows it. */
export async function overviewOn(reading: Reading, day: string, committee?: string): Promise<Overview> {
  const inForce = await checklistOn(reading, day);
  if (!inForce) return { day, checklist: undefined, committees: [] };
  const [days, calendar] = [await parameterAt(reading, 'light.near_days', day), await workCalendarOf(reading)];
  const near = (until: string): boolean => workingDaysBetween(calendar, day, until).days <= days;
  const places = await placesOn(reading, day, committee);
  const items = itemsOf(inForce);
  const spans = await spansOf(reading, items, committee);
  const standings = (id: string) => items.map((item) => ({ item, ...standingOn(day, spans.get(`${id} ${item.id}`) ?? [], near) }));
  return { day, checklist: inForce, committees: places.map((place) => ({ ...place, items: standings(place.id) })) };
}

/** The checklist in force on a day. */
export async function checklistOn(reading: Reading, day: string): Promise<Checklist | undefined> {
  const { rows } = await sql<Checklist>`
    select k.* from ${source(reading, checklist.table, 'k')}
    where k.county_id = ${reading.county} and k.state in ('adopted', 'superseded')
      and k.in_force_from <= ${day}::date and coalesce(k.superseded_on > ${day}::date, true)
    order by k.in_force_from desc, k.id desc limit 1`.execute(reading.db);
  return rows[0];
}

/** Committees that existed on the day, each with the acceptance that held. */
async function placesOn(reading: Reading, day: string, committee?: string): Promise<Omit<CommitteeStanding, 'items'>[]> {
  const { rows } = await sql<Omit<CommitteeStanding, 'items'>>`
    select c.id, c.place, (
      select max(h.accepted_on) from ${source(reading, 'have_checks', 'h')}
      where h.county_id = c.county_id and h.committee_id = c.id and h.state in ('accepted', 'revoked')
        and h.accepted_on is not null and ${stood('h', 'accepted_on', 'revoked_on', day)}
    ) as "acceptedOn"
    from ${source(reading, 'committees', 'c')}
    where c.county_id = ${reading.county} and c.state in ('established', 'abolished')
      and ${stood('c', 'founded_on', 'abolished_on', day)} and ${within('c.id', { committee })}
    order by c.rank, c.place, c.id`.execute(reading.db);
  return rows;
}
