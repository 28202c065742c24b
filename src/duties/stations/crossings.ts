import { sql } from 'kysely';
import { confirmDeed, enterDeed } from '#duties/deeds/facts.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { program } from '#platform/identity/actor.ts';
import { withoutNumbers } from '#platform/people/masking.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import type { Beside } from '#platform/beside.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import type { Dispatch } from '#duties/stations/dispatches/record.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';

/** Where a station meets the other duties: what a member did for an order is a deed, what a resident told may become an order. */

export const DEEDS = `/${deed.path}`;
export const LEDGER = `/${ledgerEntry.path}`;

/** On the page of a ledger entry: the orders that came of it, and for those who may, how one is made. A grievance is nobody's order. */
export const ordersOfEntry: Beside<LedgerEntry> = {
  record: ledgerEntry.name,
  title: '服务点单',
  async find(reading, { id, committee_id, about_unit_id, about_person, state }) {
    const made = await list(reading, serviceOrder, { where: is<ServiceOrder>('entry_id', id), limit: MOST_ORDERS });
    const may = !about_unit_id && !about_person && ['received', 'in_hand'].includes(state) && !mayCreate(serviceOrder, reading.actor, { committee_id, way: 'ledger' } as ServiceOrder);
    return [
      ...made.map((row) => ({ label: serviceOrder.nameOf(row), href: `/${serviceOrder.path}/${row.id}`, about: serviceOrder.states[row.state as 'done'].label })),
      ...(may ? [{ label: '请委员提供服务（转成点单）', href: `/${serviceOrder.path}/new?entry=${id}` }] : []),
    ];
  },
};

/** So many orders nobody makes of one entry. */
const MOST_ORDERS = 20;

/** What whoever did it tells. */
interface Told {
  done_on: string;
  done_place?: string;
  people?: number;
  hours?: number;
  account?: string;
}

/** The deed of the member who did it: typed once, where it was done. */
export async function deedFrom(act: Act, order: ServiceOrder, { member_id, matter }: Dispatch, told: Told): Promise<string> {
  const made = await enterDeed(act, {
    member_id, deed: matter.slice(0, 200), kind: order.kind, done_on: told.done_on, village: (told.done_place ?? order.place).slice(0, 100),
    beneficiaries: told.people ?? null, hours: told.hours || null, account: told.account ?? null, order_id: order.id, station_id: order.station_id,
  }, {});
  return made.id;
}

/** What was not done, said whoever ordered it, and is done now: the same deed, with the day and the people of this time. */
export async function deedDoneAgain(act: Act, id: string, told: Told): Promise<string> {
  const { rows: [row] } = await sql<Deed>`select r.* from deeds r where r.county_id = ${act.county} and r.id = ${id} for update`.execute(act.db);
  if (row!.state === 'recorded') {
    await amend<Deed>(act, deed, row!, { done_on: told.done_on, beneficiaries: told.people ?? row!.beneficiaries, hours: told.hours || row!.hours, account: told.account ?? row!.account }, { step: 'correct', relation: 'consequence', reason: '点单人说没有办好，重新办了' });
  }
  return id;
}

const ways = { receipt: 'code', call_back: 'call', slip: 'slip' } as const;

/**
 * Who ordered it was helped: the word on the order is the word on each deed that was done for it. The holder of a receipt stands in no relation to a
 * deed, so it is written by the program in the same act; from which device it came is looked at as with any other code.
 */
export async function sayOfDeeds(act: Act, order: ServiceOrder, said: 'done' | 'not_done', by: keyof typeof ways): Promise<void> {
  const { rows } = await sql<Deed>`
    select r.* from deeds r join dispatches d on d.county_id = r.county_id and d.deed_id = r.id
    where d.county_id = ${act.county} and d.order_id = ${order.id} and d.state = 'done' and r.state in ('recorded', 'verified') order by r.id for update of r`.execute(act.db);
  const writing = by === 'receipt' ? { ...act, actor: { ...program(act.county), from: act.actor.from } } : act;
  for (const row of rows) await confirmDeed(writing, row, { said }, { way: ways[by], answered_by: '点单人', orderId: order.id });
}

/** What an order begins with that a ledger entry asks for: its matter without numbers, its place, and where it came from. */
export async function orderFromEntry(reading: Reading, id: string): Promise<Record<string, string | undefined> | undefined> {
  const entry: LedgerEntry | undefined = await find(reading, ledgerEntry, id);
  return entry && { entry_id: entry.id, committee_id: entry.committee_id, matter: withoutNumbers(entry.matter).slice(0, 500), place: entry.place ?? undefined, way: 'ledger', orderer_kind: 'resident' };
}

/** How a page names the entry from which an order came; undefined for those who do not see it. */
export async function entryNamed(reading: Reading, id: string | null): Promise<{ label: string; href: string } | undefined> {
  const entry = id ? await find(reading, ledgerEntry, id) : undefined;
  return entry && { label: headline(entry.matter), href: `${LEDGER}/${entry.id}` };
}

export const entryThere = async (reading: Reading, id: string): Promise<boolean> => (await find(reading, ledgerEntry, id)) !== undefined;
