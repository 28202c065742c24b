import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { reading, transact } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { all, is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { specialCommittee } from '#institutions/groupings/record.ts';
import { enterProposal, type Entered } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { giveVerdicts, undo, type Said } from '#duties/proposals/review/actions.ts';
import { boardOf } from '#duties/proposals/review/board-reading.ts';
import { decidedOf, noticesPaper } from '#duties/proposals/review/notices.ts';
import { proposalFigures, reviewFigures } from '#duties/proposals/review/facts.ts';
import { proposalReview, reviewFields, type ProposalReview } from '#duties/proposals/review/record.ts';
import { reviewNumbers, reviewReport } from '#duties/proposals/review/report.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { signaturesGiven, signers } from '#duties/proposals/statistics/figures.ts';
import { ofSitting } from '#duties/proposals/statistics/span.ts';
import { numbersAmong } from '#duties/proposals/statistics/statistics.ts';
import { other, own } from '../../../../test/cast.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([{ records: [member, specialCommittee] }, proposalsSlice]);
  await county.act(async (act) => {
    const [committee] = await createMany(act, specialCommittee, [{ name: '提案委' }]);
    const [somebody] = await createMany(act, person, [{ name: '审查人甲' }]);
    await createMany(act, member, [{ person_id: somebody!.id, name: '审查人甲', term: 9, special_committee_id: committee!.id, joined_on: '2022-01-10', standing: false, name_key: '' }]);
  });
  const [seated] = await county.act((act) => list(act, member, { where: is('name', '审查人甲'), limit: 1 }));
  reviewer = { ...county.cast['other member'], memberId: seated!.id, personId: seated!.person_id, name: '审查人甲' };
});
afterAll(() => county.drop());

let reviewer: Actor;
const words = { situation: '村口道路低洼，雨后积水。', advice: '一、疏通边沟。' };
const enter = (title: string, more: Partial<Entered> = {}) =>
  transact(county.house, county.cast.office, null, (act) => enterProposal(act, { title, ...words, member_id: county.here.member, term: 9, session: 5, time_class: 'session', ...more }, {}));
const say = (actor: Actor, ids: string[], said: Said) => transact(county.house, actor, null, async (act) => ({ n: await giveVerdicts(act, ids, said), at: act.at }));
const seen = (id: string) => reading(county.house, county.cast.office, (look) => get(look, proposal, id));
const reviewsOf = (id: string): Promise<ProposalReview[]> =>
  reading(county.house, county.cast.office, (look) => list(look, proposalReview, { where: is<ProposalReview>('proposal_id', id), order: [{ column: 'id' }], limit: 50 }));
const session = { term: 9, session: 5 };

test('who may do what with a word once said', () => {
  expect(faultsOfPath(proposalReview)).toEqual([]);
  expect(matrix<ProposalReview>(proposalReview, { 'by the own person': { reviewer_id: own.person }, 'by another, on paper': { reviewer_id: null } })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, proposalReview, reviewFields.omit({ proposal_id: true, into_id: true }), {
    columns: { reviewer_id: [own.person, other.person, null], proposal_id: [own.member] },
    conditions: Object.fromEntries(reviewFigures.map((one) => [one.name, one.where])),
  }));

test('members of the committee that the plan names review in rounds, never their own; others do not', async () => {
  const { office, member: author, 'other member': stranger, chair } = county.cast;
  const row = await enter('关于修路的提案');
  expect(await say(reviewer, [row.id], { round: 1, verdict: 'file' })).toMatchObject({ n: 1 });
  expect(await say(reviewer, [row.id], { round: 1, verdict: 'convert' }), 'who thinks better of it takes the first word back').toMatchObject({ n: 1 });
  await say(office, [row.id], { round: 1, verdict: 'file', reviewer: '王副主席' });
  expect((await reviewsOf(row.id)).map(({ reviewer: name, verdict, state, reviewer_id }) => [name, verdict, state, reviewer_id !== null]))
    .toEqual([['审查人甲', 'file', 'void', true], ['审查人甲', 'convert', 'given', true], ['王副主席', 'file', 'given', false]]);
  expect((await seen(row.id)).state, 'nothing is carried out before the last round').toBe('submitted');
  const signed = await enter('关于自己联名的提案', { cosigners: undefined });
  await county.act(async (act) => { await act.db.updateTable('proposals').set({ cosigner_ids: [reviewer.memberId!] }).where('county_id', '=', county.id).where('id', '=', signed.id).execute(); });
  await expect(say(reviewer, [row.id, signed.id], { round: 1, verdict: 'file' })).rejects.toMatchObject({ status: 422, message: expect.stringContaining('回避') });
  for (const actor of [author, stranger]) await expect(say(actor, [row.id], { round: 1, verdict: 'file' })).rejects.toMatchObject({ status: 404 });
  await expect(say(chair, [row.id], { round: 1, verdict: 'file' })).rejects.toMatchObject({ status: 403 });
  await expect(say(reviewer, [row.id], { round: 4, verdict: 'file' })).rejects.toMatchObject({ fields: { round: expect.any(String) } });
  await say(reviewer, [row.id], { round: 3, verdict: 'refuse', ground: 'empty', remark: '没有建议' });
  expect((await seen(row.id)).state, 'a reviewer never carries it out').toBe('submitted');
});

test('the office carries the last round out: filed, merged under a lead with every original kept, converted, letter, returned, refused', async () => {
  const { office } = county.cast;
  const rows = [];
  for (const title of ['关于甲的提案', '关于乙的提案', '关于丙的提案', '关于丁的提案', '关于戊的提案', '关于己的提案']) rows.push(await enter(title));
  const [lead, along, item, letter, back, empty] = rows.map(({ id }) => id) as [string, string, string, string, string, string];
  await expect(say(office, [back], { round: 3, verdict: 'return' })).rejects.toMatchObject({ fields: { remark: expect.any(String) } });
  await expect(say(office, [empty], { round: 3, verdict: 'refuse', remark: '空' })).rejects.toMatchObject({ fields: { ground: expect.any(String) } });
  await say(office, [along, lead], { round: 3, verdict: 'merge', into_id: lead });
  await say(office, [item], { round: 3, verdict: 'convert' });
  await say(office, [letter], { round: 3, verdict: 'letter' });
  await say(office, [back], { round: 3, verdict: 'return', remark: '请补写建议' });
  await say(office, [empty], { round: 3, verdict: 'refuse', ground: 'empty', remark: '没有具体建议' });
  const states = await Promise.all([lead, along, item, letter, back, empty].map(seen));
  expect(states.map(({ state, disposition }) => `${state}/${disposition}`)).toEqual(['filed/filed', 'merged/merged', 'converted/converted', 'letter/letter', 'returned/null', 'refused/refused']);
  expect(states[1]).toMatchObject({ merged_into_id: lead, member_id: county.here.member });
  expect((await reviewsOf(along)).at(-1)).toMatchObject({ round: 3, reviewer: '提案委员会', reviewer_id: null, verdict: 'merge', into_id: lead });
  await expect(say(office, [lead], { round: 3, verdict: 'file' })).rejects.toMatchObject({ status: 409 });

  const numbers = await reading(county.house, office, (look) => reviewNumbers(look, session, today()));
  expect(numbers).toMatchObject({ received: 8, filed: 1, merged: 1, groups: 1, converted: 1, letters: 1, refused: 1, returned: 1, waiting: 2, persons: 2, signatures: 9 });
  const text = JSON.stringify(reviewReport(numbers, { session, committee: '提案委员会', bodyName: '政协', date: '2026-01-01' }));
  expect(text).toContain('收到的8件提案中，单独立案1件；并案1件，并入1件主案；转社情民意信息1件；作委员来信处理1件；不予立案1件；退回修改1件；尚在审查2件');
  expect(text).toContain('立案率12.5%（1件除以收到的8件，');
  const paper = noticesPaper(await reading(county.house, office, (look) => decidedOf(look, session)), { session, bodyName: '政协', committee: '提案委员会', date: '2026-01-01' });
  expect(paper.papers).toHaveLength(1);
  const told = JSON.stringify(paper.papers[0]);
  for (const words of ['石大山：', '没有具体建议', '请补写建议', '编为第1号', '主案是第1号《关于甲的提案》', '作委员来信']) expect(told).toContain(words);
});

test('one act is taken back whole, numbers from the last on; what others were built on stands', async () => {
  const { office } = county.cast;
  const [one, two, three] = [(await enter('关于路灯的提案')).id, (await enter('关于水塘的提案')).id, (await enter('关于桥梁的提案')).id];
  const before = (await county.act((act) => list(act, proposal, { where: is('state', 'filed'), limit: 1 })))[0]!.proposal_no!;
  const first = await say(office, [one, two], { round: 3, verdict: 'file' });
  expect([(await seen(one)).proposal_no, (await seen(two)).proposal_no]).toEqual([before + 1, before + 2]);
  const second = await say(office, [three], { round: 3, verdict: 'file' });
  const takeBack = (at: Date) => transact(county.house, office, null, (act) => undo(act, at));
  await expect(takeBack(first.at)).rejects.toMatchObject({ status: 422, code: 'number_used' });
  expect((await seen(one)).state, 'refused as a whole').toBe('filed');
  expect(await takeBack(second.at)).toBe(1);
  expect(await takeBack(first.at)).toBe(2);
  await expect(takeBack(first.at)).rejects.toMatchObject({ status: 409 });
  expect([await seen(one), await seen(two)].map(({ state, proposal_no, disposition }) => [state, proposal_no, disposition])).toEqual([['submitted', null, null], ['submitted', null, null]]);
  const merged = await say(office, [one, two], { round: 3, verdict: 'merge', into_id: two });
  expect((await seen(two)).proposal_no, 'a number that was taken back is given again').toBe(before + 1);
  expect(await takeBack(merged.at)).toBe(2);
  const returned = await say(office, [three], { round: 3, verdict: 'return', remark: '补写' });
  expect(await takeBack(returned.at)).toBe(1);
  expect((await seen(three)).state).toBe('submitted');
});

test('the board has those alike side by side, says what was said, and counts', async () => {
  const fresh = { term: 9, session: 6 };
  const titles = ['关于解决县城停车难的提案', '关于保护古树的提案', '关于破解县城停车难的提案'];
  for (const title of titles) await enter(title, fresh);
  const board = (round: number) => reading(county.house, county.cast.office, (look) => boardOf(look, fresh, round, round === 3, 1));
  const found = await board(1);
  expect(found.rows.map(({ title, group }) => [title, group?.waiting])).toEqual([[titles[0], 2], [titles[2], 2], [titles[1], undefined]]);
  expect(found.progress).toEqual({ received: 3, reviewed: 0 });
  await say(reviewer, [found.rows[0]!.id], { round: 1, verdict: 'file' });
  expect((await board(1)).progress).toEqual({ received: 3, reviewed: 1 });
  expect((await board(1)).rows[0]!.said).toMatchObject([{ verdict: 'file', reviewer: '审查人甲' }]);
  expect((await board(3)).progress).toEqual({ received: 3, reviewed: 0 });
  await say(county.cast.office, [found.rows[0]!.id], { round: 3, verdict: 'file' });
  expect((await board(3)).progress).toEqual({ received: 3, reviewed: 1 });
  expect((await board(3)).rows.find(({ title }) => title === titles[2])!.group).toMatchObject({ waiting: 1, filed: [{ title: titles[0] }] });
  expect((await board(1)).sessions).toEqual([{ term: 9, session: 6 }, { term: 9, session: 5 }]);
});

test('the report counts as the statistics do: who stands on the paper alone is a person too', async () => {
  const alone = { term: 9, session: 7 };
  const signed = (title: string, names: string[]) => enter(title, { ...alone, other_cosigners: names } as Partial<Entered>);
  await signed('关于护林的提案', ['杨四', '吴五']);
  await signed('关于修塘的提案', ['杨四']);
  await enter('关于平时一件事的提案', { ...alone, time_class: 'ordinary' });
  const numbers = await reading(county.house, reviewer, (look) => reviewNumbers(look, alone, today()));
  expect(numbers, 'also for a reviewer, who sees none of them').toMatchObject({ received: 2, waiting: 2, persons: 3, signatures: 5, byKind: [{ n: 2 }] });
  const among = all(ofSitting(alone), is<Proposal>('time_class', 'session'));
  const statistics = await reading(county.house, county.cast.office, (look) => numbersAmong(look, [signers, signaturesGiven], among));
  expect([...statistics.values()]).toEqual([numbers.persons, numbers.signatures]);
});

test('every number of the review opens the list it counts', () =>
  expectListsEqualFigures(county.house, [...proposalFigures, ...reviewFigures], { actors: [county.cast.program, county.cast.office], committees: [county.here.committee] }));
