import { sql } from 'kysely';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { sector, specialCommittee } from '#institutions/groupings/record.ts';
import { member } from '#institutions/members/record.ts';
import { unit } from '#institutions/units/record.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, createMany, type Effect } from '#platform/records/write.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { happenedOn, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { deedDoneAgain, deedFrom } from '#duties/stations/crossings.ts';
import { dispatch, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';

/** To whom an order is put, as the form sends it. */
export interface Asked {
  member_ids?: string[];
  unit_id?: string;
  sector_id?: string;
  special_committee_id?: string;
}

/** Puts an order to each of them. Answers the new ones. */
export async function putTo(act: Act, row: ServiceOrder, { member_ids = [], unit_id, sector_id, special_committee_id }: Asked): Promise<{ members: string[]; units: string[] }> {
  for (const id of member_ids) await expectThere(act, member, 'member_ids', id);
  await expectThere(act, unit, 'unit_id', unit_id);
  await expectThere(act, sector, 'sector_id', sector_id);
  await expectThere(act, specialCommittee, 'special_committee_id', special_committee_id);
  const open = await dispatchesOf(act, row.id, ['asked', 'accepted']);
  const again = (column: 'member_id' | 'unit_id' | 'sector_id' | 'special_committee_id', id: string) => open.some((one) => one[column] === id);
  const asked: Partial<Dispatch>[] = [
    ...member_ids.filter((id) => !again('member_id', id)).map((id) => ({ member_id: id })),
    ...(unit_id && !again('unit_id', unit_id) ? [{ unit_id }] : []),
    ...(sector_id && !again('sector_id', sector_id) ? [{ sector_id }] : []),
    ...(special_committee_id && !again('special_committee_id', special_committee_id) ? [{ special_committee_id }] : []),
  ];
  if (asked.length === 0) throw invalid({ member_ids: open.length > 0 ? '选的都已经派过，正在等他们接单。' : '请至少选一位委员，或者一个单位、界别、专委会。' });
  const days = await parameterAt(act, 'stations.accept_days', today(act));
  const known = { order_id: row.id, committee_id: row.committee_id, matter: row.matter, place: row.place, sent_on: today(act), days, accept_by: workingDayAfter(await workCalendarOf(act), today(act), days) };
  await createMany<Dispatch>(act, dispatch, asked.map((one) => ({ ...known, ...one })));
  return { members: asked.flatMap((one) => one.member_id ?? []), units: asked.flatMap((one) => one.unit_id ?? []) };
}

/** Of one order, in these states, whoever acts; held for this act. */
async function dispatchesOf(act: Act, orderId: string, states: readonly string[]): Promise<Dispatch[]> {
  const { rows } = await sql<Dispatch>`
    select r.* from dispatches r where r.county_id = ${act.county} and r.order_id = ${orderId} and r.state = any(${[...states]}::text[]) order by r.id for update`.execute(act.db);
  return rows;
}

async function orderOf(act: Act, { order_id }: Dispatch): Promise<ServiceOrder> {
  const { rows } = await sql<ServiceOrder>`select r.* from service_orders r where r.county_id = ${act.county} and r.id = ${order_id} for update`.execute(act.db);
  return rows[0]!;
}

/** The order moves with those who have it; its page tells what they did. */
const follow = (act: Act, row: ServiceOrder, step: 'taken_on' | 'declined' | 'finished' | 'taken_back', values: Partial<ServiceOrder>): Promise<ServiceOrder> =>
  amend<ServiceOrder>(act, serviceOrder, row, values, { step, relation: 'dispatch' });

const answered = (act: Act, row: Dispatch): Partial<Dispatch> => ({ answered_on: today(act), in_time: row.in_time ?? today(act) <= row.accept_by });

const accept: Effect<Dispatch> = async (act, row) => {
  const parent = await orderOf(act, row);
  await follow(act, parent, 'taken_on', { state: 'accepted', accepted_on: parent.accepted_on ?? today(act) });
  return answered(act, row);
};

const decline: Effect<Dispatch> = async (act, row, input: Pick<Dispatch, 'declined_code' | 'declined_note'>) => {
  await withoutThis(act, row, 'declined');
  return { ...input, ...(row.state === 'asked' ? answered(act, row) : {}) };
};

const recall: Effect<Dispatch> = async (act, row) => {
  await withoutThis(act, row, 'taken_back');
};

/** The order without one of those it was put to: with the last of them it waits to be dispatched anew. */
async function withoutThis(act: Act, row: Dispatch, step: 'declined' | 'taken_back'): Promise<void> {
  const parent = await orderOf(act, row);
  const others = (await dispatchesOf(act, parent.id, ['asked', 'accepted', 'done'])).filter(({ id }) => id !== row.id);
  const still = (column: 'member_id' | 'unit_id', id: string) => others.some((one) => one[column] === id);
  const left = { member_ids: parent.member_ids.filter((id) => id !== row.member_id || still('member_id', id)), unit_ids: parent.unit_ids.filter((id) => id !== row.unit_id || still('unit_id', id)) };
  await follow(act, parent, step, { ...left, ...(await standing(act, parent, others)) });
}

/** Where an order stands by those who have it. */
async function standing(act: Act, parent: ServiceOrder, others: readonly Dispatch[]): Promise<Partial<ServiceOrder>> {
  const has = (state: string) => others.some((one) => one.state === state);
  if (has('accepted')) return { state: 'accepted' };
  if (has('done')) return { state: 'done', done_on: others.flatMap(({ done_on }) => done_on ?? []).toSorted().at(-1) ?? today(act) };
  if (has('asked')) return { state: 'dispatched' };
  const days = await parameterAt(act, 'stations.dispatch_days', today(act));
  return { state: 'ordered', clock_from: today(act), days, dispatch_by: workingDayAfter(await workCalendarOf(act), today(act), days) };
}

/** What was done is the member's deed. Those who have not answered need not any more. */
const finish: Effect<Dispatch> = async (act, row, input: { done_on: string; done_place?: string; people?: number; hours?: number; account?: string }) => {
  const done_on = happenedOn(act, 'done_on', input.done_on);
  const parent = await orderOf(act, row);
  if (done_on < parent.ordered_on) throw invalid({ done_on: `早于点单日期（${parent.ordered_on}），请核对。` });
  const others = (await dispatchesOf(act, parent.id, ['asked', 'accepted'])).filter(({ id }) => id !== row.id);
  const inHand = others.some(({ state }) => state === 'accepted');
  if (!inHand) for (const one of others) await amend<Dispatch>(act, dispatch, one, { state: 'recalled' }, { step: 'recall', relation: 'dispatch', reason: '别的人已经办好' });
  const gone = inHand ? [] : others.flatMap(({ member_id }) => member_id ?? []);
  const told = { ...input, done_on };
  const deed_id = row.deed_id ? await deedDoneAgain(act, row.deed_id, told) : row.member_id ? await deedFrom(act, parent, row, told) : null;
  await follow(act, parent, 'finished', { member_ids: parent.member_ids.filter((id) => !gone.includes(id)), ...(inHand ? {} : { state: 'done', done_on }) });
  return { ...input, done_on, deed_id };
};

/** Everything still open of an order is taken back, because there is no order any more. */
export async function recallOpen(act: Act, row: ServiceOrder): Promise<void> {
  for (const one of await dispatchesOf(act, row.id, ['asked', 'accepted'])) {
    await amend<Dispatch>(act, dispatch, one, { state: 'recalled' }, { step: 'recall', relation: 'order', reason: '点单已撤销或不受理' });
  }
}

export async function openAgain(act: Act, row: ServiceOrder): Promise<void> {
  for (const one of await dispatchesOf(act, row.id, ['done'])) {
    await amend<Dispatch>(act, dispatch, one, { state: 'accepted', done_on: null }, { step: 'taken_up_again', relation: 'order', reason: '点单人说没有办好' });
  }
}

export const effects = { accept, decline, recall, finish };
