import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { bridge, type Bridge } from '#platform/bridges/record.ts';
import { sendSoon } from '#platform/bridges/sending.ts';
import type { Act, House } from '#platform/records/act.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';

/** What an outside system may be told of at all: nothing that is kept from anybody, since who reads there is not ours to say; and nothing on which nobody has a step to take. */
export const mayBeTold = (declared: Lifecycle): boolean => !declared.keptFrom && declared.name !== bridge.name && Object.keys(declared.steps).length > 0;

/** The records with these titles; a title that no record has stands without one. */
export function recordsTitled(house: Pick<House, 'records'>, kinds: string): Map<string, Lifecycle | undefined> {
  const titles = kinds.split('\n').map((one) => one.trim()).filter(Boolean);
  const known = [...house.records.values()].filter(mayBeTold);
  return new Map(titles.map((title) => [title, known.find((declared) => declared.title === title)]));
}

/**
 * What was done is written down for each bridge that is told of it, in the act itself: either both are there or neither. What an import brings in is no news.
 */
export async function tellBridges(act: Act): Promise<void> {
  const news = act.lines.filter(({ record, batch }) => !batch && record !== bridge.name && act.house.records.has(record));
  if (news.length === 0) return;
  const { rows: bridges } = await sql<Pick<Bridge, 'id' | 'kinds'>>`select id, kinds from bridges where county_id = ${act.county} and state = 'sending'`.execute(act.db);
  const messages = bridges.flatMap(({ id, kinds }) => {
    const told = new Set([...recordsTitled(act.house, kinds).values()].map((declared) => declared?.name));
    return news.filter(({ record }) => told.has(record)).map((line) => ({ id: uuidv7(), bridge_id: id, record: line.record, step: line.step, record_id: line.id }));
  });
  if (messages.length === 0) return;
  await sql`
    insert into bridge_messages (county_id, id, bridge_id, record, step, record_id, at, next_try)
    select ${act.county}::uuid, m.id, m.bridge_id, m.record, m.step, m.record_id, ${act.at}::timestamptz, ${act.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m (id uuid, bridge_id uuid, record text, step text, record_id uuid)`.execute(act.db);
  act.notices.push(() => sendSoon(act.house, act.county));
}
