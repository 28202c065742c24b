import { sql } from 'kysely';
import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import { holds } from '#platform/identity/actor.ts';
import { countyOffice, relation } from '#platform/identity/relations.ts';
import { all, between, is, oneOf, present, when } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { dayBeforeToday } from '#duties/days.ts';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { assistingUnit, leadUnit, sender } from '#duties/opinions/referrals/relations.ts';
import { running } from '#duties/opinions/referrals/words.ts';

/** What waits without being a record's state. Looked up whenever somebody asks: nothing is stored that tomorrow would be wrong. */

/** Nobody works through more than this from a list. */
const MOST = 300;

const inRun = oneOf<Referral>('state', running);
const byDue = [{ column: 'due_on' }] as const;

/** Those whose day is past, of all that the person sees, the oldest day first. */
export const overdue = (reading: Reading): Promise<Referral[]> =>
  list(reading, referral, { where: all(inRun, between<Referral>('due_on', undefined, dayBeforeToday())), order: byDue, limit: MOST });

/** Of the overdue those that the county office presses for: so many working days after the day, and so many after it last did. */
export async function escalated(reading: Reading, rows: readonly Referral[]): Promise<Referral[]> {
  const calendar = await workCalendarOf(reading);
  const days = await parameterAt(reading, 'referral.escalate_days', today());
  const since = ({ due_on, pressed_on }: Referral): string => (pressed_on && pressed_on > due_on ? pressed_on : due_on);
  return rows.filter((row) => workingDayAfter(calendar, since(row), days) <= today());
}

/** Whose sender has to decide: given back, or asking for another day. */
export const undecided = (reading: Reading): Promise<Referral[]> => {
  const asks = all(inRun, present<Referral>('extension_to'));
  const given = is<Referral>('state', 'returned');
  return Promise.all([given, asks].map((where) => list(reading, referral, { where: all<Referral>(sender.of(reading.actor), where), order: byDue, limit: MOST }))).then((found) => found.flat());
};

/** What the person's units have in hand, the nearest day first. */
export const inHand = (reading: Reading): Promise<Referral[]> =>
  list(reading, referral, { where: all(inRun, leadUnit.of(reading.actor)), order: byDue, limit: MOST });

/** What they are asked to countersign, as lead units sent it round. */
export const assistingIn = (reading: Reading): Promise<Referral[]> =>
  list(reading, referral, { where: all(inRun, assistingUnit.of(reading.actor)), order: byDue, limit: MOST });

/** How a unit stands: of what it was handed in all. */
export interface UnitStanding {
  lead_unit_id: string;
  handed: number;
  open: number;
  late: number;
  bounced: number;
  replied: number;
  in_time: number;
}

/** By unit, of those the person sees; withdrawn ones aside. */
export async function unitStandings(reading: Reading): Promise<UnitStanding[]> {
  const { rows } = await sql<UnitStanding>`
    select r.lead_unit_id, count(*)::int as handed, count(*) filter (where ${inRun.sql('r')})::int as open,
      count(*) filter (where ${inRun.sql('r')} and r.due_on < ${today()}::date)::int as late, sum(r.bounced)::int as bounced,
      count(r.replied_on)::int as replied, count(*) filter (where r.on_time)::int as in_time
    from referrals r where ${among(reading, referral)} and r.state <> 'withdrawn'
    group by r.lead_unit_id order by late desc, open desc, handed desc limit ${MOST}`.execute(reading.db);
  return rows;
}

/** Handed over, closed so many months ago, and not asked about since: to be looked at again (回头看). */
export async function toLookBack(reading: Reading): Promise<LedgerEntry[]> {
  const months = await parameterAt(reading, 'look_back.months', today());
  const ripe = sql`r.closed_on + make_interval(months => ${months})`;
  const { rows } = await sql<LedgerEntry>`
    select r.* from ledger_entries r
    where ${among(reading, ledgerEntry)} and r.state = 'closed' and r.referrals > 0 and r.closed_on <= ${today()}::date - make_interval(months => ${months})
      and coalesce(r.called_back_on < ${ripe}, true)
    order by r.closed_on, r.id limit ${MOST}`.execute(reading.db);
  return rows;
}

/** Reported to the county office, which may hand it to units. */
const reportedToCounty = async (reading: Reading): Promise<LedgerEntry[]> => {
  const { rows } = await sql<LedgerEntry>`
    select r.* from ledger_entries r
    where ${among(reading, ledgerEntry)} and r.state = 'in_hand' and r.handling = 'to_county' and r.referrals = 0
    order by r.received_on, r.id limit ${MOST}`.execute(reading.db);
  return rows;
};

const clerks = relation('clerks', '联络委和县政协办公室工作人员', (actor) => when(holds(actor, 'county_office', 'worker', 'director', 'deputy_director')));
const committeeClerks = relation('committee_clerks', '联络委工作人员', (actor) => when(holds(actor, 'worker', 'director', 'deputy_director')));

const asReferral = ({ id, subject }: Referral, since: string): AwaitedOne => ({ label: subject, href: `/${referral.path}/${id}`, since });
const asEntry = ({ id, matter }: LedgerEntry, since: string | null): AwaitedOne => ({ label: headline(matter), href: `/${ledgerEntry.path}/${id}`, since });

export const awaited: readonly Awaited[] = [
  {
    title: referral.title, what: '决定延期申请', href: '/referrals/board', whose: clerks,
    find: async (reading) => (await undecided(reading)).filter(({ extension_to }) => extension_to).map((row) => asReferral(row, dayOf(row.changed_at))),
  },
  { title: referral.title, what: '督办逾期未答复的', href: '/referrals/board', whose: countyOffice, find: async (reading) => (await escalated(reading, await overdue(reading))).map((row) => asReferral(row, row.due_on)) },
  { title: ledgerEntry.title, what: '转办（已报县政协）', href: `/${ledgerEntry.path}?handling=to_county&state=in_hand`, whose: countyOffice, find: async (reading) => (await reportedToCounty(reading)).map((row) => asEntry(row, row.received_on)) },
  { title: ledgerEntry.title, what: '回头看', href: '/look-backs', whose: committeeClerks, find: async (reading) => (await toLookBack(reading)).map((row) => asEntry(row, row.closed_on)) },
];
