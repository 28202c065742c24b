import { sql } from 'kysely';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { committee } from '#institutions/committees/record.ts';
import { withoutKnown, withoutNumbers } from '#platform/people/masking.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { nextNumber } from '#platform/records/numbers.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { happenedOn, today } from '#duties/days.ts';
import { newReceipt } from '#duties/receipt.ts';
import { entryThere, sayOfDeeds } from '#duties/stations/crossings.ts';
import { expectService } from '#duties/stations/kinds/crossings.ts';
import { openAgain, putTo, recallOpen, type Asked } from '#duties/stations/dispatches/actions.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import type { Station } from '#duties/stations/record.ts';

/** Takes an order on, whichever way it came. What tells who ordered stands in its own fields only. */
export async function order(act: Act, values: Partial<ServiceOrder>, how: Circumstances = {}, receipt = newReceipt()): Promise<ServiceOrder> {
  const ordered_on = happenedOn(act, 'ordered_on', values.ordered_on);
  const at = await placeOf(act, values);
  if (values.entry_id && !(await entryThere(act, values.entry_id))) throw invalid({ entry_id: '没有找到这条民情，请从它的页面重新进入。' });
  const kind = await expectService(act, values.kind!, today(act));
  const known = [values.orderer ?? null, values.phone ?? null];
  const bare = (text: string) => withoutKnown(withoutNumbers(text), known);
  return create<ServiceOrder>(act, serviceOrder, {
    ...values, ...at, kind, ordered_on, ...(await dispatchBy(act, ordered_on)), matter: bare(values.matter!), place: bare(values.place!), receipt, number: await nextNumber(act, `service-order/${ordered_on.slice(0, 4)}`),
  }, how);
}

/** The station says the committee; without one it is the committee's own. Read whoever orders. */
async function placeOf(act: Act, { station_id, committee_id }: Partial<ServiceOrder>): Promise<Pick<ServiceOrder, 'committee_id' | 'station_id'>> {
  if (station_id) {
    const at = await openStation(act, station_id);
    if (committee_id && committee_id !== at.committee_id) throw invalid({ station_id: '这个服务站不是所选联络委的，请核对。' });
    return { station_id, committee_id: at.committee_id };
  }
  const { rows } = await sql`select 1 from ${sql.table(committee.table)} where county_id = ${act.county} and id = ${committee_id ?? null} and state = 'established'`.execute(act.db);
  if (rows.length === 0) throw invalid({ committee_id: '请选择“联络委”。' });
  return { committee_id: committee_id!, station_id: null };
}

async function openStation(act: Act, id: string): Promise<Station> {
  const { rows } = await sql<Station>`select r.* from stations r where r.county_id = ${act.county} and r.id = ${id} and r.state = 'open'`.execute(act.db);
  if (!rows[0]) throw invalid({ station_id: '没有找到这个服务站，或者它已经撤销。请另选一个。' });
  return rows[0];
}

/** By which day it is to be dispatched, counted from this one. */
async function dispatchBy(act: Act, from: string): Promise<Pick<ServiceOrder, 'clock_from' | 'days' | 'dispatch_by'>> {
  const days = await parameterAt(act, 'stations.dispatch_days', from);
  return { clock_from: from, days, dispatch_by: workingDayAfter(await workCalendarOf(act), from, days) };
}

export async function correctOrder(act: Act, row: ServiceOrder, values: Partial<ServiceOrder>): Promise<Partial<ServiceOrder>> {
  const { station_id = row.station_id, committee_id = row.committee_id, ordered_on, entry_id: _entry, ...content } = values;
  if (ordered_on && ordered_on !== row.ordered_on) throw invalid({ ordered_on: '点单日期不能改：派单的期限从那天算起。' });
  const kind = await expectService(act, values.kind ?? row.kind, today(act), row.kind);
  return { ...content, kind, ordered_on: row.ordered_on, ...(await placeOf(act, { station_id, committee_id })) };
}

const dispatchTo: Effect<ServiceOrder> = async (act, row, input: Asked) => {
  const asked = await putTo(act, row, input);
  const first = row.dispatched_on === null || row.state === 'ordered';
  return {
    state: row.state === 'accepted' ? 'accepted' : 'dispatched', member_ids: [...new Set([...row.member_ids, ...asked.members])], unit_ids: [...new Set([...row.unit_ids, ...asked.units])],
    ...(first ? { dispatched_on: today(act), in_time: today(act) <= row.dispatch_by } : {}),
  };
};

const forward: Effect<ServiceOrder> = async (act, row, { station_id }: { station_id: string }) => {
  if (station_id === row.station_id) throw invalid({ station_id: '现在就在这个站，请选另一个站。' });
  const at = await openStation(act, station_id);
  return { station_id, committee_id: at.committee_id, forwarded: row.forwarded + 1, ...(await dispatchBy(act, today(act))) };
};

const refuse: Effect<ServiceOrder> = async (act, row, input: Pick<ServiceOrder, 'refused_code' | 'answer'>) => {
  await recallOpen(act, row);
  return { ...input, member_ids: [], unit_ids: [] };
};

const withdraw: Effect<ServiceOrder> = async (act, row) => {
  await recallOpen(act, row);
};

const confirm: Effect<ServiceOrder> = async (act, row, input: { confirmed_by: 'call_back' | 'slip'; satisfaction?: string }) => {
  const confirmed_by = act.actor.receipt ? 'receipt' : input.confirmed_by;
  await sayOfDeeds(act, row, 'done', confirmed_by);
  return { confirmed_on: today(act), confirmed_by, satisfaction: input.satisfaction ? Number(input.satisfaction) : null };
};

/** Not as it was told: the deed says so, and whoever said it was done has it in hand again. */
const deny: Effect<ServiceOrder> = async (act, row) => {
  await sayOfDeeds(act, row, 'not_done', act.actor.receipt ? 'receipt' : 'call_back');
  await openAgain(act, row);
  return { done_on: null };
};

const erase: Effect<ServiceOrder> = async (act, row) => {
  await sql`select erase_orderer(${row.id}::uuid)`.execute(act.db);
  return { orderer: null, phone: null, erased_on: today(act) };
};

export const effects = { dispatch: dispatchTo, forward, refuse, withdraw, confirm, deny, erase };
