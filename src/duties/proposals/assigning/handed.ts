import { sql } from 'kysely';
import { unit, type Unit } from '#institutions/units/record.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** What was handed over on a day, unit by unit: for letters, lists and the table of units. */

export const roles = { sole: '独办', lead: '主办', separate: '分办', assisting: '会办' } as const;

export interface Handed {
  unit: Unit;
  /** Each with the part that this unit has in it. */
  items: { row: Proposal; role: keyof typeof roles }[];
}

const MOST = 2_000;

/** Days of this session on which proposals were assigned, the newest first. */
export async function assignedDays(reading: Reading, { term, session }: Session): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct assigned_on as day from proposals where county_id = ${reading.county} and term = ${term} and session = ${session} and assigned_on is not null
    order by 1 desc limit 50`.execute(reading.db);
  return rows.map(({ day }) => day);
}

export async function handedOn(reading: Reading, { term, session }: Session, day: string): Promise<Handed[]> {
  const { rows } = await sql<Proposal>`
    select * from proposals where county_id = ${reading.county} and term = ${term} and session = ${session} and assigned_on = ${day}::date and state <> 'merged'
    order by time_class desc, proposal_no limit ${MOST}`.execute(reading.db);
  const units = await list<Unit>(reading, unit, { order: [{ column: 'name' }], limit: MOST });
  return units.map((one) => ({ unit: one, items: rows.flatMap((row) => partOf(one.id, row)) })).filter(({ items }) => items.length > 0);
}

function partOf(id: string, row: Proposal): Handed['items'] {
  if (row.lead_unit_id === id) return [{ row, role: row.mode === 'separate' ? 'separate' : row.assisting_ids.length > 0 ? 'lead' : 'sole' }];
  if (row.separate_ids.includes(id)) return [{ row, role: 'separate' }];
  return row.assisting_ids.includes(id) ? [{ row, role: 'assisting' }] : [];
}
