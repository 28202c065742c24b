import { sql } from 'kysely';
import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { countyOffice, relation } from '#platform/identity/relations.ts';
import { all, between, is, oneOf, when, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, printedDay, today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { leaderInCharge } from '#duties/proposals/keys/relations.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';

const MOST = 200;
const DAY_MS = 86_400_000;

const supervisors = relation('supervisors', '督办重点提案的人', (actor) => when(holds(actor, 'county_office', 'leader', 'chair')));

/** Of the office all of them, of a leader those he leads. */
const own = ({ actor }: Reading): Predicate<KeySelection> => (holds(actor, 'county_office') ? countyOffice.of(actor) : leaderInCharge.of(actor)) as Predicate<KeySelection>;

/** The last day on which something was done for it: an act, else the approval of its plan. */
const lastDay = ({ last_act_on, approved_on, decided_on }: KeySelection): string => last_act_on ?? approved_on ?? decided_on ?? '';

/** Supervised, and nothing was done for longer than the plan allows. */
export async function neglected(reading: Reading, day = today()): Promise<KeySelection[]> {
  const days = await parameterAt(reading, 'keys.act_days', day);
  const since = dayOf(new Date(Date.parse(`${day}T12:00:00Z`) - days * DAY_MS));
  const rows = await list(reading, keySelection, { where: all(own(reading), oneOf<KeySelection>('state', ['chosen', 'supervised']), between<KeySelection>('decided_on', undefined, since)), order: [{ column: 'decided_on' }], limit: MOST });
  return rows.filter((row) => lastDay(row) < since);
}

/** The plan waits for the leader; the office sees to it that he gets one, and enters what is signed on paper. */
export const withoutPlan = (reading: Reading): Promise<KeySelection[]> =>
  list(reading, keySelection, { where: is<KeySelection>('state', 'chosen'), order: [{ column: 'decided_on' }], limit: MOST });

/** Supervised when the year's results are due (a day of December), or of a year that is over. */
export async function withoutResult(reading: Reading, day = today()): Promise<KeySelection[]> {
  const due = `${day.slice(0, 4)}-12-${String(await parameterAt(reading, 'keys.result_day', day)).padStart(2, '0')}`;
  const year = Number(day.slice(0, 4)) - (day >= due ? 0 : 1);
  const rows = await list(reading, keySelection, { where: all(own(reading), is<KeySelection>('state', 'supervised')), order: [{ column: 'year' }], limit: MOST });
  return rows.filter((row) => row.year <= year);
}

const waiting = (rows: readonly KeySelection[], since: (row: KeySelection) => string | null): AwaitedOne[] =>
  rows.map((row) => ({ label: row.subject, href: `/${keySelection.path}/${row.id}`, since: since(row) }));

const units = relation('units', '承办单位', (actor) => when(unitsOf(actor).length > 0));

/** A unit is asked for nominations until the day of the round, or until it has nominated one. */
async function calls(reading: Reading): Promise<AwaitedOne[]> {
  const { rows } = await sql<{ year: number; recommend_by: string; since: string }>`
    select year, recommend_by, created_at::date::text as since from key_rounds r
    where r.county_id = ${reading.county} and r.state = 'gathering' and r.recommend_by >= ${today()}::date
      and not exists (select from key_selections k where k.county_id = r.county_id and k.year = r.year and k.unit_id = any(${unitsOf(reading.actor)}::uuid[]) and k.state <> 'withdrawn')
    order by year limit ${MOST}`.execute(reading.db);
  return rows.map(({ year, recommend_by, since }) => ({ label: `推荐${year}年重点提案，${printedDay(recommend_by)}截止`, href: `/${keySelection.path}/new`, since }));
}

export const keysAwaited: readonly Awaited[] = [
  { title: keySelection.title, what: '推荐', href: `/${keySelection.path}`, whose: units, find: calls },
  { title: keySelection.title, what: '定督办方案', href: `/${keySelection.path}?state=chosen`, whose: countyOffice, find: async (reading) => waiting(await withoutPlan(reading), (row) => row.decided_on) },
  { title: keySelection.title, what: '督办（很久没有活动）', href: `/${keySelection.path}?stage=decided`, whose: supervisors, find: async (reading) => waiting(await neglected(reading), (row) => lastDay(row) || null) },
  { title: keySelection.title, what: '年度小结', href: `/${keySelection.path}?state=supervised`, whose: supervisors, find: async (reading) => waiting(await withoutResult(reading), (row) => row.decided_on) },
];
