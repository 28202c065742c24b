import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import { committeesServed, holds } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { all, any, between, is, not, oneOf, present, when, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { kindOf, needsApproval } from '#duties/consultations/kinds.ts';
import { leadsOf, leadTimesOn, type LeadName } from '#duties/consultations/leads.ts';
import { consultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';
import { venue, type Venue } from '#duties/consultations/venues/record.ts';

const MOST = 200;
const MONTH_MS = 30.44 * 86_400_000;

const staff = relation('committee_staff', '联络委工作人员', (actor) => when(holds(actor, 'worker', 'director', 'deputy_director')));
const staffOrOffice = relation('topic_staff', '选议题的人', (actor) => when(holds(actor, 'county_office', 'worker', 'director', 'deputy_director')));

/** The own committees. */
const own = <Row>({ actor }: Reading): Predicate<Row> => oneOf<Row>('committee_id' as keyof Row & string, committeesServed(actor, 'worker', 'director', 'deputy_director'));

/** What is to be sent before a consultation and is not, from some working days before its last day on. */
const unsent = (name: LeadName) => async (reading: Reading): Promise<AwaitedOne[]> => {
  const day = today();
  const rows = await list<Consultation>(reading, consultation, {
    where: all(own<Consultation>(reading), oneOf<Consultation>('state', ['planned', 'convened']), is<Consultation>('precision', 'day'), between<Consultation>('held_on', day, undefined)), order: [{ column: 'held_on' }], limit: MOST,
  });
  if (rows.length === 0) return [];
  const [times, calendar] = [await leadTimesOn(reading, day), await workCalendarOf(reading)];
  const soon = workingDayAfter(calendar, day, await parameterAt(reading, 'light.near_days', day));
  return rows.flatMap((row) => {
    const lead = leadsOf(row, times[kindOf(row.kind)], calendar, day).find((one) => one.name === name);
    return lead && !lead.done && lead.due <= soon ? [{ label: row.topic, href: `/${consultation.path}/${row.id}`, since: lead.due }] : [];
  });
};

/** Chosen, needs the Party committee's word, and is in no request yet. The county's pool is the office's. */
async function toRequest(reading: Reading): Promise<AwaitedOne[]> {
  const pool = any(own<Topic>(reading), all(when(holds(reading.actor, 'county_office')), not(present<Topic>('committee_id'))));
  const rows = await list<Topic>(reading, topic, { where: all(pool, is<Topic>('state', 'chosen'), not(present<Topic>('plan_id'))), order: [{ column: 'decided_on' }], limit: MOST });
  const asked = new Map(await Promise.all(['topical', 'sector', 'grassroots'].map(async (kind) => [kind, await needsApproval(reading, kind, today())] as const)));
  return rows.filter(({ kind }) => asked.get(kindOf(kind))).map((row) => ({ label: row.title, href: `/${consultationPlan.path}/new?topic=${row.id}`, since: row.decided_on }));
}

/** Never looked at against the standard, or too long ago. */
async function uncheckedVenues(reading: Reading): Promise<AwaitedOne[]> {
  const months = await parameterAt(reading, 'venues.check_months', today());
  const since = dayOf(new Date(Date.now() - months * MONTH_MS));
  const rows = await list<Venue>(reading, venue, { where: all(own<Venue>(reading), is<Venue>('state', 'in_use')), order: [{ column: 'name' }], limit: MOST });
  return rows.filter(({ checked_on }) => checked_on === null || checked_on < since).map((row) => ({ label: row.name, href: `/${venue.path}/${row.id}`, since: row.checked_on }));
}

export const consultationsAwaited: readonly Awaited[] = [
  { title: consultation.title, what: '发通知', href: `/${consultation.path}?state=planned`, whose: staff, find: unsent('notice') },
  { title: consultation.title, what: '送材料', href: `/${consultation.path}?state=convened`, whose: staff, find: unsent('materials') },
  { title: topic.title, what: '写请示', href: `/${topic.path}?state=chosen`, whose: staffOrOffice, find: toRequest },
  { title: venue.title, what: '对照标准检查', href: `/${venue.path}`, whose: staff, find: uncheckedVenues },
];
