import { sql } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Act } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { madeAt, type Edge, type Place } from '#duties/crossings/edges.ts';
import { eventKinds, totalOf } from '#duties/crossings/nodes.ts';
import { crossing } from '#duties/crossings/record.ts';

/** The step in the journal of a record that from now on counts, or no longer counts, in another's stead. */
export const COUNT_WITH = 'count_with';

/** A record of an event. */
export interface EventRow extends Recorded {
  counted_with: string | null;
}

/** One record in a group of records of one event. */
export interface InGroup extends Place {
  /** Whether it would count in the total of its duty by itself, and in how many figures. */
  weight: number;
}

/** Of two records of one kind that were linked: the one that whoever linked them wants counted. */
export interface Wish {
  counts: string;
  other: string;
}

/**
 * Which record of each kind counts for the event, by the id of the others: the one that counts in most figures, so that a joint visit stays joint
 * however it was recorded; of several such the one that was wished for, and else the one that was there first.
 */
export function leadsOf(group: readonly InGroup[], wishes: readonly Wish[]): Map<string, string | null> {
  const leads = new Map<string, string | null>();
  for (const alike of Map.groupBy(group, ({ record }) => record).values()) {
    const most = Math.max(...alike.map(({ weight }) => weight));
    const best = alike.filter(({ weight }) => weight === most).map(({ id }) => id).toSorted();
    const unbeaten = best.filter((id) => !wishes.some(({ counts, other }) => other === id && best.includes(counts)));
    const lead = unbeaten[0] ?? best[0]!;
    for (const { id } of alike) leads.set(id, id === lead ? null : lead);
  }
  return leads;
}

/** More records of one event than this are a mistake of whoever linked them. */
export const MOST_OF_ONE_EVENT = 60;

/**
 * The records of the event of which this is one, itself among them, whoever may see them: what counts must not depend on who looks.
 * @param except a link that no longer holds
 */
export async function groupAt(act: Act, start: Place, except?: string): Promise<{ places: Place[]; links: Edge[] }> {
  const places = new Map([[start.id, start]]);
  const links = new Map<string, Edge>();
  for (let frontier = [start]; frontier.length > 0;) {
    const same = (await madeAt(act, frontier)).filter(({ kind, made }) => kind === 'same_event' && made!.id !== except);
    for (const edge of same) links.set(edge.made!.id, edge);
    frontier = same.flatMap(({ from, to }) => [from, to]).filter(({ id }) => !places.has(id));
    for (const place of frontier) places.set(place.id, place);
  }
  return { places: [...places.values()], links: [...links.values()] };
}

/** After a link was made or undone (`except`): of every event at these records, those that count and those that do not are as the links say. */
export async function settle(act: Act, starts: readonly Place[], relation: string, except?: string): Promise<void> {
  const settled = new Set<string>();
  for (const start of starts) {
    if (settled.has(start.id)) continue;
    const { places, links } = await groupAt(act, start, except);
    for (const { id } of places) settled.add(id);
    await settleGroup(act, places, links, relation);
  }
}

async function settleGroup(act: Act, places: readonly Place[], links: readonly Edge[], relation: string): Promise<void> {
  const found: { declared: Lifecycle<EventRow>; row: EventRow }[] = [];
  for (const declared of eventKinds) {
    const ids = places.filter(({ record }) => record === declared.name).map(({ id }) => id);
    found.push(...(await rowsOf(act, declared, ids)).map((row) => ({ declared, row })));
  }
  const leads = leadsOf(found.map(({ declared, row }) => ({ record: declared.name, id: row.id, weight: weightOf(act, declared, row) })), await wishesOf(act, links));
  for (const { declared, row } of found) {
    const lead = leads.get(row.id) ?? null;
    if (row.counted_with !== lead) await amend(act, declared, row, { counted_with: lead }, { step: COUNT_WITH, relation });
  }
}

async function rowsOf(act: Act, { table }: Lifecycle, ids: readonly string[]): Promise<EventRow[]> {
  if (ids.length === 0) return [];
  return (await sql<EventRow>`select * from ${sql.table(table)} where county_id = ${act.county} and id = any(${[...ids]}::uuid[]) for update`.execute(act.db)).rows;
}

/** No duty has as many figures as this. */
const TOTAL = 1_000;

/** What a record would count for if no other of its event were there: the total of its duty before any other figures. */
function weightOf(act: Act, { name }: Lifecycle, row: EventRow): number {
  const counting = (act.house.figures.get(name) ?? []).filter(({ derived, where }) => !derived && where.test({ ...row, counted_with: null }));
  return counting.length + (counting.some((one) => one.name === totalOf[name]) ? TOTAL : 0);
}

async function wishesOf(act: Act, links: readonly Edge[]): Promise<Wish[]> {
  const ids = links.map(({ made }) => made!.id);
  if (ids.length === 0) return [];
  const { rows } = await sql<{ counts: string; other: string }>`
    select counts_id as counts, case when counts_id = from_id then to_id else from_id end as other from ${sql.table(crossing.table)}
    where county_id = ${act.county} and id = any(${ids}::uuid[]) and counts_id is not null`.execute(act.db);
  return rows;
}
