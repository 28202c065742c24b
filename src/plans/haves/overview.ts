import { sql } from 'kysely';
import { formWas, placeOn, stood, within } from '#institutions/facts.ts';
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
  /** What the version was called by which it was accepted, when that was an older one. */
  acceptedBy: string | null;
  items: (ItemStanding & { item: Item })[];
}

/** Where the committees that a checklist is asked of stood on a day. */
export interface Overview {
  checklist: Checklist;
  committees: CommitteeStanding[];
}

/** Of which checklist (by its line), and of which committee. */
export interface Narrowed {
  line?: string;
  committee?: string;
}

/** Where every committee stood on a day with every item of the checklists then in force, as the reading knows it; those that began first come first. */
export async function overviewsOn(reading: Reading, day: string, narrowed: Narrowed = {}): Promise<Overview[]> {
  const checklists = await checklistsOn(reading, day, narrowed);
  if (checklists.length === 0) return [];
  const near = await nearOn(reading, day);
  const overviews: Overview[] = [];
  for (const inForce of checklists) {
    const places = await placesOn(reading, day, inForce, narrowed);
    const items = itemsOf(inForce);
    const spans = await spansOf(reading, items, narrowed.committee);
    const standings = (id: string) => items.map((item) => ({ item, ...standingOn(day, spans.get(`${id} ${item.id}`) ?? [], near) }));
    overviews.push({ checklist: inForce, committees: places.map((place) => ({ ...place, items: standings(place.id) })) });
  }
  return overviews;
}

/** Whether an end presses, as the county's plan and calendar say on the day. */
async function nearOn(reading: Reading, day: string): Promise<(until: string) => boolean> {
  const [days, calendar] = [await parameterAt(reading, 'light.near_days', day), await workCalendarOf(reading)];
  return (until) => workingDaysBetween(calendar, day, until).days <= days;
}

/** More checklists than this no county keeps in force side by side. */
const MOST = 20;

/** The checklists in force on a day, one version of each line; those asked of one committee, when it is named. */
export async function checklistsOn(reading: Reading, day: string, { line, committee }: Narrowed = {}): Promise<Checklist[]> {
  const { rows } = await sql<Checklist>`
    select * from (
      select distinct on (k.line_id) k.* from ${source(reading, checklist.table, 'k')}
      where k.county_id = ${reading.county} and k.state in ('adopted', 'superseded')
        and k.in_force_from <= ${day}::date and coalesce(k.superseded_on > ${day}::date, true)
        ${line ? sql`and k.line_id = ${line}` : sql``}
      order by k.line_id, k.in_force_from desc, k.id desc
    ) as v
    where ${committee ? sql`(v.subject is null or exists (select from ${source(reading, 'committees', 'c')} where c.county_id = v.county_id and c.id = ${committee} and ${formWas(reading, 'c', sql.ref('v.subject'), day)}))` : sql`true`}
    order by v.line_id limit ${MOST}`.execute(reading.db);
  return rows;
}

/** Committees that existed on the day and of which the checklist is asked, by the names of the day, each with the acceptance that held. */
async function placesOn(reading: Reading, day: string, { id, line_id, subject }: Checklist, { committee }: Narrowed): Promise<Omit<CommitteeStanding, 'items'>[]> {
  const { rows } = await sql<Omit<CommitteeStanding, 'items'>>`
    select c.id, ${placeOn(reading, 'c', day)} as place, a.accepted_on as "acceptedOn", a.title as "acceptedBy"
    from ${source(reading, 'committees', 'c')}
    left join lateral (
      select h.accepted_on, case when v.id <> ${id} then v.title end as title from ${source(reading, 'have_checks', 'h')}
      join ${source(reading, checklist.table, 'v')} on v.county_id = h.county_id and v.id = h.checklist_id
      where h.county_id = c.county_id and h.committee_id = c.id and v.line_id = ${line_id} and h.state in ('accepted', 'revoked')
        and h.accepted_on is not null and ${stood('h', 'accepted_on', 'revoked_on', day)}
      order by h.accepted_on desc, h.id desc limit 1
    ) as a on true
    where c.county_id = ${reading.county} and c.state in ('established', 'abolished')
      and ${stood('c', 'founded_on', 'abolished_on', day)} and ${within('c.id', { committee })}
      ${subject ? sql`and ${formWas(reading, 'c', subject, day)}` : sql``}
    order by c.rank, c.place, c.id`.execute(reading.db);
  return rows;
}
