import { sql } from 'kysely';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';

/** An opinion item as an entry's page names it. */
export interface MadeItem {
  id: string;
  title: string;
  /** Its state in words. */
  label: string;
}

/** The items made from these entries and those into which these were merged, of those the person may see, by entry. */
export async function itemsMadeFrom(reading: Reading, entries: readonly string[]): Promise<ReadonlyMap<string, MadeItem[]>> {
  if (entries.length === 0) return new Map();
  const { rows } = await sql<OpinionItem & { entry_id: string }>`
    select s.entry_id, r.* from opinion_sources s join opinion_items made on made.county_id = s.county_id and made.id = s.item_id
    join opinion_items r on r.county_id = made.county_id and r.id = any(array[made.id, made.merged_into])
    where s.county_id = ${reading.county} and s.entry_id = any(${[...entries]}::uuid[]) and ${among(reading, opinionItem)}
    order by r.id`.execute(reading.db);
  const made = Map.groupBy(rows, ({ entry_id }) => entry_id);
  return new Map([...made].map(([entry, items]) => [entry, items.map((item) => ({ id: item.id, title: item.title, label: opinionItem.states[item.state as 'draft'].label }))]));
}

/** The entries that items were made from, of those the person may see, by item. */
export async function entriesOf(reading: Reading, items: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry[]>> {
  if (items.length === 0) return new Map();
  const { rows } = await sql<LedgerEntry & { item_id: string }>`
    select s.item_id, r.* from opinion_sources s join ledger_entries r on r.county_id = s.county_id and r.id = s.entry_id
    where s.county_id = ${reading.county} and s.item_id = any(${[...items]}::uuid[]) and ${among(reading, ledgerEntry)}
    order by r.received_on, r.id`.execute(reading.db);
  return Map.groupBy(rows, ({ item_id }) => item_id);
}

/** Writes from which entries an item was made, in place of what was said before. */
export async function linkEntries(act: Act, item: string, entries: readonly string[]): Promise<void> {
  await sql`delete from opinion_sources where county_id = ${act.county} and item_id = ${item} and not entry_id = any(${[...entries]}::uuid[])`.execute(act.db);
  if (entries.length === 0) return;
  await sql`
    insert into opinion_sources (county_id, item_id, entry_id)
    select ${act.county}::uuid, ${item}::uuid, unnest(${[...entries]}::uuid[]) on conflict do nothing`.execute(act.db);
}

/** Whether somebody who is shielded told any of what it was made from, also by way of the items that were merged into it. */
export async function madeOfGrievances({ db, county }: Reading, { id }: Pick<OpinionItem, 'id'>): Promise<boolean> {
  const { rows } = await sql`
    select from opinion_items i join opinion_sources s on s.county_id = i.county_id and s.item_id = i.id join ledger_entries e on e.county_id = s.county_id and e.id = s.entry_id
    where i.county_id = ${county} and (i.id = ${id} or i.merged_into = ${id}) and (e.about_unit_id is not null or e.about_person is not null) limit 1`.execute(db);
  return rows.length > 0;
}
