import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { reading, transact } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { edit, take, type Taking } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { effects } from '#duties/proposals/actions.ts';
import { aroundProposals } from '#duties/proposals/around.ts';
import { correctProposal } from '#duties/proposals/correcting.ts';
import { enterProposal, type Entered } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([proposalsSlice]);
});
afterAll(() => county.drop());

const enter = (actor: Actor, values: Entered) => transact(county.house, actor, null, (act) => enterProposal(act, values, {}));
const step = (actor: Actor, id: string, name: keyof typeof proposal.steps, taking: Taking<Proposal> = {}) =>
  transact(county.house, actor, null, (act) => take(act, proposal, id, name, { ...taking, effect: effects[name] }));
const correct = (actor: Actor, row: Proposal, values: Entered) =>
  transact(county.house, actor, null, async (act) => edit(act, proposal, row.id, undefined, await correctProposal(act, row, values)));
const seen = (actor: Actor, id: string) => reading(county.house, actor, (look) => find(look, proposal, id));
const linesOf = (id: string) =>
  reading(county.house, county.cast.program, async ({ db }) => {
    const rows = await db.selectFrom('journal').select('content').where('county_id', '=', county.id).where('record_id', '=', id).orderBy('seq').execute();
    return rows.map(({ content }) => JSON.parse(content) as { step: string; relation: string; onBehalfOf?: string; reason?: string; to: string });
  });

const text = { situation: '村口道路低洼，雨后积水没过脚踝。', advice: '一、疏通边沟。二、抬高路面。', public_ok: true };
const handingIn = { input: { none_forbidden: true } };
const later = dayOf(new Date(Date.now() + 80 * 86_400_000));

test('from a member’s phone to closing, with a wrong unit, a countersignature and a second handling', async () => {
  const { cast, here, there } = county;
  const { member, office, 'other member': friend, 'unit clerk': water, 'other unit clerk': traffic } = cast;
  const draft = await enter(member, { title: '关于解决村口道路积水的提案', ...text, cosigners: '杨小河', time_class: 'session' });
  expect(draft).toMatchObject({ state: 'draft', serial_no: null, submitted_on: null, invited_ids: [there.member], cosigner_ids: [], proposer_name: '石大山', term: 9 });
  expect(await seen(office, draft.id)).toBeUndefined();
  expect(await seen(friend, draft.id)).toBeDefined();

  await step(friend, draft.id, 'cosign');
  const rewritten = await correct(member, (await seen(member, draft.id))!, { title: draft.title, ...text, advice: '三、装路灯。', cosigners: '杨小河', time_class: 'session' });
  expect(rewritten, 'a changed text asks for the signature again').toMatchObject({ invited_ids: [there.member], cosigner_ids: [] });
  expect(await step(friend, draft.id, 'cosign')).toMatchObject({ cosigner_ids: [there.member], invited_ids: [], proposer_kind: 'joint' });

  const submitted = await step(member, draft.id, 'submit', handingIn);
  expect(submitted).toMatchObject({ state: 'submitted', serial_no: 1, proposal_no: null, submitted_on: dayOf(new Date()), suggestions: ['三、装路灯。'], suggestions_n: 1 });
  await step(office, draft.id, 'return', { reason: '请补写原因' });
  expect(await step(member, draft.id, 'submit'), 'the serial number stays').toMatchObject({ serial_no: 1 });
  expect(await step(office, draft.id, 'file')).toMatchObject({ state: 'filed', disposition: 'filed', proposal_no: 1 });
  expect(await seen(traffic, draft.id), 'a unit does not see it before it is assigned').toBeUndefined();

  await step(office, draft.id, 'assign', { input: { lead_unit_id: here.unit, due_on: later } });
  await step(water, draft.id, 'dispute', { input: { proposed_unit_id: there.unit }, reason: '道路由交通部门管理' });
  const again = await step(office, draft.id, 'reassign', { input: { lead_unit_id: there.unit, assisting: '县水务局', due_on: later } });
  expect(again).toMatchObject({ state: 'assigned', lead_unit_id: there.unit, assisting_ids: [here.unit], proposed_unit_id: null });
  await expect(step(water, draft.id, 'accept')).rejects.toMatchObject({ status: 403 });
  await step(traffic, draft.id, 'accept');

  const reply = { result: 'PLANNED', letter: 'ｂ', reply: '列入明年计划。' };
  await expect(step(traffic, draft.id, 'reply', { input: reply })).rejects.toMatchObject({ status: 422, message: '还有1个会办单位没有会签，会签之后才能答复。' });
  await step(water, draft.id, 'countersign');
  await expect(step(water, draft.id, 'countersign')).rejects.toMatchObject({ status: 403 });
  await expect(step(water, draft.id, 'reply', { input: reply })).rejects.toMatchObject({ status: 403 });
  expect(await step(traffic, draft.id, 'reply', { input: reply })).toMatchObject({ state: 'replied', letter: 'B', replied_on: dayOf(new Date()), closed_on: null });

  const bad = { rating_work: 'satisfied', rating_result: 'dissatisfied' };
  await expect(step(traffic, draft.id, 'rate', { input: bad })).rejects.toMatchObject({ status: 403 });
  await expect(step(member, draft.id, 'rate', { input: bad })).rejects.toMatchObject({ status: 422, fields: { rating_opinion: '不满意时请写明原因，承办单位好重新办理。' } });
  expect(await step(member, draft.id, 'rate', { input: { ...bad, rating_opinion: '没有说什么时候修' } }), 'the other who signed is asked too').toMatchObject({ state: 'replied', rating_result: null });
  await step(friend, draft.id, 'rate', { input: { rating_work: 'satisfied', rating_result: 'satisfied' } });
  await expect(step(office, draft.id, 'close', { input: {} })).rejects.toMatchObject({ status: 422, message: '提案人表示不满意，请先二次办理，再办结。' });

  expect(await step(office, draft.id, 'rework', { input: { due_on: later } })).toMatchObject({ state: 'accepted', round: 2, rating_result: null, countersigned_ids: [] });
  await step(water, draft.id, 'countersign');
  await step(traffic, draft.id, 'reply', { input: { ...reply, result: 'SOLVED', letter: 'A', reply: '十月已修好。' } });
  await step(office, draft.id, 'rate', { input: { rating_work: 'satisfied', rating_result: 'satisfied' } });
  await step(friend, draft.id, 'rate', { input: { rating_work: 'satisfied', rating_result: 'satisfied' } });
  expect(await step(office, draft.id, 'close', { input: {} })).toMatchObject({ state: 'closed', closed_on: dayOf(new Date()) });

  const lines = await linesOf(draft.id);
  expect(lines.filter(({ step: name }) => name === 'rate').map(({ relation, onBehalfOf }) => [relation, onBehalfOf])).toEqual([['signer', undefined], ['signer', undefined], ['county_office', '石大山'], ['signer', undefined]]);
  const { related } = await reading(county.house, member, async (look) => aroundProposals(look, [await get(look, proposal, draft.id)]));
  expect(related!.earlier, 'the first reply and its rating are still to be seen').toMatchObject([{ round: 1, letter: 'B', rating_result: 'dissatisfied', rating_opinion: '没有说什么时候修' }]);
});

test('merging keeps every original, follows the chain to its end and answers every proposer', async () => {
  const { cast: { office, 'unit clerk': water, member }, here } = county;
  const paper = (title: string) => enter(office, { title, proposer_kind: 'organisation', proposer_name: '县工商联', public_ok: false });
  const [a, b, root] = [await enter(office, { title: '小塘清淤', member_id: here.member }), await paper('大塘清淤'), await paper('全县塘坝清淤')];
  expect((await linesOf(b!.id))[0], 'a paper is handed in already, for somebody').toMatchObject({ to: 'submitted', onBehalfOf: '县工商联' });
  for (const row of [b!, root!]) await step(office, row.id, 'file');
  expect(await step(office, a!.id, 'merge', { input: { merged_into_id: b!.id } })).toMatchObject({ state: 'merged', merged_into_id: b!.id, merged_root_id: b!.id, disposition: 'merged' });
  await step(office, b!.id, 'merge', { input: { merged_into_id: root!.id } });
  expect(await seen(office, a!.id), 'kept as decided, resolved to where it is handled').toMatchObject({ merged_into_id: b!.id, merged_root_id: root!.id });
  await expect(step(office, root!.id, 'merge', { input: { merged_into_id: a!.id } })).rejects.toMatchObject({ status: 422 });
  await expect(step(member, a!.id, 'rate_merged', { input: { rating_work: 'satisfied', rating_result: 'satisfied' } })).rejects.toMatchObject({ status: 422 });

  expect(await seen(water, a!.id)).toBeUndefined();
  await step(office, root!.id, 'assign', { input: { lead_unit_id: here.unit, due_on: later } });
  expect(await seen(water, a!.id), 'the unit knows whom it answers').toMatchObject({ lead_unit_id: here.unit });
  await step(water, root!.id, 'accept');
  await step(water, root!.id, 'reply', { input: { result: 'SOLVED', reply: '已清淤。' } });
  expect(await seen(member, a!.id)).toMatchObject({ state: 'merged', replied_on: dayOf(new Date()), result: 'SOLVED', reply: '已清淤。' });
  for (const [id, name] of [[root!.id, 'rate'], [b!.id, 'rate_merged']] as const) await step(office, id, name, { input: { rating_work: 'satisfied', rating_result: 'satisfied' } });
  expect(await seen(office, root!.id), 'shown when all have spoken').toMatchObject({ state: 'replied', rating_result: null });
  expect(await step(member, a!.id, 'rate_merged', { input: { rating_work: 'satisfied', rating_result: 'basically' } })).toMatchObject({ state: 'merged', rating_result: 'basically' });
  expect(await seen(office, root!.id), 'the worst of all that it answers').toMatchObject({ state: 'rated', rating_result: 'basically' });
});

test('numbers are given without gap or double when many submit and file at once; refused ones take none', async () => {
  const fresh = await testCounty([proposalsSlice]);
  const { house, cast: { office } } = fresh;
  const act = <T>(work: Parameters<typeof transact<T>>[3]) => transact(house, office, null, work);
  const rows = await Promise.all(Array.from({ length: 20 }, (_, n) => act((one) => enterProposal(one, { title: `第${n}件`, proposer_kind: 'party', proposer_name: '民建县支部' }, {}))));
  expect(rows.map(({ serial_no: n }) => n).toSorted((a, b) => a! - b!)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  const outcomes = await Promise.allSettled(rows.map(({ id }, n) => act((one) => take(one, proposal, id, n % 4 === 0 ? 'refuse' : 'file', n % 4 === 0
    ? { reason: '推介产品', input: { refusal_ground: 'promotion' }, effect: effects.refuse } : { effect: effects.file }))));
  const numbers = outcomes.map((one) => (one.status === 'fulfilled' ? one.value.proposal_no : 'failed'));
  expect(numbers.filter((n) => n !== null).toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 15 }, (_, n) => n + 1));
  await fresh.drop();
});

test('what cannot be is refused with a sentence at its field, and nothing is kept', async () => {
  const { cast: { office, member, worker, 'other worker': stranger }, here, there } = county;
  const nobody = '0198c000-0000-7000-8000-00000000dead';
  await expect(enter(member, { title: '甲', cosigners: '王五、杨小河' })).rejects.toMatchObject({ status: 422, fields: { cosigners: expect.stringContaining('“王五”') } });
  await expect(enter(member, { title: '甲', member_id: there.member })).rejects.toMatchObject({ status: 403 });
  await expect(enter(office, { title: '甲', member_id: nobody })).rejects.toMatchObject({ status: 422, fields: { member_id: expect.any(String) } });
  await expect(enter(office, { title: '甲', proposer_kind: 'party' })).rejects.toMatchObject({ status: 422, fields: { proposer_name: expect.any(String) } });
  await expect(enter(office, { title: '甲', member_id: here.member, submitted_on: '2199-01-01' })).rejects.toMatchObject({ status: 422, fields: { submitted_on: expect.any(String) } });
  await expect(enter(stranger, { title: '甲', member_id: here.member, committee_id: here.committee })).rejects.toMatchObject({ status: 403 });
  const gathered = await enter(worker, { title: '联络委征集的提案', member_id: here.member, committee_id: here.committee, cosigners: '杨小河' });
  expect(gathered).toMatchObject({ state: 'submitted', committee_id: here.committee, cosigner_ids: [there.member], proposer_kind: 'joint' });
  await step(office, gathered.id, 'file');
  await expect(step(office, gathered.id, 'assign', { input: { lead_unit_id: here.unit, assisting: '县水务局', due_on: later } })).rejects.toMatchObject({ fields: { assisting: expect.any(String) } });
  await expect(step(office, gathered.id, 'assign', { input: { lead_unit_id: here.unit, due_on: '2020-01-01' } })).rejects.toMatchObject({ fields: { due_on: expect.any(String) } });
  await expect(correct(office, (await seen(office, gathered.id))!, { session: 8 })).rejects.toMatchObject({ fields: { session: expect.any(String) } });
  expect(await seen(office, gathered.id)).toMatchObject({ state: 'filed', session: gathered.session });
});

test('a draft taken back stays its author’s own affair', async () => {
  const { cast: { office, member, worker, chair } } = county;
  const draft = await enter(member, { title: '还没想好' });
  await step(member, draft.id, 'withdraw', { reason: '重写' });
  expect(await Promise.all([member, office, chair, worker].map(async (actor) => (await seen(actor, draft.id)) !== undefined))).toEqual([true, false, false, false]);
});
