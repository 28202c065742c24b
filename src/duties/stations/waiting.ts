import { sql } from 'kysely';
import type { Awaited } from '#platform/awaited.ts';
import { holds } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { when } from '#platform/predicate.ts';
import { among } from '#platform/records/read.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';

const clerks = relation('clerks', '联络委和县政协办公室工作人员', (actor) => when(holds(actor, 'county_office', 'worker', 'director', 'deputy_director')));

/** Nobody works through more from a list. */
const MOST = 200;

/** Who booked a shift that does not take place must be told: the visitor is on the way already. */
export const bookingsAdrift: Awaited = {
  title: booking.title, what: '打电话改约（那一班不值了）', href: `/${booking.path}?state=booked`, whose: clerks,
  async find(reading) {
    const { rows } = await sql<Booking>`
      select r.* from bookings r join duty_shifts s on s.county_id = r.county_id and s.id = r.shift_id
      where ${among(reading, booking)} and r.state = 'booked' and s.state in ('cancelled', 'missed') order by r.day, r.id limit ${MOST}`.execute(reading.db);
    return rows.map((row) => ({ label: booking.nameOf(row), href: `/${booking.path}/${row.id}`, since: row.day }));
  },
};
