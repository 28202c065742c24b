import fc from 'fast-check';
import { sql } from 'kysely';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unit } from '#institutions/units/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { toDocx } from '#platform/documents/docx.ts';
import { countFigures } from '#platform/figures/count.ts';
import { listDerived } from '#platform/figures/count.ts';
import { reading, transact } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { createMany, edit, take, type Taking } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { effects as proposalEffects } from '#duties/proposals/actions.ts';
import { beginAnswer, correctAnswer, effects } from '#duties/proposals/answers/actions.ts';
import { aroundAnswers } from '#duties/proposals/answers/around.ts';
import { composed } from '#duties/proposals/answers/composing.ts';
import { figures, suggestionFigures } from '#duties/proposals/answers/facts.ts';
import { resultChoices, schemeIn, worstOf } from '#duties/proposals/answers/letters.ts';
import { inHandOf } from '#duties/proposals/answers/next.ts';
import { letterPaper } from '#duties/proposals/answers/paper.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { bestOfEach } from '#duties/proposals/answers/sending.ts';
import { effects as talkEffects, noteTalk } from '#duties/proposals/contacts/actions.ts';
import { proposalContact } from '#duties/proposals/contacts/record.ts';
import { talksStanding } from '#duties/proposals/contacts/standing.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { results } from '#duties/proposals/words.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

let county: TestCounty;
let police: Actor;
let policeUnit: string;
const today = dayOf(new Date());
const later = dayOf(new Date(Date.now() + 60 * 86_400_000));

beforeAll(async () => {
  county = await testCounty([proposalsSlice]);
  const [made] = await county.act((act) => createMany(act, unit, [{ name: '县公安局', side: 'government' }]));
  policeUnit = made!.id;
  police = { ...county.cast['unit clerk'], personId: null, posts: [{ role: 'unit_clerk', committeeId: null, unitId: policeUnit }] };
});
afterAll(() => county.drop());

let n = 0;
const handed = async (columns: Partial<Proposal> = {}): Promise<Proposal> => {
  n += 1;
  const { here, there } = county;
  const [row] = await county.act((act) => createMany(act, proposal, [{
    state: 'accepted', disposition: 'filed', title: '关于解决村口道路积水的提案', proposal_no: n, proposer_name: '石大山', proposer_kind: 'joint', member_id: here.member, cosigner_ids: [there.member], term: 9, session: 5,
    time_class: 'session', submitted_on: today, advice: '疏通边沟。抬高路面。', suggestions: ['一、疏通边沟', '二、抬高路面'], suggestions_n: 2, lead_unit_id: there.unit, assigned_on: today, clock_from: today, due_on: later, ...columns,
  } as Partial<Proposal>]));
  return row!;
};
const begin = (actor: Actor, row: Proposal, unit_id?: string) => county.act((act) => beginAnswer(act, { proposal_id: row.id, unit_id }, {}), actor);
const write = (actor: Actor, row: ProposalAnswer, typed: Partial<ProposalAnswer>) => county.act(async (act) => edit(act, proposalAnswer, row.id, undefined, await correctAnswer(act, row, typed)), actor);
const step = (actor: Actor, row: { id: string }, name: keyof typeof proposalAnswer.steps, taking: Taking<ProposalAnswer> = {}) =>
  county.act((act) => take(act, proposalAnswer, row.id, name, { input: {}, ...taking, effect: effects[name] }), actor);
const seen = (actor: Actor, row: { id: string }) => reading(county.house, actor, (look) => find(look, proposal, row.id));
const seenLetter = (actor: Actor, row: { id: string }) => reading(county.house, actor, (look) => find(look, proposalAnswer, row.id));
const set = (key: string, value: string) => county.act(async ({ db }) => void (await sql`insert into parameter_values (county_id, id, state, version, changed_at, created_at, key, value, from_day) values (${county.id}, gen_random_uuid(), 'set', 1, now(), now(), ${key}, ${value}, '2020-01-01')`.execute(db)));
const unset = (key: string) => county.act(async ({ db }) => void (await sql`delete from parameter_values where key = ${key}`.execute(db)));

const whole: Partial<ProposalAnswer> = { result: 'PLANNED', adoptions: ['adopted', 'planned'], answers: ['边沟已疏通。', '列入明年养护计划。'], contact_name: '周敏', contact_phone: '0855-1234567' };
const signature = { input: { signer: '李局长', doc_code: '云交函' } };

test('a lead with two assisting units: from the first talk to the letter, with a draft that the proposer does not agree with', async () => {
  const { cast, here, there } = county;
  const { member, 'other member': friend, office, 'unit clerk': water, 'other unit clerk': traffic, auditor } = cast;
  const row = await handed({ assisting_ids: [here.unit, policeUnit] });
  expect((await reading(county.house, traffic, inHandOf)).find((one) => one.row.id === row.id)?.next.words).toBe('与提案人第一次沟通');
  const talk = await county.act((act) => noteTalk(act, { proposal_id: row.id, stage: 'before', way: 'visit', note: '提案人希望汛期前疏通边沟' }, {}), traffic);
  expect(await seen(traffic, row)).toMatchObject({ talks: 1 });
  expect((await reading(county.house, traffic, (look) => talksStanding(look, row))).lacking).toBe('已与提案人沟通1次，规定不少于2次，还差1次。');

  const letter = await begin(traffic, row);
  expect(letter).toMatchObject({ role: 'lead', state: 'drafting', round: 1, unit_id: there.unit, member_id: here.member, signer_ids: [there.member] });
  expect((await begin(traffic, row)).id, 'begun once').toBe(letter.id);
  expect(await Promise.all([member, friend, water].map((actor) => seenLetter(actor, letter))), 'a draft is the unit’s own').toEqual([undefined, undefined, undefined]);
  await expect(step(traffic, letter, 'show')).rejects.toMatchObject({ status: 422, message: '还缺办理结果、第1、2条建议的采纳情况和答复、答复内容、联系人和联系电话。请点“修改”补写。' });
  const drafted = await write(traffic, letter, whole);
  await expect(step(traffic, drafted, 'sign', signature)).rejects.toMatchObject({ status: 422, code: 'not_shown' });
  expect(await step(traffic, drafted, 'show')).toMatchObject({ state: 'shown', letter: 'B', shown_on: today });
  expect(await seenLetter(friend, letter), 'only the first proposer is asked').toBeUndefined();
  await expect(step(traffic, letter, 'sign', signature)).rejects.toMatchObject({ code: 'still_shown' });
  await expect(step(traffic, letter, 'agree'), 'the unit does not speak for the proposer').rejects.toMatchObject({ status: 403 });
  await step(member, letter, 'disagree', { input: { draft_opinion: '没有写什么时候抬高路面' } });
  await expect(step(traffic, letter, 'sign', signature)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('不同意这一稿') });
  const reopened = await step(traffic, letter, 'redraft');
  const better = await write(traffic, reopened, { ...whole, answers: ['边沟已疏通。', '明年三月开工抬高路面。'] });
  await step(traffic, better, 'show');
  expect(await step(member, letter, 'agree')).toMatchObject({ draft_view: 'agree', state: 'shown' });
  const signed = await step(traffic, letter, 'sign', signature);
  expect(signed).toMatchObject({ state: 'signed', doc_no: `云交函〔${today.slice(0, 4)}〕1号`, number: 1, letter: 'B', signer: '李局长' });
  expect(signed.body).toContain('二、关于“抬高路面”（列入计划）\n明年三月开工抬高路面。');

  await expect(step(traffic, letter, 'check'), 'nobody checks the own letter').rejects.toMatchObject({ status: 403 });
  expect(await step(office, letter, 'recast', { input: { result: 'SOLVED' }, reason: '第一条已经办成' })).toMatchObject({ letter: 'A', letter_was: 'B', result: 'SOLVED' });
  await step(office, letter, 'check');
  await expect(step(traffic, letter, 'send'), 'the assisting units come first').rejects.toMatchObject({ message: '还有2个会办单位没有会签，会签之后才能答复。' });

  const opinion = await write(water, await begin(water, row), { answers: ['涵洞由我局清淤。'], contact_name: '赵水', contact_phone: '0855-7654321' });
  await expect(step(water, opinion, 'sign', { input: { signer: '王局长' } })).rejects.toMatchObject({ fields: { doc_code: expect.any(String) } });
  expect(await step(water, opinion, 'sign', { input: { signer: '王局长', doc_code: '云水会' } }), 'nobody checks an opinion').toMatchObject({ state: 'checked', doc_no: expect.stringMatching(/^云水会〔\d{4}〕1号$/u) });
  expect(await seenLetter(traffic, opinion)).toBeUndefined();
  await step(water, opinion, 'send');
  expect(await seenLetter(traffic, opinion), 'the lead unit reads it').toBeDefined();
  expect(await seen(traffic, row)).toMatchObject({ countersigned_ids: [here.unit], state: 'accepted' });
  await county.act((act) => take(act, proposal, row.id, 'countersign', { effect: proposalEffects.countersign }), police);

  expect(await step(traffic, letter, 'send')).toMatchObject({ state: 'sent', sent_on: today, on_time: true });
  expect(await seen(member, row)).toMatchObject({ state: 'replied', result: 'SOLVED', letter: 'A', reply: signed.body, replied_on: today, adoptions: ['adopted', 'planned'], adopted_n: 1, on_time: true });
  expect(await seenLetter(friend, letter), 'every signer gets the letter').toBeDefined();
  await expect(county.act((act) => take(act, proposalContact, talk.id, 'deny', { reason: '没有人来过', effect: talkEffects.deny }), traffic)).rejects.toMatchObject({ status: 403 });
  await county.act((act) => take(act, proposalContact, talk.id, 'deny', { reason: '没有人来过', effect: talkEffects.deny }), friend);
  expect(await seen(auditor, row)).toMatchObject({ talks: 0 });

  const paper = await reading(county.house, office, async (look) => {
    const now = await get(look, proposalAnswer, letter.id);
    const { units, related } = await aroundAnswers(look, [now]);
    return letterPaper({ row: now, units, ...related!, parent: related!.parent!, bodyName: '政协云岭自治县委员会', day: today });
  });
  expect(paper).toMatchObject({ title: `关于政协云岭自治县第九届委员会第五次会议第${row.proposal_no}号提案的答复`, category: 'A类', stage: undefined, copies: [{ addressee: '石大山委员' }, { addressee: '杨小河委员' }] });
  expect(paper.copyTo).toEqual(['县政协提案委员会', '县政府督查室', '县水务局', '县公安局']);
  expect((await toDocx(paper)).byteLength).toBeGreaterThan(5_000);
});

test('separate handling: the proposal is replied when the last unit has sent; the worst result stands, and each suggestion has the best of its answers', async () => {
  const { cast: { office, 'unit clerk': water, 'other unit clerk': traffic }, here } = county;
  const row = await handed({ mode: 'separate', separate_ids: [here.unit] });
  const letters = await Promise.all([traffic, water].map(async (actor, at) => {
    const typed = at === 0 ? { ...whole, adoptions: ['other', 'planned'], answers: ['', '列入计划。'], result: 'PLANNED' } : { ...whole, adoptions: ['adopted', 'other'], answers: ['已疏通。', ''], result: 'SOLVED' };
    const drafted = await write(actor, await begin(actor, row), typed);
    expect(drafted.role).toBe('separate');
    await step(actor, drafted, 'show');
    await step(office, drafted, 'reserve', { input: { draft_opinion: '电话里说可以' } });
    await step(actor, drafted, 'sign', signature);
    return step(office, drafted, 'check');
  }));
  await step(traffic, letters[0]!, 'send');
  expect(await seen(office, row)).toMatchObject({ state: 'accepted', replied_on: null });
  await step(water, letters[1]!, 'send');
  expect(await seen(office, row)).toMatchObject({ state: 'replied', result: 'PLANNED', letter: 'B', adoptions: ['adopted', 'planned'], adopted_n: 1 });
  expect((await seen(office, row))!.reply).toMatch(/县交通运输局：[\s\S]*县水务局：[\s\S]*已疏通/u);
});

test('merged originals: each gets the letter under its own number', async () => {
  const { cast: { office, 'other unit clerk': traffic }, there } = county;
  const root = await handed({ cosigner_ids: [] });
  const original = await handed({ state: 'merged', disposition: 'merged', merged_root_id: root.id, merged_into_id: root.id, member_id: there.member, proposer_name: '杨小河', cosigner_ids: [], suggestions: [], suggestions_n: 0 } as Partial<Proposal>);
  const letter = await write(traffic, await begin(traffic, root), whole);
  await step(traffic, letter, 'show');
  await step(office, letter, 'agree');
  await step(traffic, letter, 'sign', signature);
  await step(office, letter, 'check');
  await step(traffic, letter, 'send');
  expect(await seen(county.cast['other member'], original)).toMatchObject({ state: 'merged', replied_on: today, result: 'PLANNED', adoptions: [] });
  const copies = await reading(county.house, county.cast['other member'], async (look) => {
    const now = await get(look, proposalAnswer, letter.id);
    return now.signer_ids;
  });
  expect(copies, 'its proposer sees the letter').toEqual([there.member]);
  const posted = () => reading(county.house, office, async (look) => {
    const { units, related } = await aroundAnswers(look, [await get(look, proposalAnswer, letter.id)]);
    return { row: await get(look, proposalAnswer, letter.id), units, ...related!, parent: related!.parent!, bodyName: '政协云岭自治县委员会', day: today };
  });
  const paper = letterPaper(await posted());
  expect(paper.copies.map(({ addressee, title }) => [addressee, title?.match(/第(\d+)号/u)?.[1]])).toEqual([['石大山委员', String(root.proposal_no)], ['杨小河委员', String(original.proposal_no)]]);
  expect(paper.copies.map(({ opening }) => opening)).toEqual([undefined, expect.stringMatching(new RegExp(`^您提出的《${original.title}》，已并入《${root.title}》（第${root.proposal_no}号）一并办理`, 'u'))]);
  const unnumbered = letterPaper({ ...(await posted()), merged: [{ ...original, proposal_no: null }] });
  expect(unnumbered.copies[1]!.title, 'merged before it had a number').toContain(`第${root.proposal_no}号（并案）提案的答复`);
  expect(strFromU8(unzipSync(await toDocx(unnumbered))['word/document.xml']!).replaceAll(/<[^>]+>/gu, '')).toContain(`您提出的《${original.title}》`);
});

test('the plan decides: talks before the reply, a draft that need not be shown, a supervision unit that checks', async () => {
  const { cast: { office, 'other unit clerk': traffic }, there } = county;
  const keys = [['contacts.before_reply', 'refused'], ['answers.draft', 'free'], ['answers.supervisor_government', '县公安局']] as const;
  for (const [key, value] of keys) await set(key, value);
  const row = await handed();
  const direct = { input: { result: 'SOLVED', reply: '已办好。' }, effect: proposalEffects.reply };
  await expect(county.act((act) => take(act, proposal, row.id, 'reply', direct), traffic), 'also on the way of paper').rejects.toMatchObject({ status: 422, code: 'talks_missing', message: expect.stringContaining('还没有与提案人沟通过，规定不少于2次') });
  const letter = await write(traffic, await begin(traffic, row), whole);
  expect(await step(traffic, letter, 'sign', signature)).toMatchObject({ state: 'signed', supervisor_id: policeUnit });
  await step(police, letter, 'return', { reason: '没有写完成时间' });
  expect(await step(traffic, letter, 'sign', { input: { signer: '李局长' } }), 'it keeps its number').toMatchObject({ number: (await seenLetter(office, letter))!.number });
  await step(police, letter, 'check');
  await expect(step(traffic, letter, 'send')).rejects.toMatchObject({ code: 'talks_missing' });
  for (const stage of ['before', 'during']) await county.act((act) => noteTalk(act, { proposal_id: row.id, stage, way: 'telephone', note: '谈了' }, {}), traffic);
  expect(await step(traffic, letter, 'send')).toMatchObject({ state: 'sent' });
  for (const [key] of keys) await unset(key);
  await expect(begin(traffic, await handed({ state: 'assigned' }))).rejects.toMatchObject({ status: 409, code: 'not_accepted' });
  await expect(begin(traffic, await handed({ lead_unit_id: policeUnit })), 'not its affair').rejects.toMatchObject({ status: 404 });
  await expect(begin(office, await handed(), policeUnit)).rejects.toMatchObject({ fields: { unit_id: expect.any(String) } });
  await expect(county.act((act) => noteTalk(act, { proposal_id: row.id, stage: 'during', way: 'telephone', note: '谈了', held_on: '2199-01-01' }, {}), traffic)).rejects.toMatchObject({ fields: { held_on: expect.any(String) } });
  expect(there.unit).toBe(row.lead_unit_id);
});

test('numbers go on within unit, year and series; one that was used is refused', async () => {
  const { cast: { 'other unit clerk': traffic } } = county;
  await set('answers.draft', 'free');
  const letter = await write(traffic, await begin(traffic, await handed()), whole);
  const last = (await seenLetter(traffic, await step(traffic, letter, 'sign', signature)))!;
  const next = await write(traffic, await begin(traffic, await handed()), whole);
  await expect(step(traffic, next, 'sign', { input: { signer: '李局长', number: last.number } })).rejects.toMatchObject({ fields: { number: expect.stringContaining(last.doc_no!) } });
  await expect(step(traffic, next, 'sign', { input: { signer: '李局长', doc_code: '云交函〔2026〕3号' } })).rejects.toMatchObject({ fields: { doc_code: expect.any(String) } });
  expect(await step(traffic, next, 'sign', { input: { signer: '李局长' } })).toMatchObject({ number: last.number! + 1 });
  await unset('answers.draft');
});

test('the adoption rate counts suggestions, and its list is as long as the figure', () =>
  transact(county.house, county.cast.office, null, async (act) => {
    const values = await countFigures(act, figures, {});
    for (const one of suggestionFigures) expect((await listDerived(act, one as never, {})).length, one.name).toBe(values.get(one.name));
    expect([values.get('suggestions_answered'), values.get('suggestions_adopted')]).toEqual([8, 4]);
    expect(values.get('answers_sent')).toBe(5);
    expect(values.get('answers_relettered')).toBe(1);
  }));

test('letters by scheme: words or names, whatever the marks; what is not named has no letter', () => {
  const scheme = schemeIn('A＝已解决或基本解决、部分解决；b=IN_PROGRESS,planned；C：因条件限制暂缓，留作参考');
  expect(Object.fromEntries(scheme)).toEqual({ SOLVED: 'A', PARTLY: 'A', IN_PROGRESS: 'B', PLANNED: 'B', DEFERRED: 'C', REFERENCE: 'C' });
  expect(resultChoices(scheme).map(({ label }) => label)).toContain('不可行');
  fc.assert(fc.property(fc.string(), (text) => void schemeIn(text)));
});

test('the worst of several results and the best of each suggestion, whatever their order', () => {
  const names = Object.keys(results);
  fc.assert(fc.property(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 6 }), (all) => {
    expect(all.every((one) => names.indexOf(one) <= names.indexOf(worstOf(all)))).toBe(true);
  }));
  const adoption = fc.constantFrom('adopted', 'partly', 'planned', 'not', 'other');
  fc.assert(fc.property(fc.array(fc.array(adoption, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (all) => {
    expect(bestOfEach(all)).toEqual(bestOfEach(all.toReversed()));
    expect(bestOfEach(all)).not.toContain('other');
  }));
});

test('the composed letter holds every answer in the order of the suggestions', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.stringMatching(/^[一-龥]{1,60}$/u), fc.stringMatching(/^[一-龥]{1,30}$/u)), { minLength: 1, maxLength: 8 }), (pairs) => {
    const text = composed({ role: 'lead', body: null, answers: pairs.map(([, answer]) => answer), adoptions: pairs.map(() => 'adopted') }, { title: '题', proposal_no: 1, suggestions: pairs.map(([one]) => one) });
    let from = 0;
    for (const [, answer] of pairs) {
      const at = text.indexOf(answer, from);
      expect(at).toBeGreaterThanOrEqual(from);
      from = at;
    }
  }));
});
