import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { repliers } from '#duties/proposals/handled.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** How the talks on one proposal stand against what the plan asks for, in its present round of handling. */
export interface TalksStanding {
  held: number;
  required: number;
  /** The day by which the first one is asked for; null while the proposal has no day of assignment. */
  firstBy: string | null;
  /** What is still missing, in words; undefined when nothing is. */
  lacking?: string;
}

type Handled = Pick<Proposal, 'id' | 'round' | 'clock_from' | 'assigned_on' | 'lead_unit_id' | 'separate_ids'>;

/** Each unit that replies talks with the proposer itself; of several the one that did least stands for all (分办: domain rules 2.3, 2.5). */
export async function talksStanding(reading: Reading, row: Handled): Promise<TalksStanding> {
  const from = row.clock_from ?? row.assigned_on;
  const day = from ?? today();
  const [required, firstDays] = [await parameterAt(reading, 'contacts.required', day), await parameterAt(reading, 'contacts.first_days', day)];
  const firstBy = from && row.round === 1 ? workingDayAfter(await workCalendarOf(reading), from, firstDays) : null;
  const byUnit = await heldByUnit(reading, row);
  const held = Math.min(...(repliers(row).length > 0 ? repliers(row) : ['']).map((id) => byUnit.get(id) ?? 0));
  return { held, required, firstBy, lacking: lackingWords(held, required, firstBy) };
}

async function heldByUnit(reading: Reading, row: Pick<Proposal, 'id' | 'round'>): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit_id: string; n: number }>`
    select unit_id, count(*)::int as n from proposal_contacts
    where county_id = ${reading.county} and proposal_id = ${row.id} and round = ${row.round} and state = 'noted' group by unit_id`.execute(reading.db);
  return new Map(rows.map(({ unit_id, n }) => [unit_id, n]));
}

function lackingWords(held: number, required: number, firstBy: string | null): string | undefined {
  if (held >= required) return undefined;
  if (held > 0) return `已与提案人沟通${held}次，规定不少于${required}次，还差${required - held}次。`;
  return `还没有与提案人沟通过，规定不少于${required}次${firstBy ? `，第一次在${firstBy}之前` : ''}。`;
}

/** @throws Problem 422 citing the clause, where the plan lets nobody reply before the talks were held. */
export async function expectTalks(act: Act, row: Handled): Promise<void> {
  if ((await parameterAt(act, 'contacts.before_reply', today())) === 'told') return;
  const { lacking } = await talksStanding(act, row);
  if (!lacking) return;
  const clause = await act.house.clauseWords?.(act, 'duty.yearly', today());
  throw new Problem(422, 'talks_missing', `${lacking}${clause ? `按${clause}，` : '按本县的规定，'}先沟通再答复。请登记沟通记录。`, { clause: 'duty.yearly' });
}
