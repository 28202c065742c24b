import { sql } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import { reading, transact, type House } from '#platform/records/act.ts';
import { take } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { effects as bookingEffects } from '#duties/stations/bookings/actions.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import { effects as orderEffects } from '#duties/stations/orders/actions.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';

/** So many are erased in one act; what is left over waits for the next working day. */
const AT_ONCE = 200;

const REASON = '保存期限已满，按期清除';

/**
 * Who booked and who ordered falls when the time of a parameter is over: nobody need think of it, and nobody need know a visitor's number half a
 * year later. 《个人信息保护法》第十九条、第四十七条.
 */
export async function eraseWhatIsOver(house: House, county: string, day: string): Promise<void> {
  const due = await reading(house, program(county), async (look) => {
    const months = await parameterAt(look, 'stations.keep_months', day);
    const before = sql`(${day}::date - make_interval(months => ${months}))::date`;
    const bookings = await sql<{ id: string }>`
      select id from bookings where county_id = ${county} and erased_on is null and state = any(${booking.steps.erase.from}::text[]) and day < ${before} order by day limit ${AT_ONCE}`.execute(look.db);
    const orders = await sql<{ id: string }>`
      select id from service_orders where county_id = ${county} and erased_on is null and state = any(${serviceOrder.steps.erase.from}::text[]) and changed_at < ${before} order by changed_at limit ${AT_ONCE}`.execute(look.db);
    return { bookings: bookings.rows, orders: orders.rows };
  });
  if (due.bookings.length + due.orders.length === 0) return;
  await transact(house, program(county), null, async (act) => {
    for (const { id } of due.bookings) await take<Booking>(act, booking, id, 'erase', { reason: REASON, effect: bookingEffects.erase });
    for (const { id } of due.orders) await take<ServiceOrder>(act, serviceOrder, id, 'erase', { reason: REASON, effect: orderEffects.erase });
  });
}
