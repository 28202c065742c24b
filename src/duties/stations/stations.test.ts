import { createHash } from 'node:crypto';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseStringPromise } from 'xml2js';
import { slices } from '#county.ts';
import { countFigures } from '#platform/figures/count.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { workCalendar } from '#platform/working-days.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { book } from '#duties/stations/bookings/actions.ts';
import { booking, bookingFields, type Booking } from '#duties/stations/bookings/record.ts';
import { dispatch, doneFields, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { eraseWhatIsOver } from '#duties/stations/erasing.ts';
import { figures } from '#duties/stations/facts.ts';
import { newsFields, newsItem } from '#duties/stations/news/record.ts';
import { order } from '#duties/stations/orders/actions.ts';
import { orderFields, serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import { station, stationFields, type Station } from '#duties/stations/record.ts';
import { shiftsBy } from '#duties/stations/shifts/planning.ts';
import { dutyShift, shiftFields, type DutyShift } from '#duties/stations/shifts/record.ts';
import { visitorsReceived } from '#duties/stations/shifts/visitors.ts';
import { shiftSwap, swapFields } from '#duties/stations/swaps/record.ts';
import { hourTyped } from '#duties/stations/words.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { several } from '../../../test/samples.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let [clerk, member, second, office]: Visitor[] = [];
let at: Station;
/** Somebody from the street, without a session. */
const ask = (path: string, more: RequestInit = {}) => office!.fetch(path, { ...more, headers: { cookie: '', ...more.headers } });
const posted = (path: string, fields: Record<string, string>) => ask(path, { method: 'POST', body: new URLSearchParams(fields) });
const row = <Row extends { id: string }>(declared: Lifecycle<any>, id: string): Promise<Row> => reading(county.house, county.cast.office, (look) => get<any>(look, declared, id)) as Promise<any>;

beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices);
  clerk = await as({ role: 'worker', committee: county.here.committee });
  office = await as({ role: 'county_office' });
  member = await as({ person: county.here.person });
  second = await as({ person: county.there.person });
  at = (await clerk.send('/stations', { committee_id: county.here.committee, name: '白石镇委员服务站', kind: 'station', address: '政府一楼', opened_on: '2025-01-01', phone: '08551234567' })).body;
}, 120_000);
afterAll(() => county?.drop());

const declaredAll = [station, dutyShift, shiftSwap, booking, serviceOrder, dispatch, newsItem] as const;
const samples = (of: typeof own) => ({
  committee_id: of.committee, station_id: 's', member_ids: [of.member], unit_ids: [of.unit], member_id: of.member, unit_id: of.unit, taker_id: of.member, author_id: of.person, day: '2025-01-01', way: 'telephone', receipt: 'AAAA2222',
});

test.each(declaredAll.map((one) => [one.title, one] as const))('%s: who may do what in which state', (_title, declared) => {
  // An order moves with those to whom it was put: no step of its own leads there.
  expect(faultsOfPath(declared as Lifecycle<any>, declared === serviceOrder ? ['dispatched', 'accepted', 'done'] : [])).toEqual([]);
  expect(matrix(declared as Lifecycle<any>, { 'of the own committee and person': samples(own), 'of another': samples(other) })).toMatchSnapshot();
});

const lists = { member_ids: [[own.member], [other.member], []], unit_ids: [[own.unit], []], committee_id: [own.committee, other.committee], receipt: ['AAAA2222', 'BBBB3333'], way: ['page', 'telephone'], author_id: [own.person, other.person, null] };
test.each([
  [station, stationFields, ['committee_id']], [dutyShift, shiftFields, ['committee_id', 'member_ids']], [shiftSwap, swapFields, ['committee_id']], [booking, bookingFields, ['committee_id', 'member_ids', 'receipt', 'way']],
  [serviceOrder, orderFields, ['member_ids', 'unit_ids', 'receipt', 'way']], [dispatch, doneFields, ['committee_id']], [newsItem, newsFields, ['author_id']],
] as const)('relations and figures mean the same in memory and in SQL', (declared, fields, columns) => expectRelationsAgree(county.house, declared as Lifecycle<any>, fields, {
  columns: Object.fromEntries(columns.map((name) => [name, lists[name]])), conditions: Object.fromEntries(figures.filter((one) => one.record === declared.name).map((one) => [one.name, one.where])),
}));

describe('a rota by rule', () => {
  const days = fc.integer({ min: 0, max: 600 }).map((n) => daysLater('2025-01-01', n));
  const rules = fc.record({
    from: days, length: fc.integer({ min: 0, max: 120 }), weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), members: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1 }), each: fc.integer({ min: 1, max: 6 }),
  });

  test('falls only on the chosen days, nobody twice at one shift, and nobody serves more than once oftener than another', () => {
    fc.assert(fc.property(rules, ({ from, length, weekdays, members, each }) => {
      const made = shiftsBy({ from, to: daysLater(from, length), weekdays, starts: '09:00', ends: '11:00', members, each });
      for (const { day, member_ids } of made) {
        expect(weekdays).toContain(new Date(day).getUTCDay());
        expect(new Set(member_ids).size).toBe(member_ids.length);
        expect(member_ids).toHaveLength(Math.min(each, members.length));
      }
      const turns = members.map((one) => made.filter(({ member_ids }) => member_ids.includes(one)).length);
      expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
    }));
  });

  test('leaves out holidays, keeps the Saturdays that were asked for, and goes on after whoever served last', () => {
    const working = workCalendar([{ year: 2025, off: ['2025-10-01', '2025-10-02'], worked: ['2025-10-11'] }]);
    const rule = { from: '2025-10-01', to: '2025-10-11', weekdays: [3, 4, 6], starts: '09:00', ends: '11:00', members: ['a', 'b', 'c'], each: 1 };
    expect(shiftsBy({ ...rule, working, after: 'b' }).map(({ day, member_ids }) => [day, ...member_ids])).toEqual([['2025-10-04', 'c'], ['2025-10-08', 'a'], ['2025-10-09', 'b'], ['2025-10-11', 'c']]);
    expect(shiftsBy(rule)).toHaveLength(6);
  });

  test.each([['9:00', '09:00'], ['９：３０', '09:30'], ['14点', '14:00'], ['14点30分', '14:30'], ['25:00', undefined], ['上午', undefined], ['9:75', undefined]])('%s is read as %s', (typed, read) => expect(hourTyped(typed)).toBe(read));
});

const soon = daysLater(today(), 3);
let hour = 6;
/** A shift of its own hour, so that no two are in each other's way. */
async function shift(values: object = {}): Promise<DutyShift> {
  hour += 1;
  const made = await clerk!.send('/duty-shifts', { station_id: at.id, day: soon, starts: `${hour}:00`, ends: `${hour}:50`, member_ids: [county.here.member], service: 'legal', ...values });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

describe('shifts', () => {
  test('of a rule are drafts that members do not see, until one click publishes them all', async () => {
    const from = daysLater(today(), 40);
    const made = await clerk!.send(`/stations/${at.id}/planning`, { from, to: daysLater(from, 20), weekdays: [1, 3], starts: '9:00', ends: '11:00', member_ids: [county.here.member, county.there.member], each: 1, service: 'policy', working: false });
    expect(made).toMatchObject({ status: 201, body: { planned: 6 } });
    const first = made.body.shifts[0].id;
    expect((await second!.json(`/duty-shifts/${made.body.shifts.find(({ member_ids }: DutyShift) => !member_ids.includes(county.there.member)).id}`)).status).toBe(404);
    expect((await clerk!.send(`/stations/${at.id}/shift-publication`, {})).body).toEqual({ published: 6 });
    expect(await row<DutyShift>(dutyShift, first)).toMatchObject({ state: 'planned' });
    expect((await second!.json(`/duty-shifts/${first}`)).status).toBe(200);
    expect((await member!.send(`/stations/${at.id}/planning`, { from, to: from, weekdays: [1], starts: '9:00', ends: '10:00', member_ids: [county.here.member], each: 1, service: 'policy', working: false })).status).toBe(403);
  });

  test('do not let one person be in two places, and say so', async () => {
    const one = await shift();
    const again = await clerk!.send('/duty-shifts', { station_id: at.id, day: soon, starts: `${hour}:30`, ends: `${hour}:59`, member_ids: [county.here.member], service: 'legal' });
    expect(again).toMatchObject({ status: 422, body: { fields: { member_ids: expect.stringContaining('时间重叠') } } });
    expect((await clerk!.send('/duty-shifts', { station_id: at.id, day: soon, starts: one.starts, ends: one.ends, member_ids: [county.there.member], service: 'legal' })).body.fields.starts).toContain('已经排了一班');
  });

  test('are told of when the day has come, and not before', async () => {
    const one = await shift();
    expect((await member!.send(`/duty-shifts/${one.id}/holding`, { visitors: 3 })).body.detail).toContain('到了那天');
    const [past] = await county.act((act) => createMany<DutyShift>(act, dutyShift, [{ station_id: at.id, committee_id: at.committee_id, day: '2025-06-04', starts: '09:00', ends: '11:00', member_ids: [county.here.member], service: 'legal', state: 'planned' }]));
    expect((await second!.send(`/duty-shifts/${past!.id}/holding`, { visitors: 3 })).status).toBe(403);
    expect((await member!.send(`/duty-shifts/${past!.id}/holding`, { visitors: 3, done: '解答两户承包地的问题' })).body).toMatchObject({ state: 'held', visitors: 3 });
  });

  test('are swapped when the other agrees, and whoever booked is received by whoever serves', async () => {
    const [mine, theirs] = [await shift(), await shift({ member_ids: [county.there.member] })];
    const booked = await clerk!.send('/bookings', { shift_id: mine.id, name: '石大姐', phone: '13812345678', way: 'telephone' });
    const asked = await member!.send('/shift-swaps', { shift_id: mine.id, member_id: county.here.member, taker_id: county.there.member, other_shift_id: theirs.id });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    expect((await member!.send(`/shift-swaps/${asked.body.id}/agreement`, {})).status).toBe(403);
    expect((await second!.send(`/shift-swaps/${asked.body.id}/agreement`, {})).body).toMatchObject({ state: 'agreed' });
    expect((await row<DutyShift>(dutyShift, mine.id)).member_ids).toEqual([county.there.member]);
    expect((await row<DutyShift>(dutyShift, theirs.id)).member_ids).toEqual([county.here.member]);
    expect((await row<Booking>(booking, booked.body.id)).member_ids).toEqual([county.there.member]);
    expect((await second!.json(`/bookings/${booked.body.id}`)).body).toMatchObject({ name: '石大姐', phone: '13812345678' });
    expect((await member!.json(`/bookings/${booked.body.id}`)).status).toBe(404);
  });
});

describe('a booking', () => {
  test('is made without an account, has room or not, and is cancelled by its receipt', async () => {
    const one = await shift();
    const path = `/p/test/stations/${at.code}/booking`;
    const visitor = { shift: `${one.day}T${one.starts}`, name: '石大姐', phone: '13812345678', matter: '宅基地' };
    const page = await (await ask(`${path}?shift=${visitor.shift}`)).text();
    expect(page).toContain('约上');
    expect(page).not.toContain(one.id);
    const answer = await posted(path, visitor);
    expect(answer.status).toBe(303);
    const receipt = new URL(answer.headers.get('location')!, 'http://localhost').searchParams.get('receipt')!;
    const status = `/p/test/stations/status?receipt=${receipt}`;
    expect(await (await ask(status)).text()).toContain('已约上');
    for (let n = 0; n < 7; n += 1) await county.act((act) => book(act, { shift_id: one.id, name: '某', phone: '13800000000', way: 'telephone' }));
    const full = await posted(path, visitor);
    expect([full.status, await full.text()]).toEqual([422, expect.stringContaining('约满')]);
    expect((await posted('/p/test/stations/status/cancellation', { receipt })).status).toBe(303);
    expect(await (await ask(status)).text()).toContain('预约已取消');
    expect((await posted(path, { ...visitor, phone: '12' })).status).toBe(422);
    expect((await posted(path, { ...visitor, website: 'x' })).status).toBe(422);
    expect((await posted(path, { ...visitor, shift: '2025-01-01T09:00' })).status).toBe(422);
  });

  test('falls by rule: no version of it and no line of the journal knows who it was', async () => {
    const one = await shift();
    const made = await clerk!.send('/bookings', { shift_id: one.id, name: '欧阳石匠', phone: '13987654321', matter: '林地纠纷', way: 'telephone' });
    await clerk!.send(`/bookings/${made.body.id}/cancellation`, {});
    await eraseWhatIsOver(county.house, county.id, today());
    expect((await row<Booking>(booking, made.body.id)).name).toBe('欧阳石匠');
    await eraseWhatIsOver(county.house, county.id, daysLater(today(), 300));
    expect(await row<Booking>(booking, made.body.id)).toMatchObject({ name: null, phone: null, matter: null, state: 'cancelled' });
    const { rows } = await reading(county.house, county.cast.office, (look) => sql<{ kept: string }>`
      select string_agg(t.kept, '') as kept from (select bookings::text as kept from bookings union all select bookings_history::text from bookings_history union all select content from journal) t`.execute(look.db));
    expect(rows[0]!.kept).toContain('石大姐');
    expect(rows[0]!.kept).not.toMatch(/欧阳石匠|13987654321/u);
  });
});

describe('an order', () => {
  const asked = { kind: 'clinic', matter: '给石板村老人量血压，电话13812345678', place: '石板村', orderer_kind: 'village', orderer: '石支书', phone: '13812345678', wanted: '赶集日' };
  async function ordered(): Promise<{ receipt: string; id: string }> {
    const answer = await ask(`/api/v1/p/test/stations/${at.code}/order`, { method: 'POST', body: JSON.stringify(asked), headers: { 'content-type': 'application/json' } });
    expect(answer.status, await answer.clone().text()).toBe(201);
    const { receipt } = (await answer.json()) as { receipt: string };
    const [found] = await reading(county.house, county.cast.office, (look) => list<ServiceOrder>(look, serviceOrder, { where: is<ServiceOrder>('receipt', receipt), limit: 1 }));
    return { receipt, id: found!.id };
  }
  const dispatchesOf = (id: string) => reading(county.house, county.cast.office, (look) => list<Dispatch>(look, dispatch, { where: is<Dispatch>('order_id', id), order: [{ column: 'sent_on' }], limit: 20 }));
  const of = async (id: string, who: string) => (await dispatchesOf(id)).find(({ member_id }) => member_id === who)!;

  test('goes from a page to two members: one declines, one does it, who ordered it confirms, and there is one deed', async () => {
    const { receipt, id } = await ordered();
    expect(await row<ServiceOrder>(serviceOrder, id)).toMatchObject({ state: 'ordered', matter: expect.not.stringContaining('13812345678'), committee_id: county.here.committee });
    expect((await member!.json(`/service-orders/${id}`)).status).toBe(404);
    expect((await clerk!.send(`/service-orders/${id}/dispatching`, { member_ids: [county.here.member, county.there.member] })).body).toMatchObject({ state: 'dispatched', in_time: true });
    expect((await clerk!.send(`/service-orders/${id}/dispatching`, { member_ids: [county.here.member] })).body.fields.member_ids).toContain('已经派过');
    expect((await member!.json(`/service-orders/${id}`)).body).not.toHaveProperty('phone');
    expect((await member!.send(`/dispatches/${(await of(id, county.here.member)).id}/refusal`, { declined_code: 'busy' })).body).toMatchObject({ state: 'declined' });
    expect((await member!.json(`/service-orders/${id}`)).status).toBe(404);
    const { id: taken } = await of(id, county.there.member);
    expect((await second!.send(`/dispatches/${taken}/acceptance`, {})).body).toMatchObject({ state: 'accepted', in_time: true });
    expect((await second!.json(`/service-orders/${id}`)).body).toMatchObject({ phone: '13812345678' });
    const status = async () => (await (await ask(`/api/v1/p/test/stations/status?receipt=${receipt}`)).json()) as { state: string; who: string[] };
    expect(await status()).toMatchObject({ state: 'accepted', who: ['杨小河'] });
    expect(JSON.stringify(await status())).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|石大山|13812345678/u);
    const done = await second!.send(`/dispatches/${taken}/finishing`, { done_on: today(), people: 23, hours: 3, account: '量血压23人' });
    expect(done.body, JSON.stringify(done.body)).toMatchObject({ state: 'done' });
    expect(await row<ServiceOrder>(serviceOrder, id)).toMatchObject({ state: 'done', done_on: today() });
    expect((await clerk!.get(`/service-orders/${id}`)).text).toMatch(/办好（已办，待确认）[\s\S]*接单（办理中）/u);
    expect(await row<Deed>(deed, done.body.deed_id)).toMatchObject({ member_id: county.there.member, beneficiaries: 23, order_id: id, station_id: at.id, kind: 'clinic', confirmation: null });
    expect((await posted('/p/test/stations/status/confirmation', { receipt, satisfaction: '5' })).status).toBe(303);
    expect(await row<ServiceOrder>(serviceOrder, id)).toMatchObject({ state: 'confirmed', confirmed_by: 'receipt', satisfaction: 5 });
    expect(await row<Deed>(deed, done.body.deed_id)).toMatchObject({ confirmation: 'done', confirmed_n: 1 });
  });

  test('that was not done is done again, and is still one deed', async () => {
    const { receipt, id } = await ordered();
    await clerk!.send(`/service-orders/${id}/dispatching`, { member_ids: [county.there.member] });
    const { id: taken } = await of(id, county.there.member);
    await second!.send(`/dispatches/${taken}/acceptance`, {});
    const first = await second!.send(`/dispatches/${taken}/finishing`, { done_on: today(), people: 2 });
    expect((await posted('/p/test/stations/status/denial', { receipt })).status).toBe(422);
    expect((await posted('/p/test/stations/status/denial', { receipt, reason: '只来了一会儿' })).status).toBe(303);
    expect(await row<ServiceOrder>(serviceOrder, id)).toMatchObject({ state: 'accepted', done_on: null });
    expect(await row<Deed>(deed, first.body.deed_id)).toMatchObject({ confirmation: 'not_done', confirmed_n: 1, beneficiaries: 2 });
    expect((await office!.send(`/deeds/${first.body.deed_id}/verification`, {})).status).toBe(422);
    const again = await second!.send(`/dispatches/${taken}/finishing`, { done_on: today(), people: 9 });
    expect(again.body.deed_id).toBe(first.body.deed_id);
    expect(await row<Deed>(deed, first.body.deed_id)).toMatchObject({ confirmation: 'not_done', beneficiaries: 9 });
    await posted('/p/test/stations/status/confirmation', { receipt });
    expect(await row<Deed>(deed, first.body.deed_id)).toMatchObject({ confirmation: 'done', confirmed_n: 1 });
  });

  test('that everybody declined waits to be dispatched anew, with a day of its own', async () => {
    const { id } = await ordered();
    await clerk!.send(`/service-orders/${id}/dispatching`, { member_ids: [county.here.member] });
    await member!.send(`/dispatches/${(await of(id, county.here.member)).id}/refusal`, { declined_code: 'far' });
    expect(await row<ServiceOrder>(serviceOrder, id)).toMatchObject({ state: 'ordered', member_ids: [], clock_from: today() });
    expect((await clerk!.send(`/service-orders/${id}/dispatching`, { member_ids: [], unit_id: county.here.unit })).body).toMatchObject({ state: 'dispatched', unit_ids: [county.here.unit] });
  });

  test('is refused with a reason and words, and everything open is taken back', async () => {
    const { receipt, id } = await ordered();
    await clerk!.send(`/service-orders/${id}/dispatching`, { member_ids: [county.here.member] });
    expect((await clerk!.send(`/service-orders/${id}/refusal`, { refused_code: 'other_channel' })).status).toBe(422);
    expect((await clerk!.send(`/service-orders/${id}/refusal`, { refused_code: 'other_channel', answer: '请找卫生院' })).body).toMatchObject({ state: 'refused' });
    expect((await dispatchesOf(id)).map(({ state }) => state)).toEqual(['recalled']);
    expect(await (await ask(`/p/test/stations/status?receipt=${receipt}`)).text()).toContain('请找卫生院');
  });

  test('of a station of another committee is not dispatched here, and goes there when it is forwarded', async () => {
    const there = await office!.send('/stations', { committee_id: county.there.committee, name: '小河乡委员工作室', kind: 'studio', opened_on: '2025-01-01' });
    const { id } = await ordered();
    expect((await clerk!.send(`/service-orders/${id}/forwarding`, { station_id: there.body.id, reason: '是小河乡的村' })).status).toBe(200);
    expect(await row<ServiceOrder>(serviceOrder, id)).toMatchObject({ committee_id: county.there.committee, forwarded: 1 });
    expect((await clerk!.json(`/service-orders/${id}`)).status).toBe(404);
  });
});

test('thirty from one address come in freely, then each brings solved work; without it the form says to wait', async () => {
  const path = `/p/test/stations/${at.code}/order`;
  const asked = { kind: 'legal', matter: '看合同', place: '村里', orderer_kind: 'resident', orderer: '某', phone: '13800000000' };
  let answer = await posted(path, asked);
  for (let n = 0; n < 40 && answer.status === 303; n += 1) answer = await posted(path, asked);
  expect(answer.status).toBe(429);
  expect(await answer.text()).toMatch(/data-wanted[\s\S]*请过10分钟再试/u);
  const { challenge, bits } = (await (await ask('/api/v1/r/test/puzzle')).json()) as { challenge: string; bits: number };
  let proof = 0;
  while (createHash('sha256').update(`${challenge}:${proof}`).digest().readUInt32BE(0) >>> (32 - bits) !== 0) proof += 1;
  expect((await posted(path, { ...asked, puzzle: challenge, proof: String(proof) })).status).toBe(303);
  expect((await posted(path, { ...asked, puzzle: challenge, proof: String(proof) })).status).toBe(429);
});

describe('feeds', () => {
  test('a station\'s shifts are read by two calendar programs, and no id stands in them', async () => {
    const text = await (await ask(`/p/test/stations/${at.code}/calendar.ics`)).text();
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(events.length).toBeGreaterThan(3);
    expect(events.every(({ summary }) => summary.startsWith('委员值班：'))).toBe(true);
    expect(Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT')).toHaveLength(events.length);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/u);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  test('a member\'s own calendar holds the shifts in which the member serves and the visits to which the member is asked, and no others', async () => {
    const visit = { committee_id: county.there.committee, topic: '饮水', kind: 'research', held_on: today() };
    const [asked] = await county.act((act) => createMany<Inspection>(act, inspection, [{ ...visit, asked_ids: [county.here.member] }, { ...visit, topic: '道路', asked_ids: [county.there.member] }]));
    const made = await member!.send('/duty-calendar/feed', {});
    const text = await (await ask(new URL(made.body.address).pathname)).text();
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const rows = await reading(county.house, county.cast.office, (look) => list<DutyShift>(look, dutyShift, { limit: 200 }));
    const own = rows.filter(({ member_ids, state, day }) => member_ids.includes(county.here.member) && state !== 'draft' && day > daysLater(today(), -180));
    expect(events.map(({ uid }) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(uid)![0]).toSorted()).toEqual([asked!.id, ...own.map(({ id }) => id)].toSorted());
  });

  test('news are read by nobody until a second person has published them; Atom is read by a strict parser', async () => {
    const atom = async () => (await parseStringPromise(await (await ask('/p/test/news/feed.atom')).text(), { strict: true, explicitArray: true })).feed;
    expect((await atom()).entry).toBeUndefined();
    const made = await clerk!.send('/news', { committee_id: county.here.committee, title: '义诊进村 <一>', content: '委员到石板村义诊', happened_on: '2025-06-01' });
    expect((await clerk!.send('/news', { committee_id: county.here.committee, title: '联系', content: '电话13812345678', happened_on: '2025-06-01' })).body.fields.content).toContain('电话号码');
    await clerk!.send(`/news/${made.body.id}/submission`, {});
    expect((await ask(`/p/test/news/${made.body.code}`)).status).toBe(404);
    expect((await clerk!.send(`/news/${made.body.id}/publication`, {})).status).toBe(403);
    expect((await office!.send(`/news/${made.body.id}/publication`, {})).body).toMatchObject({ state: 'published' });
    const { id, updated, entry } = await atom();
    expect([id[0], entry[0].title[0], entry[0].content[0]._]).toEqual(['urn:lianxinqiao:test:news', '义诊进村 <一>', '委员到石板村义诊']);
    expect(updated[0]).toBe(entry[0].updated[0]);
    expect(await (await ask('/p/test/news')).text()).toContain('义诊进村');
    await clerk!.send(`/news/${made.body.id}/withdrawal`, { reason: '照片不妥' });
    expect([(await ask(`/p/test/news/${made.body.code}`)).status, (await atom()).entry]).toEqual([404, undefined]);
  });
});

test('the list is as long as the figure, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const where = { committee_id: fc.constantFrom(here.committee, there.committee) };
  const random = several(fc.record({ ...where, state: fc.constantFrom(...Object.keys(dutyShift.states)), n: fc.integer() }), 40);
  await county.act((act) => createMany<DutyShift>(act, dutyShift, random.map(({ n: _n, ...one }, n) => ({ ...one, station_id: at.id, day: daysLater('2025-01-01', n * 9), starts: '07:00', ends: '08:00', member_ids: [here.member], service: 'other' }))));
  for (const one of several(fc.record(where), 6)) await county.act((act) => order(act, { ...one, kind: 'legal', matter: '普法', place: '村里', orderer_kind: 'village', way: 'telephone', ordered_on: '2025-03-01' }));
  const ofRecords = figures.filter(({ derived }) => !derived);
  const then = await numbersNow(house, cast.office, figures);
  const [open] = await reading(house, cast.office, (look) => list<ServiceOrder>(look, serviceOrder, { where: is<ServiceOrder>('state', 'ordered'), limit: 1 }));
  await county.act((act) => take(act, serviceOrder, open!.id, 'withdraw'), cast.office);
  await expectListsEqualFigures(house, ofRecords, { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});

test('what was ordered at the page, which no clerk can pick, is a part of its figure and opens its list', async () => {
  const { body } = await office!.json(`/${serviceOrder.path}?figure=orders_received&by.way=page`);
  const all = await reading(county.house, county.cast.office, (look) => list<ServiceOrder>(look, serviceOrder, { where: is<ServiceOrder>('way', 'page'), limit: 100 }));
  expect([all.length > 0, body.total]).toEqual([true, all.length]);
  expect((await office!.get(`/${serviceOrder.path}?figure=orders_received&by.way=pigeon`)).status).toBe(400);
});

test('the person-times of shifts are a list too: one line for each who came, narrowed like the number', async () => {
  const { here, there, house, cast } = county;
  await county.act((act) => createMany<DutyShift>(act, dutyShift, [[here.committee, 3], [there.committee, 4], [here.committee, 0]].map(([committee_id, visitors], n) => ({
    committee_id: committee_id as string, visitors: visitors as number, station_id: at.id, day: `2023-02-0${n + 1}`, starts: '07:00', ends: '08:00', member_ids: [here.member], service: 'other', state: 'held',
  }))));
  const numbers = (committee?: string) => reading(house, cast.office, (look) => countFigures(look, [visitorsReceived], { from: '2023-01-01', to: '2023-12-31', committee }));
  const listed = async (more = '') => (await office!.json(`/station-visitors?figure=station_visitors&from=2023-01-01&to=2023-12-31${more}`)).body.total;
  expect([(await numbers()).get('station_visitors'), await listed()]).toEqual([7, 7]);
  expect([(await numbers(here.committee)).get('station_visitors'), await listed(`&committee=${here.committee}`)]).toEqual([3, 3]);
  expect((await office!.get('/station-visitors?from=2023-02-30')).status).toBe(400);
  expect((await office!.get('/station-visitors?from=2023-01-01&to=2023-12-31')).text).toContain('白石镇委员服务站');
});

test('what is offered, ordered and set up are the county\'s own words', async () => {
  const set = (key: 'deeds.kinds' | 'stations.kinds', value: string) => county.act((act) => create(act, parameterSetting, { key, value, from_day: today() }));
  await set('deeds.kinds', '医疗义诊、电商带货');
  await set('stations.kinds', '委员会客厅、委员工作室');
  expect(await (await ask(`/p/test/stations/${at.code}/order`)).text()).toMatch(/value="clinic"[\s\S]*电商带货/u);
  const asked = { matter: '帮忙卖土豆', place: '石板村', orderer_kind: 'village', orderer: '村里', way: 'telephone', ordered_on: today(), station_id: at.id, committee_id: county.here.committee };
  expect((await clerk!.send('/service-orders', { ...asked, kind: 'legal' })).body.fields.kind).toContain('没有“legal”这一类');
  expect((await clerk!.send('/service-orders', { ...asked, kind: '电商带货' })).body).toMatchObject({ kind: '电商带货' });
  expect((await clerk!.send('/duty-shifts', { station_id: at.id, day: daysLater(today(), 9), starts: '9:00', ends: '10:00', member_ids: [county.here.member], service: 'legal' })).body.fields).toHaveProperty('service');
  expect((await clerk!.send('/stations', { committee_id: county.here.committee, name: '白石镇会客厅', kind: '委员会客厅', opened_on: '2025-01-01' })).body).toMatchObject({ kind: '委员会客厅' });
  expect((await clerk!.send('/stations', { committee_id: county.here.committee, name: '另一处', kind: 'point', opened_on: '2025-01-01' })).status).toBe(422);
  // One that stood before the plan named others keeps its word when it is corrected.
  expect((await clerk!.send(`/stations/${at.id}`, { address: '政府二楼', kind: 'station', version: (await row<Station>(station, at.id)).version }, 'PATCH')).body).toMatchObject({ kind: 'station', address: '政府二楼' });
  expect((await clerk!.get('/stations')).text).toContain('委员会客厅');
});
