import { sql } from 'kysely';
import { receiptHolder } from '#platform/identity/actor.ts';
import { invalid, Repeated } from '#platform/problems.ts';
import { reading, transact, type Act, type House } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { take, type Taking } from '#platform/records/write.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { newReceipt } from '#duties/receipt.ts';
import { program } from '#platform/identity/actor.ts';
import { book } from '#duties/stations/bookings/actions.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import { effects as orderEffects, order } from '#duties/stations/orders/actions.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import { shiftByKey } from '#duties/stations/public/shown.ts';
import type { Station } from '#duties/stations/record.ts';

/** What residents do without an account: each is the act of whoever holds the receipt. */

interface Receipted extends Recorded {
  receipt: string;
}

/** Enters it under a new receipt and answers the receipt; the same request has the same one. */
async function underReceipt<Row extends Receipted>(house: House, county: string, declared: Lifecycle<Row>, request: string | null, work: (act: Act, receipt: string) => Promise<unknown>): Promise<string> {
  const receipt = newReceipt();
  try {
    await transact(house, receiptHolder(county, receipt), request, (act) => work(act, receipt));
    return receipt;
  } catch (error) {
    if (!(error instanceof Repeated) || error.record !== declared.name) throw error;
    const row = await reading(house, program(county), (look) => find(look, declared, error.id));
    return row!.receipt;
  }
}

export async function bookAsResident(house: House, county: string, at: Station, key: string, visitor: Partial<Booking>, request: string | null): Promise<string> {
  const shift = await reading(house, program(county), (look) => shiftByKey(look, at, key));
  if (!shift) throw invalid({ '': '没有找到这一班，可能已经取消。请另选一班。' });
  return underReceipt<Booking>(house, county, booking, request, (act, receipt) => book(act, { ...visitor, shift_id: shift.id, way: 'page' }, {}, receipt));
}

export const orderAsResident = (house: House, county: string, at: Station, asked: Partial<ServiceOrder>, request: string | null): Promise<string> =>
  underReceipt<ServiceOrder>(house, county, serviceOrder, request, (act, receipt) => order(act, { ...asked, station_id: at.id, way: 'page' }, {}, receipt));

/** A step of the record that the receipt opens; the same request twice is one act. */
async function takeWith<Row extends Receipted>(house: House, county: string, declared: Lifecycle<Row>, receipt: string, step: string, request: string | null, taking: Taking<Row> = {}): Promise<void> {
  await transact(house, receiptHolder(county, receipt), request, async (act) => {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(declared.table)} where county_id = ${county} and receipt = ${receipt}`.execute(act.db);
    await take<Row>(act, declared, rows[0]?.id ?? '', step, taking);
  }).catch((error: unknown) => {
    if (!(error instanceof Repeated)) throw error;
  });
}

export const cancelBooking = (house: House, county: string, receipt: string, request: string | null) => takeWith<Booking>(house, county, booking, receipt, 'cancel', request);
export const withdrawOrder = (house: House, county: string, receipt: string, request: string | null) => takeWith<ServiceOrder>(house, county, serviceOrder, receipt, 'withdraw', request, { effect: orderEffects.withdraw });
export const confirmOrder = (house: House, county: string, receipt: string, satisfaction: string | undefined, request: string | null) =>
  takeWith<ServiceOrder>(house, county, serviceOrder, receipt, 'confirm', request, { input: { confirmed_by: 'receipt', satisfaction }, effect: orderEffects.confirm });
export const denyOrder = (house: House, county: string, receipt: string, reason: string, request: string | null) =>
  takeWith<ServiceOrder>(house, county, serviceOrder, receipt, 'deny', request, { reason, effect: orderEffects.deny });
