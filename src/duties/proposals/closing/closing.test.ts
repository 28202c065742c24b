import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { reading, transact } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { dayOf, today } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects } from '#duties/proposals/actions.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { send } from '#duties/proposals/answers/sending.ts';
import { isCarried, isQuorate, presentAt } from '#duties/proposals/closing/rules.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { effects as undertakingEffects, enterUndertaking } from '#duties/proposals/undertakings/actions.ts';
import { claims as undertakingClaims, figures as undertakingFigures } from '#duties/proposals/undertakings/facts.ts';
import { undertaking, undertakingFields, type Undertaking } from '#duties/proposals/undertakings/record.ts';
import { own, other } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { siteOf } from '../../../../test/visitor.ts';

const slices = [parametersSlice, proposalsSlice];
let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

const step = (actor: Actor, id: string, name: string, input: object = {}, reason?: string): Promise<Proposal> =>
  transact(county.house, actor, null, (act) => take<Proposal>(act, proposal, id, name, { input: input as Record<string, unknown>, reason, effect: effects[name as 'rate'] }));
const set = (key: string, value: string): Promise<unknown> => county.act((act) => createMany(act, parameterSetting, [{ key, value, from_day: '2020-01-01' }]));
const rating = (result: string) => ({ rating_work: 'satisfied', rating_result: result, ...(result === 'dissatisfied' ? { rating_opinion: '没有修' } : {}) });

async function rated(result = 'satisfied', columns: Partial<Proposal> = {}): Promise<Proposal> {
  const [row] = await county.act((act) => createMany(act, proposal, [{
    title: '修路', state: 'accepted', proposer_kind: 'member', proposer_name: '石大山', member_id: county.here.member, term: 9, session: 5, submitted_on: '2025-01-10',
    disposition: 'filed', lead_unit_id: county.here.unit, ...columns,
  }]));
  await step(county.cast.office, row!.id, 'reply', { result: 'PLANNED', reply: '列入计划。' });
  return step(county.cast.member, row!.id, 'rate', rating(result));
}

async function ratedTwice(): Promise<Proposal> {
  const { cast } = county;
  const row = await rated('dissatisfied');
  await step(cast.office, row.id, 'rework');
  await step(cast.office, row.id, 'reply', { result: 'PLANNED', reply: '明年修。' });
  return step(cast.member, row.id, 'rate', rating('dissatisfied'));
}

test('after a second handling that does not satisfy the three parties meet, and it is closed with an explanation', async () => {
  const { cast } = county;
  const once = await rated('dissatisfied');
  await expect(step(cast.office, once.id, 'close')).rejects.toMatchObject({ status: 422, message: '提案人表示不满意，请先二次办理，再办结。' });
  const inMonths = (n: number): string => dayOf(new Date(Date.now() + n * 31 * 86_400_000));
  await expect(step(cast.office, once.id, 'rework', { due_on: inMonths(4) }), 'longer than the plan gives').rejects.toMatchObject({ status: 422, fields: { due_on: expect.stringContaining('3个月内') } });
  const row = await ratedTwice();
  await expect(step(cast.office, row.id, 'close', { close_note: '说明' })).rejects.toMatchObject({ status: 422, message: expect.stringContaining('三方见面') });
  await expect(step(cast.office, row.id, 'meet', { met_on: inMonths(1), met_who: '三方', met_note: '谈了' })).rejects.toMatchObject({ fields: { met_on: expect.any(String) } });
  await step(cast.office, row.id, 'meet', { met_who: '石大山、水务局、提案委', met_note: '说明了困难' });
  await expect(step(cast.office, row.id, 'close')).rejects.toMatchObject({ status: 422, fields: { close_note: expect.any(String) } });
  expect(await step(cast.office, row.id, 'close', { close_note: '资金不足，继续跟踪' })).toMatchObject({ state: 'closed', met_on: today(), close_note: '资金不足，继续跟踪' });
});

test('with the proposer’s consent, where the plan asks for it on the day it became rated', async () => {
  const { cast } = county;
  await set('closing.rule', 'consent');
  const row = await rated();
  await expect(step(cast.office, row.id, 'close')).rejects.toMatchObject({ status: 422, code: 'not_ready', clause: 'duty.yearly', message: expect.stringContaining('提案人同意') });
  await set('closing.rule', 'rated');
  await expect(step(cast.office, row.id, 'close'), 'a later plan changes nothing for it').rejects.toMatchObject({ status: 422 });
  await expect(step(cast['other member'], row.id, 'agree_close')).rejects.toMatchObject({ status: 404 });
  await step(cast.member, row.id, 'agree_close');
  await expect(step(cast.member, row.id, 'agree_close'), 'once').rejects.toMatchObject({ status: 403 });
  expect(await step(cast.office, row.id, 'close')).toMatchObject({ state: 'closed', close_agreed_on: today() });
});

test('by one vote on several, from one sheet; without a quorum or a majority nothing is closed', async () => {
  const { cast } = county;
  await set('closing.rule', 'vote');
  const rows = [await rated(), await rated(), await ratedTwice()];
  await step(cast.office, rows[2]!.id, 'meet', { met_who: '三方', met_note: '谈了' });
  const ids = rows.map(({ id }) => id);
  await expect(step(cast.office, ids[0]!, 'close')).rejects.toMatchObject({ status: 422, message: expect.stringContaining('表决通过') });
  const visit = siteOf(county, slices);
  const office = await visit({ role: 'county_office' });
  const clerk = await visit({ role: 'unit_clerk', unit: county.here.unit });
  const sheet = { ids, vote_seats: 30, vote_for: 16, vote_against: 2, vote_abstained: 1, close_note: '已当面说明' };
  expect((await clerk.send('/proposals/closing-vote', sheet)).status).toBe(403);
  expect(await office.send('/proposals/closing-vote', { ...sheet, vote_for: 10 })).toMatchObject({ status: 422, body: { fields: { vote_seats: expect.stringContaining('法定人数') } } });
  expect(await office.send('/proposals/closing-vote', { ...sheet, vote_for: 40 })).toMatchObject({ status: 422, body: { fields: { vote_for: expect.stringContaining('还多') } } });
  expect(await office.send('/proposals/closing-vote', { ...sheet, vote_for: 15, vote_against: 10 })).toMatchObject({ status: 200, body: { closed: 0, kept: 3 } });
  await expect(step(cast.office, ids[0]!, 'close')).rejects.toMatchObject({ message: expect.stringContaining('没有通过') });
  expect((await office.get('/proposals/closing')).text).toContain('提请常委会会议表决');
  expect(await office.send('/proposals/closing-vote', sheet)).toMatchObject({ status: 200, body: { closed: 3, kept: 0 } });
  const closed = await reading(county.house, cast.office, (look) => Promise.all(ids.map((id) => get(look, proposal, id))));
  expect(closed.map(({ state, vote_for, vote_passed }) => [state, vote_for, vote_passed])).toEqual(ids.map(() => ['closed', 16, true]));
  await set('closing.rule', 'rated');
});

test('all for which nothing is lacking, with one click; one whose proposer is not satisfied is named and stops it', async () => {
  const rows = [await rated(), await rated()];
  const met = await ratedTwice();
  await step(county.cast.office, met.id, 'meet', { met_who: '三方', met_note: '谈了' });
  const visit = siteOf(county, slices);
  const [office, clerk] = [await visit({ role: 'county_office' }), await visit({ role: 'unit_clerk', unit: county.here.unit })];
  const ids = rows.map(({ id }) => id);
  expect((await clerk.send('/proposals/closings', { ids })).status).toBe(403);
  expect((await office.send('/proposals/closings', { ids: [] })).status).toBe(422);
  expect(await office.send('/proposals/closings', { ids: [...ids, met.id] })).toMatchObject({ status: 422, body: { detail: expect.stringContaining('提案人仍不满意') } });
  expect(await reading(county.house, county.cast.office, async (look) => (await get(look, proposal, ids[0]!)).state), 'all or none').toBe('rated');
  expect(await office.send('/proposals/closings', { ids })).toMatchObject({ status: 200, body: { closed: 2 } });
});

test('quorum and majority are counted as the plan says', () =>
  fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(40), fc.nat(40), fc.nat(20), (vote_seats, vote_for, vote_against, vote_abstained) => {
    const votes = { vote_seats, vote_for, vote_against, vote_abstained };
    const present = presentAt(votes);
    expect(isQuorate('half', votes)).toBe(present > vote_seats / 2);
    expect(isQuorate('two_thirds', votes)).toBe(present / vote_seats >= 2 / 3 - 1e-9);
    expect(isCarried('half_of_all', votes)).toBe(vote_for > vote_seats / 2);
    expect(isCarried('half_of_present', votes)).toBe(vote_for > present / 2);
    if (isCarried('half_of_all', votes) && present <= vote_seats) expect(isCarried('half_of_present', votes)).toBe(true);
  })));

const undertaken = (actor: Actor, id: string, name: 'report' | 'keep' | 'break' | 'postpone' | 'strike', input: object = {}, reason?: string): Promise<Undertaking> =>
  transact(county.house, actor, null, (act) => take<Undertaking>(act, undertaking, id, name, { input: input as Record<string, unknown>, reason, effect: undertakingEffects[name] }));
const enter = (actor: Actor, values: Partial<Undertaking>): Promise<Undertaking> => transact(county.house, actor, null, (act) => enterUndertaking(act, values, {}));

test('who may do what with a promise', () => {
  expect(faultsOfPath(undertaking)).toEqual([]);
  expect(matrix<Undertaking>(undertaking, { 'of the own unit': { unit_id: own.unit, promise: '修路' }, 'of another': { unit_id: other.unit, promise: '修路' } })).toMatchSnapshot();
});

test('relations and figures of promises mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, undertaking, undertakingFields, {
    columns: { unit_id: [own.unit, other.unit] }, conditions: Object.fromEntries(undertakingFigures.map((one) => [one.name, one.where])),
  }));

test('a promise made with a letter is followed over the years; the unit reports, others judge; a second handling begins anew', async () => {
  const { cast, here, there } = county;
  const [row] = await county.act((act) => createMany(act, proposal, [{ title: '修桥', state: 'accepted', proposer_kind: 'member', proposer_name: '石大山', member_id: here.member, term: 9, session: 5, submitted_on: '2025-01-10', disposition: 'filed', lead_unit_id: here.unit }]));
  const [letter] = await county.act((act) => createMany(act, proposalAnswer, [{
    state: 'checked', proposal_id: row!.id, unit_id: here.unit, role: 'lead', year: 2025, handler_ids: [here.unit], result: 'PLANNED', body: '列入明年计划。', promise: '明年汛期前修好', promised_on: '2027-05-31',
  }]));
  await transact(county.house, cast['unit clerk'], null, (act) => take<ProposalAnswer>(act, proposalAnswer, letter!.id, 'send', { effect: send }));
  const [made] = await reading(county.house, cast.office, (look) => list(look, undertaking, { limit: 5 }));
  expect(made).toMatchObject({ state: 'open', proposal_id: row!.id, unit_id: here.unit, promise: '明年汛期前修好', due_on: '2027-05-31', made_on: today() });

  await expect(undertaken(cast['unit clerk'], made!.id, 'keep')).rejects.toMatchObject({ status: 403 });
  await expect(undertaken(cast['other unit clerk'], made!.id, 'report', { report: '好了' })).rejects.toMatchObject({ status: 404 });
  await expect(undertaken({ ...cast.office, posts: [...cast.office.posts, { role: 'unit_clerk', committeeId: null, unitId: here.unit }] }, made!.id, 'keep'), 'nor in the office').rejects.toMatchObject({ status: 403 });
  await undertaken(cast['unit clerk'], made!.id, 'report', { report: '五月二十日完工' });
  await expect(undertaken(cast.office, made!.id, 'postpone', { due_on: '2027-05-01' }, '没有修好')).rejects.toMatchObject({ fields: { due_on: expect.any(String) } });
  expect(await undertaken(cast.office, made!.id, 'postpone', { due_on: '2028-05-31' }, '没有修好')).toMatchObject({ state: 'open', due_on: '2028-05-31' });
  expect(await undertaken(cast.office, made!.id, 'strike', {}, '桥已由省里改建')).toMatchObject({ state: 'struck', judged_on: today() });

  const again = await enter(cast.office, { proposal_id: row!.id, unit_id: here.unit, promise: '先设警示牌', made_on: '2025-03-01', due_on: '2025-06-30' });
  await expect(enter(cast['other unit clerk'], { proposal_id: row!.id, unit_id: here.unit, promise: '甲' })).rejects.toMatchObject({ status: 403 });
  await expect(enter(cast.office, { proposal_id: row!.id, unit_id: there.unit, promise: '甲', made_on: '2199-01-01' })).rejects.toMatchObject({ fields: { made_on: expect.any(String) } });
  const examined = () => reading(county.house, cast.office, (look) => undertakingClaims[0]!.examine(look, {}));
  expect(await examined()).toMatchObject({ examined: 1, counterExamples: [{ label: '先设警示牌' }] });
  await step(cast.member, row!.id, 'rate', rating('dissatisfied'));
  await step(cast.office, row!.id, 'rework');
  expect(await reading(county.house, cast.office, (look) => get(look, undertaking, again.id))).toMatchObject({ state: 'struck' });
  expect(await examined()).toMatchObject({ examined: 0 });
});
