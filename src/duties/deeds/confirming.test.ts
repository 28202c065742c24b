import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, lock, take } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { sampleOf } from '#plans/rounds/rounds/facts.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { enterDeed } from '#duties/deeds/actions.ts';
import { checkSteps, enterRound, roundSteps } from '#duties/deeds/checks/actions.ts';
import { deedCheck, deedCheckFields } from '#duties/deeds/checks/record.ts';
import { deedRound, deedRoundFields, type DeedRound } from '#duties/deeds/checks/rounds/record.ts';
import { confirmationSteps, enterConfirmation, give } from '#duties/deeds/confirmations/giving.ts';
import { confirmationFields, deedConfirmation, type DeedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { forgetContacts } from '#duties/deeds/contacts.ts';
import { figures } from '#duties/deeds/facts.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { saidWords, type SaidOfDeed } from '#duties/deeds/words.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures } from '../../../test/figures.ts';
import { tablesHolding } from '../../../test/leaks.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [parametersSlice, membersSlice, deedsSlice];
let county: TestCounty;
let member: Visitor;
let worker: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  const visit = siteOf(county, slices);
  member = await visit({ person: county.here.person });
  worker = await visit({ role: 'worker', committee: county.here.committee });
});
afterAll(() => county?.drop());

const today = dayOf(new Date());
const done = (more: Partial<Deed> = {}, by: Actor = county.cast.worker): Promise<Deed> =>
  county.act((act) => enterDeed(act, { member_id: county.here.member, deed: '为独居老人修房', kind: 'donation', done_on: '2026-03-02', approximate: false, ...more }, {}), by);
const now = (row: { id: string }): Promise<Deed> => reading(county.house, county.cast.program, (look) => get(look, deed, row.id));
const called = (row: Deed, said: SaidOfDeed, by: Actor = county.cast.worker): Promise<DeedConfirmation> => county.act((act) => enterConfirmation(act, { deed_id: row.id, way: 'call', said }, {}), by);

/** A person without an account, with the cookies of a browser. */
async function anybody(path: string, { said, cookie = '', request }: { said?: object; cookie?: string; request?: string } = {}) {
  const headers = { cookie, 'content-type': 'application/json', ...(request ? { 'idempotency-key': request } : {}) };
  const answer = await worker.fetch(`/api/v1${path}`, said ? { method: 'POST', body: JSON.stringify(said), headers } : { headers });
  return { status: answer.status, body: JSON.parse(await answer.text()) as Record<string, unknown>, cookies: answer.headers.getSetCookie().map((one) => one.split(';')[0]!).join('; ') };
}

/** The slip of a deed: its path, and the device that the answer gave to whoever asked. */
async function slipOf(who: Visitor, row: Deed): Promise<{ path: string; device: string }> {
  const answer = await who.submit(`/deeds/${row.id}/slip`, {});
  const text = await answer.text();
  expect(answer.status, text.slice(0, 1_000)).toBe(200);
  return { path: /\/confirm\/test\/[\w-]{19}/u.exec(text)![0], device: answer.headers.getSetCookie().map((one) => one.split(';')[0]!).find((one) => one.startsWith('device=')) ?? '' };
}

test('who may do what in which state, in memory and in SQL', async () => {
  for (const declared of [deedConfirmation, deedRound, deedCheck]) {
    expect(matrix(declared, {
      'of the own committee and member': { committee_id: own.committee, member_id: own.member, flags: [] },
      'of another committee and member': { committee_id: other.committee, member_id: other.member, flags: ['device'] },
    })).toMatchSnapshot();
    expect(faultsOfPath(declared)).toEqual([]);
  }
  await expectRelationsAgree(county.house, deedConfirmation, confirmationFields, { columns: { committee_id: [own.committee, other.committee, null], member_id: [own.member, other.member, null], flags: [[], ['device']] } });
  await expectRelationsAgree(county.house, deedRound, deedRoundFields);
  await expectRelationsAgree(county.house, deedCheck, deedCheckFields, { columns: { committee_id: [own.committee, other.committee, null], member_id: [own.member, other.member, null] } });
});

test('whoever was helped confirms by the slip on another telephone: once, and the member not at all', async () => {
  const row = await done();
  const { path } = await slipOf(member, row);
  expect(await anybody(path)).toMatchObject({ status: 200, body: { deed: '为独居老人修房', member: '石大山' } });
  expect((await member.get(path)).text, 'in the browser of the member').toContain('登录着办这件实事的委员');
  expect((await member.send(path, { said: 'done' })).status).toBe(403);
  expect((await anybody(path, { said: {} })).status).toBe(422);
  expect((await anybody(path, { said: { said: 'partly', missing: '门还没有装，打13912345678' }, request: 'the-same-tap' })).status).toBe(201);
  expect((await anybody(path, { said: { said: 'partly', missing: '门还没有装' }, request: 'the-same-tap' })).status, 'the same tap again').toBe(201);
  expect(await anybody(path, { said: { said: 'done' } })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('已经用过了') } });
  expect(await now(row)).toMatchObject({ confirmation: 'partly', confirmed_n: 1, confirmed_on: today, state: 'recorded' });
  const [given] = (await worker.json('/deed-confirmations')).body.items as DeedConfirmation[];
  expect(given).toMatchObject({ way: 'code', said: 'partly', flags: [], subject: '为独居老人修房' });
  expect(given!.missing).not.toContain('13912345678');
  expect((await member.json('/deed-confirmations')).body.items, 'the member does not read who said what').toEqual([]);
  expect((await anybody('/confirm/test/2345-2345-2345-2345')).status).toBe(404);
});

test('signed out on the telephone of the member, and many times on one telephone, it is taken and flagged', async () => {
  const [first, second] = [await done(), await done()];
  const { path, device } = await slipOf(member, first);
  expect(device).not.toBe('');
  expect((await anybody(path, { said: { said: 'done' }, cookie: device })).status).toBe(201);
  const lent = `device=${'x'.repeat(22)}`;
  for (const row of [first, second]) expect((await anybody((await slipOf(worker, row)).path, { said: { said: 'done' }, cookie: lent })).status).toBe(201);
  const flags = await reading(county.house, county.cast.office, async (look) => (await list(look, deedConfirmation, { order: [{ column: 'created_at' }, { column: 'id' }], limit: 100 })).slice(-3).map((one) => one.flags));
  expect(flags).toEqual([['device'], [], ['repeat']]);
  await forgetContacts(county.house, county.id, '2099-01-01');
  expect(await county.act(async ({ db }) => (await sql<{ n: number }>`select (select count(*) from deed_devices)::int + (select count(*) from deed_traces)::int as n`.execute(db)).rows[0]!.n)).toBe(0);
});

test('a slip that is too old, or of a deed that is not done, says so', async () => {
  const row = await done();
  const { path } = await slipOf(worker, row);
  await county.act(({ db }) => sql`update deed_codes set until = '2025-01-01' where deed_id = ${row.id}`.execute(db));
  expect(await anybody(path, { said: { said: 'done' } })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('过期') } });
  const promised = await done({ promise_term: 'yearly', due_on: '2099-12-31' });
  expect((await worker.send(`/deeds/${promised.id}/slip`, {})).status).toBe(409);
  const others = await done({ member_id: county.there.member }, county.cast['other worker']);
  expect((await member.send(`/deeds/${others.id}/slip`, {})).status, 'of somebody else').toBe(404);
});

test('whoever did it neither confirms nor verifies nor checks it, whatever post they hold besides', async () => {
  const both: Actor = { ...county.cast.worker, memberId: county.here.member };
  const officeToo: Actor = { ...county.cast.office, memberId: county.here.member };
  const row = await done();
  for (const actor of [both, officeToo, county.cast.member]) {
    await expect(called(row, 'done', actor)).rejects.toMatchObject({ status: 403 });
    await expect(county.act((act) => take(act, deed, row.id, 'verify'), actor)).rejects.toMatchObject({ status: 403 });
  }
  await expect(county.act((act) => take(act, deed, row.id, 'strike', { reason: '重复' }), officeToo)).rejects.toMatchObject({ status: 403 });
  await county.act((act) => take(act, deed, row.id, 'verify'), county.cast.worker);
  expect((await now(row)).state).toBe('verified');
});

test('the worst that anybody says stands; while somebody says 没有办 it is not verified, until that is voided', async () => {
  const row = await done();
  await called(row, 'done');
  const bad = await called(row, 'not_done');
  await called(row, 'done');
  expect(await now(row)).toMatchObject({ confirmation: 'not_done', confirmed_n: 3 });
  await expect(county.act((act) => take(act, deed, row.id, 'verify'), county.cast.worker)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('受益人说没有办') });
  const waiting = await reading(county.house, county.cast.worker, (look) => deedsSlice.awaited![1]!.find(look));
  expect(waiting.map(({ href }) => href)).toContain(`/deeds/${row.id}`);
  await expect(county.act((act) => take<DeedConfirmation>(act, deedConfirmation, bad.id, 'void', { reason: '记错了', effect: confirmationSteps.void }), county.cast.worker), 'the committee does not take a voice back').rejects.toMatchObject({ status: 403 });
  await county.act((act) => take<DeedConfirmation>(act, deedConfirmation, bad.id, 'void', { reason: '记成了别人家', effect: confirmationSteps.void }), county.cast.office);
  expect(await now(row)).toMatchObject({ confirmation: 'done', confirmed_n: 2 });
  await county.act((act) => take(act, deed, row.id, 'verify'), county.cast.worker);
});

test('where the plan asks for it, nothing is verified before it is confirmed; what was entered before is not asked', async () => {
  const before = await done();
  await county.act((act) => create(act, parameterSetting, { key: 'deeds.verify_rule', value: 'confirmed', from_day: today }));
  const after = await done();
  await county.act((act) => take(act, deed, before.id, 'verify'), county.cast.worker);
  await expect(county.act((act) => take(act, deed, after.id, 'verify'), county.cast.worker)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('先确认') });
  await called(after, 'partly');
  await county.act((act) => take(act, deed, after.id, 'verify'), county.cast.worker);
  await county.act((act) => create(act, parameterSetting, { key: 'deeds.verify_rule', value: 'free', from_day: today }));
});

test('once those who were helped have spoken the member changes nothing, and a picture needs their consent', async () => {
  const row = await done();
  const correct = (who: Visitor, content: object) => who.send(`/deeds/${row.id}`, content, 'PATCH');
  expect((await correct(member, { helped: '独居老人', hours: 2.5 })).body).toMatchObject({ helped: '独居老人', hours: 2.5 });
  expect(await correct(member, { hours: 2.3 })).toMatchObject({ status: 422, body: { fields: { hours: expect.stringContaining('2.5') } } });
  const note = [{ name: '照片.txt', bytes: new TextEncoder().encode('修好的屋顶，照片的说明。\n'.repeat(3)) }];
  expect(await member.upload(`/deeds/${row.id}/attachments`, note)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('登记照片同意以后') } });
  await member.send(`/deeds/${row.id}/photo-consent`, { photo_consent: 'agreed' });
  expect((await member.upload(`/deeds/${row.id}/attachments`, note)).status).toBe(201);
  expect(await correct(member, { photo_consent: 'refused' })).toMatchObject({ status: 422 });
  await member.send(`/deeds/${row.id}/photo-consent`, { photo_consent: 'refused' });
  expect((await member.json(`/deeds/${row.id}`)).body.attachments, 'taken off with the consent').toEqual([]);
  await called(row, 'done');
  expect((await correct(member, { helped: '全村' })).status).toBe(403);
  expect((await correct(worker, { partner: '县住建局' })).status).toBe(200);
});

test('whom to ask is for those who ask, and falls in every version when its time is over', async () => {
  const secrets = ['欧阳雪莲', '13910004321'];
  const row = await done({ contact_name: '欧阳雪莲', contact_phone: '13910004321', account: '给欧阳雪莲家换了瓦，电话13910004321', value_yuan: 800, done_on: '2026-01-05' });
  expect(row.account).not.toContain('欧阳雪莲');
  expect((await worker.json(`/deeds/${row.id}`)).body).toMatchObject({ contact_name: '欧阳雪莲', value_yuan: 800 });
  const chair = await siteOf(county, slices)({ role: 'chair' });
  const seen = JSON.stringify((await chair.json(`/deeds/${row.id}`)).body);
  for (const hidden of [...secrets, '800']) expect(seen).not.toContain(hidden);
  expect(JSON.stringify((await worker.json('/deeds')).body)).not.toContain('欧阳雪莲');
  await county.act((act) => enterConfirmation(act, { deed_id: row.id, way: 'slip', said: 'done', missing: '欧阳雪莲家的门' }, {}), county.cast.worker);
  expect(await tablesHolding(county, secrets)).toEqual(['deeds', 'deeds_history']);
  await forgetContacts(county.house, county.id, '2026-07-04');
  expect(await tablesHolding(county, secrets), '180 days are not over').toEqual(['deeds', 'deeds_history']);
  await forgetContacts(county.house, county.id, '2026-07-06');
  expect(await tablesHolding(county, secrets)).toEqual([]);
  expect(await now(row)).toMatchObject({ contact_name: null, contact_erased_on: expect.any(String), value_yuan: 800, confirmation: 'done' });
});

test('the county draws from a seed; what is untrue is struck in the same act, and the round ends when all was looked at', async () => {
  const rows = [];
  for (let n = 0; n < 12; n += 1) rows.push(await done({ deed: `为老人理发${n}`, done_on: '2024-05-05' }));
  const round = await county.act((act) => enterRound(act, { title: '2024年抽查', from_day: '2024-01-01', to_day: '2024-12-31', pool: 'done', sample_size: 3, seed: '8848' }, {}), county.cast.office);
  const drawn = await county.act((act) => take<DeedRound>(act, deedRound, round.id, 'draw', { effect: roundSteps.draw }), county.cast.office);
  expect(drawn.drawn_from.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  expect(drawn.deed_ids).toEqual(sampleOf(drawn.drawn_from.toReversed(), 3, '8848'));
  const checks = await reading(county.house, county.cast.office, (look) => list(look, deedCheck, { order: [{ column: 'id', descending: false }], limit: 10 }));
  const look = (n: number, step: 'pass' | 'fail', by: Actor = county.cast.office) => county.act((act) => take(act, deedCheck, checks[n]!.id, step, { input: { way: 'visit', found: '到户看过' }, effect: checkSteps[step] }), by);
  await expect(look(0, 'pass', { ...county.cast.office, memberId: county.here.member })).rejects.toMatchObject({ status: 403 });
  await expect(look(0, 'pass', county.cast.worker)).rejects.toMatchObject({ status: 403 });
  await look(0, 'pass');
  await look(1, 'fail');
  expect(await now({ id: checks[0]!.deed_id })).toMatchObject({ state: 'recorded', check_result: 'passed' });
  expect(await now({ id: checks[1]!.deed_id })).toMatchObject({ state: 'struck', check_result: 'failed' });
  const close = () => county.act((act) => take(act, deedRound, round.id, 'close', { effect: roundSteps.close }), county.cast.office);
  await expect(close()).rejects.toMatchObject({ status: 422, message: expect.stringContaining('还有1件') });
  await look(2, 'pass');
  expect((await close()).state).toBe('closed');
  expect((await member.json('/deed-rounds')).body.items, 'nobody is warned').toEqual([]);
});

test('claimed, confirmed, verified and checked are apart, and none is more than what was claimed', { timeout: 60_000 }, async () => {
  const fresh = await testCounty(slices);
  const { cast, house, here, there } = fresh;
  const scope = { from: '2023-01-01', to: '2023-12-31' };
  const numbers = () => reading(house, cast.office, (look) => countFigures(look, figures, scope));
  const lives = fc.array(fc.record({ mine: fc.boolean(), said: fc.array(fc.constantFrom(...Object.keys(saidWords) as SaidOfDeed[]), { maxLength: 3 }), verify: fc.boolean(), strike: fc.boolean() }), { maxLength: 6 });
  const claimed = { n: 0, confirmed: 0, denied: 0, verified: 0 };
  await fc.assert(fc.asyncProperty(lives, async (all) => {
    for (const { mine, said, verify, strike } of all) {
      await fresh.act(async (act) => {
        const row = await enterDeed(act, { member_id: mine ? here.member : there.member, deed: '义诊', kind: 'clinic', done_on: '2023-04-02', approximate: false }, {});
        for (const one of said) await give(act, await lock(act, deed, row.id), { said: one }, { way: 'call', told_on: '2023-05-01' });
      }, cast.office);
      const [row] = await reading(house, cast.office, (look) => list(look, deed, { limit: 1 }));
      const denied = said.includes('not_done');
      if (verify && !denied) await fresh.act((act) => take(act, deed, row!.id, 'verify'), cast.office);
      if (strike) await fresh.act((act) => take(act, deed, row!.id, 'strike', { reason: '重复' }), cast.office);
      if (strike) continue;
      claimed.n += 1;
      if (denied) claimed.denied += 1;
      else if (said.length > 0) claimed.confirmed += 1;
      if (verify && !denied) claimed.verified += 1;
    }
    const found = await numbers();
    expect(found.get('deeds_done')).toBe(claimed.n);
    expect(found.get('deeds_confirmed')).toBe(claimed.confirmed);
    expect(found.get('deeds_denied')).toBe(claimed.denied);
    expect(found.get('deeds_verified')).toBe(claimed.verified);
    expect(found.get('deeds_confirmed')! + found.get('deeds_denied')! + found.get('deeds_unconfirmed')!).toBe(claimed.n);
    expect(found.get('deeds_clinic')).toBe(claimed.n);
  }), { numRuns: 12 });
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.resident], committees: [here.committee, there.committee] });
  await fresh.drop();
});

test('an old ledger’s deed may be verified, struck and confirmed as ever', async () => {
  const [old] = await county.act((act) => createMany<Deed>(act, deed, [{ doer: '潘某', committee_id: county.here.committee, deed: '修路灯', kind: 'other', done_on: '2025-06-01', precision: 'month', approximate: false }]));
  await called(old!, 'done');
  await county.act((act) => take(act, deed, old!.id, 'verify'), county.cast.worker);
  expect(await now(old!)).toMatchObject({ state: 'verified', confirmation: 'done' });
});
