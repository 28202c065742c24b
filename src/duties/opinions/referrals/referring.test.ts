import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unit } from '#institutions/units/record.ts';
import { receiptHolder, type Actor } from '#platform/identity/actor.ts';
import { journalOf } from '#platform/http/course.ts';
import { is } from '#platform/predicate.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { find, get, list } from '#platform/records/read.ts';
import { createMany, edit, take, type Taking } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { workingDayAfter, workCalendar } from '#platform/working-days.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects as entryEffects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { draftMany, effects, refer, type Referring } from '#duties/opinions/referrals/actions.ts';
import { wordsForUnits } from '#duties/opinions/referrals/around.ts';
import { effects as promised } from '#duties/opinions/referrals/commitments/actions.ts';
import { commitment, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { awaited, escalated, overdue, toLookBack } from '#duties/opinions/referrals/waiting.ts';
import { enterObjection } from '#duties/opinions/residents/remarks.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const slices = [parametersSlice, workCalendarSlice, opinionsSlice];
let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
});
afterAll(() => county.drop());

const weekends = workCalendar([]);
const inDays = (n: number): string => new Date(Date.parse(today()) + n * 86_400_000).toISOString().slice(0, 10);
const told = (more: object = {}): Promise<LedgerEntry> =>
  county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: inDays(-40), matter: '村民王老三说，岩脚村口的路灯坏了，请打13812345678', reporter: '王老三', phone: '13812345678', place: '岩脚村', ...more } as never, {}), county.cast.worker);
const send = (actor: Actor, entry: LedgerEntry, more: Partial<Referring> = {}): Promise<Referral> =>
  county.act((act) => refer(act, { entry_id: entry.id, subject: '路灯', matter: '岩脚村口的路灯坏了', lead_unit_id: county.here.unit, ...more }, {}), actor);
const step = (actor: Actor, id: string, name: keyof typeof referral.steps, taking: Taking<Referral> = {}): Promise<Referral> =>
  county.act((act) => take(act, referral, id, name, { ...taking, effect: effects[name] }), actor);
const entryStep = (actor: Actor, id: string, name: keyof typeof ledgerEntry.steps, taking: Taking<LedgerEntry> = {}): Promise<LedgerEntry> =>
  county.act((act) => take(act, ledgerEntry, id, name, { ...taking, effect: entryEffects[name] }), actor);
const look = <T>(actor: Actor, what: (reading: Reading) => Promise<T>): Promise<T> => reading(county.house, actor, what);
const entryNow = (id: string): Promise<LedgerEntry> => look(county.cast.office, (at) => get(at, ledgerEntry, id));
const now = (id: string): Promise<Referral> => look(county.cast.office, (at) => get(at, referral, id));

describe('handing over', () => {
  test('the entry is in hand at the unit, and the clock runs from the handing over, not from the acceptance', async () => {
    const entry = await told();
    const row = await send(county.cast.office, entry, { days: 5 });
    expect(row).toMatchObject({ state: 'sent', sent_by: 'county', committee_id: county.here.committee, clock_from: today(), due_on: workingDayAfter(weekends, today(), 5), accepted_on: null });
    expect(await entryNow(entry.id)).toMatchObject({ state: 'in_hand', handling: 'transferred', handler: '县水务局', referrals: 1 });
    expect(await step(county.cast['unit clerk'], row.id, 'accept')).toMatchObject({ state: 'accepted', accepted_on: today(), due_on: row.due_on });
  });

  test('what the clerk begins with names nobody, and what names somebody is refused at its field', async () => {
    const entry = await told();
    const words = wordsForUnits({ ...entry, matter: '岩脚村的王老三说路灯坏了，请打13812345678' });
    expect(JSON.stringify(words)).not.toMatch(/王老三|13812345678/);
    await expect(send(county.cast.office, entry, { matter: '请联系王老三' })).rejects.toMatchObject({ fields: { matter: expect.stringContaining('王老三') } });
    await expect(send(county.cast.office, entry, { subject: '电话１３９１２３４５６７８' })).rejects.toMatchObject({ fields: { subject: expect.stringContaining('个人信息') } });
    expect((await entryNow(entry.id)).referrals).toBe(0);
  });

  test('a committee turns to the units of its township, to those of the county through the office, unless the plan says otherwise', async () => {
    const [township] = await county.act((act) => createMany(act, unit, [{ name: '白石镇人民政府', side: 'township' }]));
    const entry = await told();
    await expect(send(county.cast.worker, entry)).rejects.toMatchObject({ fields: { lead_unit_id: expect.stringContaining('报县政协') } });
    expect(await send(county.cast.worker, entry, { lead_unit_id: township!.id })).toMatchObject({ sent_by: 'committee', number: 1 });
    await office.send('/parameters/referral.committee_reach', { value: 'all', from_day: '2025-01-01' });
    expect(await send(county.cast.worker, entry)).toMatchObject({ sent_by: 'committee', number: 2 });
  });

  test.each([
    [{ assisting: '县水务局' }, { assisting: '同时是会办' }],
    [{ assisting: '没有这个局' }, { assisting: '没有找到' }],
    [{ sent_on: '2999-01-01' }, { sent_on: '今天之后' }],
    [{ lead_unit_id: crypto.randomUUID() }, { lead_unit_id: '没有找到' }],
  ])('%j is refused', async (more, fields) => {
    const entry = await told();
    await expect(send(county.cast.office, entry, more)).rejects.toMatchObject({ fields: Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, expect.stringContaining(words)])) });
  });

  test('nobody handles a complaint about himself', async () => {
    const entry = await told();
    const about = await county.act((act) => edit<LedgerEntry>(act, ledgerEntry, entry.id, undefined, { about_unit_id: county.here.unit }), county.cast.office);
    await expect(send(county.cast.office, about)).rejects.toMatchObject({ fields: { lead_unit_id: expect.stringContaining('反映的就是这个单位') } });
    await expect(send(county.cast.office, about, { lead_unit_id: county.there.unit, assisting: '县水务局' })).rejects.toMatchObject({ fields: { lead_unit_id: expect.any(String) } });
  });
});

test('a unit gives it back and is told for good whose it is; then it can no longer give it back', async () => {
  const { cast, here, there } = county;
  const entry = await told();
  const { id } = await send(cast.office, entry);
  expect(await look(cast['unit clerk'], (at) => find(at, ledgerEntry, entry.id)), 'the unit sees no entry').toBeUndefined();
  expect(await look(cast['other unit clerk'], (at) => find(at, referral, id)), 'another unit sees no referral').toBeUndefined();
  await step(cast['unit clerk'], id, 'return', { reason: '路灯归交通部门管', input: { proposed_unit_id: there.unit } });
  expect(await entryNow(entry.id)).toMatchObject({ bounced: 1 });
  await expect(step(cast.worker, id, 'resend', { input: { lead_unit_id: there.unit } })).rejects.toMatchObject({ status: 403 });
  expect(await step(cast.office, id, 'resend', { input: { lead_unit_id: there.unit } })).toMatchObject({ state: 'sent', lead_unit_id: there.unit, proposed_unit_id: null, bounced: 1 });
  expect((await entryNow(entry.id)).handler).toBe('县交通运输局');
  expect(await look(cast['unit clerk'], (at) => find(at, referral, id)), 'who gave it back sees it no more').toBeUndefined();
  const back = await step(cast['other unit clerk'], id, 'return', { reason: '也不归我们', input: { proposed_unit_id: here.unit } });
  await expect(step(cast.office, id, 'force', { input: { lead_unit_id: there.unit } })).rejects.toMatchObject({ status: 422 });
  const forced = await step(cast.office, id, 'force', { reason: '经与两单位核实，路灯由交通部门建设', input: { lead_unit_id: there.unit } });
  expect(forced).toMatchObject({ state: 'sent', lead_unit_id: there.unit, forced_on: today(), bounced: 2, due_on: back.due_on });
  await expect(step(cast['other unit clerk'], id, 'return', { reason: '再退', input: { proposed_unit_id: here.unit } })).rejects.toMatchObject({ status: 403 });
  expect(await step(cast['other unit clerk'], id, 'accept')).toMatchObject({ state: 'accepted' });
});

test('after the window it is not given back any more', async () => {
  const { cast, there } = county;
  const { id } = await send(cast.office, await told(), { sent_on: inDays(-20) });
  await expect(step(cast['unit clerk'], id, 'return', { reason: '不归我们', input: { proposed_unit_id: there.unit } })).rejects.toMatchObject({ status: 422, message: expect.stringContaining('3个工作日之内') });
});

test('another day is asked for, decided on by whoever sent it, and counts as in time', async () => {
  const { cast } = county;
  const { id, due_on } = await send(cast.office, await told());
  await step(cast['unit clerk'], id, 'accept');
  const ask = (to: string) => step(cast['unit clerk'], id, 'extend', { reason: '材料要从外地调', input: { extension_to: to } });
  await expect(ask(due_on)).rejects.toMatchObject({ fields: { extension_to: expect.stringContaining('晚于') } });
  await ask(inDays(60));
  expect((await look(cast.office, (at) => awaited[0]!.find(at))).map(({ href }) => href)).toEqual([`/referrals/${id}`]);
  await expect(step(cast['unit clerk'], id, 'grant')).rejects.toMatchObject({ status: 403 });
  await step(cast.office, id, 'deny', { reason: '请先答复进展' });
  await ask(inDays(61));
  expect(await step(cast.office, id, 'grant')).toMatchObject({ due_on: inDays(61), days: null, extension_to: null, extensions: 1 });
  await expect(ask(inDays(90))).rejects.toMatchObject({ status: 422, message: expect.stringContaining('最多延期1次') });
});

test('what is long overdue stands before the county office, and after it pressed not again at once', async () => {
  const { cast } = county;
  const { id } = await send(cast.office, await told(), { sent_on: inDays(-60), days: 5 });
  const { id: fresh } = await send(cast.office, await told(), { sent_on: inDays(-10), days: 5 });
  const standing = () => look(cast.office, async (at) => {
    const late = await overdue(at);
    return [late, await escalated(at, late)].map((rows) => rows.map((row) => row.id).filter((one) => one === id || one === fresh).toSorted());
  });
  expect(await standing()).toEqual([[id, fresh].toSorted(), [id]]);
  await expect(step(cast.worker, id, 'press', { reason: '请尽快' })).rejects.toMatchObject({ status: 403 });
  await step(cast.office, id, 'press', { reason: '请三日内答复' });
  expect(await standing()).toEqual([[id, fresh].toSorted(), []]);
});

describe('the answer', () => {
  async function accepted(more: Partial<Referring> = {}): Promise<Referral> {
    const { id } = await send(county.cast.office, await told(), more);
    return step(county.cast['unit clerk'], id, 'accept');
  }

  test('is drafted, countersigned, checked and sent; late is late; the resident is told the same words', async () => {
    const { cast } = county;
    const { id, entry_id } = await accepted({ assisting: '县交通运输局', sent_on: inDays(-60) });
    await step(cast['unit clerk'], id, 'draft', { input: { result: 'solved', reply: '已换新灯。' } });
    await expect(step(cast['unit clerk'], id, 'reply', { input: { checked_by: '周局长' } })).rejects.toMatchObject({ status: 422, message: expect.stringContaining('1个会办单位') });
    await step(cast['other unit clerk'], id, 'redraft', { reason: '请写明是哪一盏' });
    await step(cast['unit clerk'], id, 'draft', { input: { result: 'solved', reply: '村口第三盏已换新灯。' } });
    await step(cast['other unit clerk'], id, 'countersign');
    expect(await step(cast['unit clerk'], id, 'reply', { input: { checked_by: '周局长' } })).toMatchObject({ state: 'replied', replied_on: today(), on_time: false, told_on: null });
    expect(await entryNow(entry_id), 'replied is not told').toMatchObject({ state: 'in_hand', outcome_text: null });
    await step(cast.worker, id, 'tell', { input: { outcome_text: '村口第三盏已换新灯。', answered_on: today() } });
    expect(await entryNow(entry_id), 'told is not solved').toMatchObject({ state: 'answered', outcome: 'answered', outcome_text: '村口第三盏已换新灯。', verified_on: null });
  });

  test.each([
    [{ result: 'planned', reply: '列入明年计划' }, ['promise', 'promised_on']],
    [{ result: 'planned', reply: '列入明年计划', promise: '装灯' }, ['promised_on']],
    [{ result: 'solved', reply: '修好了', promise: '装灯', promised_on: '2099-01-01' }, ['promise']],
    [{ result: 'planned', reply: '列入明年计划', promise: '装灯', promised_on: '2025-01-01' }, ['promised_on']],
  ])('%j wants another look at %j', async (input, fields) => {
    const { id } = await accepted();
    const refused = await step(county.cast['unit clerk'], id, 'draft', { input }).catch((error: { fields: object }) => Object.keys(error.fields));
    expect(refused).toEqual(fields);
  });

  test('to several of one matter is written at once, or to none', async () => {
    const { cast } = county;
    const [one, two, open] = [await accepted(), await accepted(), await send(cast.office, await told())];
    const draft = { result: 'in_progress', reply: '统一更换中。' } as const;
    await expect(county.act((act) => draftMany(act, [one.id, open.id], draft, {}), cast['unit clerk'])).rejects.toMatchObject({ status: 409 });
    expect((await now(one.id)).state).toBe('accepted');
    await county.act((act) => draftMany(act, [one.id, two.id], draft, {}), cast['unit clerk']);
    expect([await now(one.id), await now(two.id)]).toMatchObject([{ state: 'drafted', reply: draft.reply }, { state: 'drafted', reply: draft.reply }]);
  });

  test('that promises a day stands in the ledger of commitments until others find it kept', async () => {
    const { cast } = county;
    const { id } = await accepted();
    await step(cast['unit clerk'], id, 'draft', { input: { result: 'planned', reply: '列入计划。', promise: '装十盏路灯', promised_on: inDays(30) } });
    await step(cast['unit clerk'], id, 'reply', { input: { checked_by: '周局长' } });
    const [row] = await look(cast['unit clerk'], (at) => list<Commitment>(at, commitment, { limit: 10 }));
    expect(row).toMatchObject({ referral_id: id, state: 'open', promise: '装十盏路灯', due_on: inDays(30), made_on: today() });
    const judge = (actor: Actor, name: keyof typeof commitment.steps, taking: Taking<Commitment> = {}) => county.act((act) => take(act, commitment, row!.id, name, { ...taking, effect: promised[name] }), actor);
    await judge(cast['unit clerk'], 'report', { input: { report: '已装' } });
    await expect(judge(cast['unit clerk'], 'keep')).rejects.toMatchObject({ status: 403 });
    await judge(cast.worker, 'postpone', { reason: '还差两盏', input: { due_on: inDays(45) } });
    expect(await judge(cast.worker, 'keep')).toMatchObject({ state: 'kept', judged_on: today(), postponed: 1 });
  });
});

test('from the entry to a solution that the resident confirms: not solved at first, another round, looked back at later', async () => {
  const { cast } = county;
  const entry = await told();
  const { id } = await send(cast.office, entry);
  const handle = async (result: string, promise?: object) => {
    await step(cast['unit clerk'], id, 'draft', { input: { result, reply: '已处理。', ...promise } });
    await step(cast['unit clerk'], id, 'reply', { input: { checked_by: '周局长' } });
    await step(cast.worker, id, 'tell', { input: { outcome_text: '已处理。', answered_on: today() } });
  };
  await step(cast['unit clerk'], id, 'accept');
  await handle('in_progress', { promise: '再装一盏', promised_on: inDays(10) });
  await entryStep(cast.worker, entry.id, 'close', { input: { outcome: 'solved', closed_on: today() } });
  const refuted = await entryStep(cast.worker, entry.id, 'refute', { reason: '王老三说灯还是不亮', input: { called_back_on: today(), handling_rating: '4', result_rating: '1' } });
  expect(refuted).toMatchObject({ state: 'in_hand', outcome: 'in_hand', closed_on: null, reopened: 1, handling_rating: 4, result_rating: 1, verified_on: null });
  expect(await now(id)).toMatchObject({ state: 'accepted', round: 2, clock_from: today(), replied_on: null, on_time: null, told_on: null });
  expect(await look(cast.office, (at) => list<Commitment>(at, commitment, { where: is<Commitment>('referral_id', id), limit: 10 })), 'the promise went with its answer').toMatchObject([{ state: 'superseded' }]);
  const page = await office.get(`/referrals/${id}`);
  expect(page.text).toContain('第1次办理的答复');
  expect(page.text, 'the unit reads no name').not.toContain('王老三');
  await handle('solved');
  const verified = await entryStep(cast.worker, entry.id, 'verify', { input: { called_back_on: today(), handling_rating: '5', result_rating: '5' } });
  expect(verified, 'verified is not closed').toMatchObject({ state: 'answered', verified_on: today(), handling_rating: 5, result_rating: 5 });
  await entryStep(cast.worker, entry.id, 'close', { input: { outcome: 'solved', closed_on: today() } });
  const looked = () => look(cast.worker, async (at) => (await toLookBack(at)).some((row) => row.id === entry.id));
  expect(await looked()).toBe(false);
  const long = await told();
  const { id: withdrawn } = await send(cast.office, long);
  await expect(entryStep(cast.worker, long.id, 'close', { input: { outcome: 'solved', closed_on: today() } })).rejects.toMatchObject({ status: 422, message: expect.stringContaining('还有1件转办件') });
  await expect(entryStep(cast.worker, long.id, 'void', { reason: '登记重了' })).rejects.toMatchObject({ status: 422 });
  await step(cast.office, withdrawn, 'withdraw', { reason: '群众自己解决了' });
  await entryStep(cast.worker, long.id, 'close', { input: { outcome: 'solved', closed_on: inDays(-100) } });
  const back = () => look(cast.worker, async (at) => (await toLookBack(at)).some((row) => row.id === long.id));
  expect(await back()).toBe(true);
  await entryStep(cast.worker, long.id, 'verify', { input: { called_back_on: today() } });
  expect(await back()).toBe(false);
});

test('a resident who says at the own page that it is not solved begins another round too', async () => {
  const { cast, id: countyId } = county;
  const receipt = 'A3K7Q2M2';
  const entry = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: inDays(-5), matter: '路灯坏了', way: 'qr', receipt } as never, {}));
  const { id } = await send(cast.office, entry);
  await step(cast['unit clerk'], id, 'accept');
  await step(cast['unit clerk'], id, 'draft', { input: { result: 'solved', reply: '已处理。' } });
  await step(cast['unit clerk'], id, 'reply', { input: { checked_by: '周局长' } });
  await step(cast.worker, id, 'tell', { input: { outcome_text: '已处理。', answered_on: today() } });
  await county.act((act) => enterObjection(act, receipt, '我家门口那盏还是不亮'), receiptHolder(countyId, receipt));
  expect(await now(id)).toMatchObject({ state: 'accepted', round: 2, replied_on: null });
  expect((await look(cast['unit clerk'], (at) => journalOf(at, referral, id))).at(-1), 'in words that tell the unit nothing of the resident').toMatchObject({ step: 'rework', reason: '群众反映没有解决，请重新办理' });
});
