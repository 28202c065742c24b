import type { Awaited } from '#platform/awaited.ts';
import { holds } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { all, between, is, not, present, when } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { organiser } from '#duties/attending/relations.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';

const MOST = 50;
const organisers = relation('organisers', '组织活动的一方', (actor) => when(holds(actor, 'worker', 'director', 'deputy_director', 'county_office')));

/** Held, people were asked, and nobody said who was there, for longer than the plan gives. */
const unmarked: Awaited = {
  title: inspection.title, what: '登记出席', href: `/${inspection.path}?state=held`, whose: organisers,
  async find(reading) {
    const days = await parameterAt(reading, 'attending.mark_days', today());
    const calendar = await workCalendarOf(reading);
    const rows = await list(reading, inspection, { where: all(organiser<Inspection>().of(reading.actor), is<Inspection>('state', 'held'), not(present<Inspection>('marked_on')), between<Inspection>('held_on', undefined, today())), order: [{ column: 'held_on' }], limit: MOST });
    return rows
      .filter((row) => row.asked_ids.length > 0 && workingDayAfter(calendar, row.until_on ?? row.held_on, days) <= today())
      .map((row) => ({ label: row.topic, href: `/${inspection.path}/${row.id}/attendance`, since: row.until_on ?? row.held_on }));
  },
};

/** Planned, and the day is over: was it held? */
const undecided: Awaited = {
  title: inspection.title, what: '登记已开展，或者取消', href: `/${inspection.path}?state=planned`, whose: organisers,
  async find(reading) {
    const rows = await list(reading, inspection, { where: all(organiser<Inspection>().of(reading.actor), is<Inspection>('state', 'planned'), between<Inspection>('held_on', undefined, today())), order: [{ column: 'held_on' }], limit: MOST });
    return rows.filter((row) => (row.until_on ?? row.held_on) < today()).map((row) => ({ label: row.topic, href: `/${inspection.path}/${row.id}`, since: row.until_on ?? row.held_on }));
  },
};

export const inspectionsAwaited: readonly Awaited[] = [unmarked, undecided];
