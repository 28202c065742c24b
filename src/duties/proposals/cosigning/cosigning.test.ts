import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { reading, transact, type House } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { createMany, edit, take, type Taking } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { correctProposal } from '#duties/proposals/correcting.ts';
import { precheck } from '#duties/proposals/drafting/precheck.tsx';
import { enterProposal, type Entered } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

let county: TestCounty;
let house: House;
let third: string;
let now: Date;
beforeAll(async () => {
  county = await testCounty([proposalsSlice]);
  house = { ...county.house, clock: () => now };
  third = await county.act(async (act) => {
    const [somebody] = await createMany(act, person, [{ name: '韦志' }]);
    const [seat] = await createMany(act, member, [{ person_id: somebody!.id, name: '韦志', term: 9, committee_id: county.here.committee, joined_on: '2022-01-10', standing: false, name_key: '' }]);
    return seat!.id;
  });
});
/** Time goes on from test to test: no act is noted before the one before it. */
let began = Date.UTC(2030, 0, 1);
beforeEach(() => {
  began += 30 * 86_400_000;
  on(day(0));
});
afterAll(() => county.drop());

const day = (later: number): string => new Date(began + later * 86_400_000).toISOString().slice(0, 10);
const on = (today: string): void => void (now = new Date(`${today}T09:00:00+08:00`));
const act = <T>(actor: Actor, work: Parameters<typeof transact<T>>[3]) => transact(house, actor, null, work);
const text = { title: '关于解决村口道路积水的提案', situation: '雨后积水。', advice: '一、疏通边沟。\n二、抬高路面。', public_ok: true };
const draft = (values: Entered = {}) => act(county.cast.member, (one) => enterProposal(one, { ...text, ...values }, {}));
const step = (actor: Actor, id: string, name: keyof typeof proposal.steps, taking: Taking<Proposal> = {}) => act(actor, (one) => take(one, proposal, id, name, { ...taking, effect: effects[name] }));
const handIn = (id: string) => step(county.cast.member, id, 'submit', { input: { none_forbidden: true } });
const lastLine = async (id: string) => reading(house, county.cast.program, async ({ db }) => {
  const row = await db.selectFrom('journal').select('content').where('county_id', '=', county.id).where('record_id', '=', id).orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
  return JSON.parse(row.content) as { step: string; before: Partial<Proposal>; after: Partial<Proposal> };
});

test('one is asked once and never oneself, until the day that the plan gives or the writer sets', async () => {
  const { here, there } = county;
  expect(await draft({ invited_ids: [there.member, here.member, there.member] })).toMatchObject({ invited_ids: [there.member], cosign_by: day(7), state: 'draft' });
  expect(await draft({ invited_ids: [third], cosign_by: day(2) })).toMatchObject({ cosign_by: day(2) });
  expect(await draft()).toMatchObject({ invited_ids: [], cosign_by: null });
  await expect(draft({ invited_ids: [third], cosign_by: day(-1) })).rejects.toMatchObject({ fields: { cosign_by: expect.any(String) } });
});

test('one signs, one lets the day pass: who did not sign falls out at submission, and the journal says so', async () => {
  const { there, cast: { 'other member': friend } } = county;
  const { id } = await draft({ invited_ids: [there.member, third] });
  await step(friend, id, 'cosign');
  on(day(8));
  expect(await handIn(id)).toMatchObject({ cosigner_ids: [there.member], invited_ids: [], proposer_kind: 'joint', suggestions: ['一、疏通边沟。', '二、抬高路面。'] });
  expect(await lastLine(id)).toMatchObject({ step: 'submit', before: { invited_ids: [third] }, after: { invited_ids: [] } });
});

test('handed in before the day, the asked may still sign until then, and not after', async () => {
  const { there, cast: { 'other member': friend } } = county;
  const [early, late] = [await draft({ invited_ids: [there.member] }), await draft({ invited_ids: [there.member] })];
  for (const { id } of [early, late]) expect(await handIn(id)).toMatchObject({ invited_ids: [there.member], proposer_kind: 'member' });
  expect(await step(friend, early.id, 'cosign')).toMatchObject({ cosigner_ids: [there.member], proposer_kind: 'joint' });
  on(day(8));
  await expect(step(friend, late.id, 'cosign')).rejects.toMatchObject({ status: 422, message: expect.stringContaining(`联名签名到${day(7)}为止`) });
});

test('an invitation is taken back while it is not signed, by whoever sent it', async () => {
  const { there, cast: { member: author, 'other member': friend, office } } = county;
  const { id } = await draft({ invited_ids: [there.member, third] });
  await step(friend, id, 'cosign');
  const back = (actor: Actor, ids: string[]) => step(actor, id, 'uninvite', { input: { uninvited_ids: ids } });
  await expect(back(author, [there.member]), 'signed already').rejects.toMatchObject({ fields: { uninvited_ids: expect.any(String) } });
  await expect(back(author, [])).rejects.toMatchObject({ status: 422 });
  await expect(back(friend, [third])).rejects.toMatchObject({ status: 403 });
  await expect(back(office, [third]), 'a draft is the author’s own').rejects.toMatchObject({ status: 404 });
  expect(await back(author, [third])).toMatchObject({ invited_ids: [], cosigner_ids: [there.member] });
  await expect(back(author, [third])).rejects.toMatchObject({ status: 403 });
});

test('a correction keeps the day and the signatures as long as the text is the same', async () => {
  const { there, cast: { member: author, 'other member': friend } } = county;
  const { id } = await draft({ invited_ids: [there.member] });
  await step(friend, id, 'cosign');
  const correct = (values: Entered) => act(author, async (one) => edit(one, proposal, id, undefined, await correctProposal(one, (await find(one, proposal, id))!, values)));
  on(day(3));
  expect(await correct({ ...text, invited_ids: [there.member, third] })).toMatchObject({ cosigner_ids: [there.member], invited_ids: [third], cosign_by: day(7) });
  expect(await correct({ ...text, advice: '装路灯。', invited_ids: [there.member, third] }), 'another text is signed again').toMatchObject({ cosigner_ids: [], invited_ids: [there.member, third] });
});

test('not to be published needs a reason, too long a text is not taken, and each says what to do', async () => {
  const shy = await draft({ public_ok: false });
  await expect(handIn(shy.id)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('不同意的写明理由') });
  const said = await draft({ public_ok: false, public_why: '涉及个人隐私' });
  expect(await handIn(said.id)).toMatchObject({ state: 'submitted', public_why: '涉及个人隐私' });
  const long = await draft({ situation: '水'.repeat(2_600) });
  await expect(handIn(long.id)).rejects.toMatchObject({ status: 422, fields: { '': expect.stringMatching(/正文最多2500字，现在有26\d\d字/u) } });
  const wordy = await draft({ title: `关于${'修路'.repeat(30)}的提案` });
  await expect(handIn(wordy.id)).rejects.toMatchObject({ fields: { '': expect.stringContaining('案由不超过50字') } });
});

test('like ones of all years: the whole of one’s own, of others no more than the session’s list says, and nothing that was not filed', async () => {
  const { cast: { office, member: author } } = county;
  const enter = (title: string, term: number, session: number) => act(office, (one) => enterProposal(one, { title, proposer_kind: 'organisation', proposer_name: '县工商联', term, session, situation: '村卫生室缺药，老人买药要跑镇上。' }, {}));
  const [old, secret] = [await enter('关于解决村卫生室药品短缺的提案', 8, 2), await enter('关于补齐村卫生室药品的提案', 9, 1)];
  await step(office, old.id, 'file');
  await act(office, async (one) => { for (let n = 0; n < 40; n += 1) await enterProposal(one, { title: `关于第${n}所学校食堂管理的提案`, proposer_kind: 'party', proposer_name: '民建县支部' }, {}); });
  const own = await draft({ title: '关于村卫生室药品的建议', situation: '缺药。' });
  for (const indexed of [false, true]) {
    if (indexed) await indexPending(county.house, county.id);
    if (indexed) await county.database.ownerPool.query('analyze search_entries');
    const lines = async (actor: Actor) => (await reading(house, actor, (look) => precheck(look, { title: '关于保障村卫生室药品供应的提案', situation: '村卫生室药品不全' }, own.id))).similar;
    const seen = await lines(author);
    expect(seen.find(({ title }) => title === old.title), `indexed: ${indexed}`).toEqual({ title: old.title, about: '八届二次第1号', href: null });
    expect(seen.map(({ title }) => title)).not.toContain(secret.title);
    expect(seen.every(({ title }) => !title.includes('食堂'))).toBe(true);
    const byOffice = await lines(office);
    expect(byOffice.find(({ title }) => title === secret.title)).toMatchObject({ href: `/proposals/${secret.id}` });
  }
});
