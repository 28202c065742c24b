import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachmentsOf } from '#platform/files/attachments.ts';
import { receiptHolder } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { solve } from '#platform/ui/islands/sha256.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { effects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { pageWording, type PageWording } from '#duties/opinions/residents/record.ts';
import { SPOKEN } from '#duties/opinions/residents/report.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import * as made from '../../../../test/files.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const slices = [parametersSlice, workCalendarSlice, opinionsSlice];
let county: TestCounty;
let worker: Visitor;
let otherWorker: Visitor;
let member: Visitor;
/** Asks without a session. */
let ask: (path: string, more?: RequestInit) => Promise<Response>;

beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  worker = await visitor({ role: 'worker', committee: county.here.committee });
  otherWorker = await visitor({ role: 'worker', committee: county.there.committee });
  member = await visitor({ person: county.here.person });
  ask = (path, more = {}) => worker.fetch(path, { ...more, headers: { ...more.headers, cookie: '' } });
});
afterAll(() => county.drop());

interface Sending {
  query?: string;
  files?: { name: string; bytes: Uint8Array }[];
}

/** As a browser without script sends the form. */
function send(fields: Record<string, string>, { query = '', files = [] }: Sending = {}): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const { name, bytes } of files) body.append('files', new File([bytes as Uint8Array<ArrayBuffer>], name));
  return ask(`/r/test/${county.here.committee}${query}`, { method: 'POST', body });
}

const receiptIn = (answer: Response): string => new URL(answer.headers.get('location') ?? 'http://none', 'http://localhost').searchParams.get('receipt') ?? '';
const entryOf = async (receipt: string): Promise<LedgerEntry> =>
  (await reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { where: is<LedgerEntry>('receipt', receipt), limit: 1 })))[0]!;
const reported = async (fields: Record<string, string>, sending?: Sending): Promise<LedgerEntry> => entryOf(receiptIn(await send(fields, sending)));
const filesOf = ({ id }: LedgerEntry) => reading(county.house, county.cast.office, (look) => attachmentsOf(look, ledgerEntry, id));
const setParameter = (key: string, value: string) => county.act((act) => create<ParameterSetting>(act, parameterSetting, { key, value, from_day: '2020-01-01' }), county.cast.office);
const statusOf = async (receipt: string): Promise<any> => (await ask(`/api/v1/r/test/status?receipt=${receipt}`)).json();
const post = (path: string, fields: Record<string, string>) => ask(path, { method: 'POST', body: new URLSearchParams(fields) });
const answer = (entry: LedgerEntry, words: string) =>
  county.act((act) => take(act, ledgerEntry, entry.id, 'answer', { input: { outcome_text: words, answered_on: today() }, effect: effects['answer'] }), county.cast.worker);
const journalOf = ({ id }: LedgerEntry): Promise<string> =>
  reading(county.house, county.cast.office, async (look) =>
    (await sql<{ content: string }>`select content from journal where record_id = ${id}`.execute(look.db)).rows.map(({ content }) => content).join('\n'));

describe('the codes', () => {
  test('of a village fills in the place; of a member names the member, who then sees the matter and not who told it', async () => {
    const query = `?m=${county.here.member}&v=${encodeURIComponent('岩脚村')}`;
    const html = await (await ask(`/r/test/${county.here.committee}${query}`)).text();
    expect(html).toContain('value="岩脚村"');
    expect(html).toContain('由石大山委员转交');
    const entry = await reported({ matter: '水渠堵了', place: '岩脚村', phone: '13812345678' }, { query });
    expect(entry.through_member_id).toBe(county.here.member);
    const seen = await member.json(`/ledger/${entry.id}`);
    expect([seen.status, seen.body.matter]).toEqual([200, '水渠堵了']);
    expect(JSON.stringify(seen.body)).not.toContain('13812345678');
    expect((await worker.get(`/ledger/${entry.id}`)).text).toContain('扫的是委员的码');
  });

  test('that belong to nobody lead to the page all the same', async () => {
    expect((await ask(`/r/test/${county.here.committee}?m=${crypto.randomUUID()}&v=`)).status).toBe(200);
    expect((await reported({ matter: '路灯', place: '新寨' }, { query: '?m=nonsense' })).through_member_id).toBe(null);
  });

  test('are printed: one sheet for each member, one for each village', async () => {
    const base = `/committees/${county.here.committee}`;
    const chosen = (await worker.get(`${base}/posters`)).text;
    expect(chosen).toContain(`${base}/poster?m=${county.here.member}`);
    const villages = (await worker.get(`${base}/poster?v=${encodeURIComponent('岩脚村\n新寨村')}`)).text;
    expect(villages.match(/class="paper paper-a4"/g)).toHaveLength(2);
    expect(villages).toContain(`?v=${encodeURIComponent('新寨村')}`);
    expect((await worker.get(`${base}/poster?m=all`)).text).toContain('县政协委员 石大山');
  });
});

describe('photos and a voice', () => {
  const photo = async (name = '田.jpg') => ({ name, bytes: await made.photo() });

  test('are kept with the entry, small and without the place where they were taken', async () => {
    const entry = await reported({ matter: '桥栏杆断了', place: '岩脚村' }, { files: [await photo(), await photo('二.jpg'), { name: '录音.webm', bytes: made.webm() }] });
    const files = await filesOf(entry);
    expect(files.map(({ kind }) => kind)).toEqual(['jpeg', 'jpeg', 'webm']);
    const kept = Buffer.from(await new Response(await county.house.files.open(county.id, files[0]!.hash)).arrayBuffer());
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    expect(kept.includes(made.PLACE)).toBe(false);
    expect(files.every(({ added_by }) => added_by === '群众')).toBe(true);
  });

  test('a voice alone is a report, to be written down by staff', async () => {
    const entry = await reported({ matter: '', place: '岩脚村' }, { files: [{ name: 'voice.webm', bytes: made.webm() }] });
    expect(entry.matter).toBe(SPOKEN);
  });

  test('too many, other papers, and nothing at all are told so, with what was typed', async () => {
    for (const [files, sentence] of [
      [[await photo(), await photo(), await photo(), await photo()], '最多附3张照片和一段录音'],
      [[{ name: '材料.pdf', bytes: made.pdf() }], '这里只收照片和录音'],
    ] as const) {
      const back = await send({ matter: '材料见附件', place: '岩脚村' }, { files: [...files] });
      const html = await back.text();
      expect([back.status, html.includes(sentence), html.includes('材料见附件')]).toEqual([422, true, true]);
    }
    expect((await send({ matter: '', place: '岩脚村' }, { files: [await photo()] })).status).toBe(422);
  });

  test('sent twice, they are one report', async () => {
    const fields = { matter: '塌方', place: '岩脚村', request_id: 'photo-sent-twice' };
    const first = await reported(fields, { files: [await photo()] });
    const second = await reported(fields, { files: [await photo()] });
    expect(second.id).toBe(first.id);
    expect(await filesOf(first)).toHaveLength(1);
  });
});

test('who filled it in for somebody is written down, and stands in no journal', async () => {
  const query = '?help=1';
  const missing = await send({ matter: '井水浑', place: '岩脚村' }, { query });
  expect([missing.status, (await missing.text()).includes('请写上代填人的姓名')]).toEqual([422, true]);
  const entry = await reported({ matter: '井水浑', place: '岩脚村', proxy: '吴代填', phone: '13700001111' }, { query });
  expect(entry.proxy).toBe('吴代填');
  expect(await journalOf(entry)).not.toMatch(/吴代填|13700001111/);
  expect(await journalOf(entry)).toContain('井水浑');
});

describe('what must be looked at first', () => {
  beforeAll(() => setParameter('residents.blocked_words', '赌博、传 销'));

  test('a word of the county’s list refuses nothing: it waits for a clerk, however it is written', async () => {
    const entry = await reported({ matter: '有人赌-博，晚上很吵', place: '岩脚村' }, { query: `?m=${county.here.member}` });
    expect(entry).toMatchObject({ state: 'received', screened: 'waiting', screened_why: '含有：赌博' });
    expect((await member.json(`/ledger/${entry.id}`)).status).toBe(404);
    expect((await worker.get('/ledger/screening')).text).toContain('有人赌-博');
    expect((await otherWorker.get('/ledger/screening')).text).not.toContain('有人赌-博');
    const passed = await worker.send(`/ledger/${entry.id}/passing`, {});
    expect(passed.body).toMatchObject({ state: 'received', screened: 'passed' });
    expect((await member.json(`/ledger/${entry.id}`)).status).toBe(200);
  });

  test('held back it is neither counted nor lost; its holder reads why, and it can be let through', async () => {
    const entry = await reported({ matter: '传销广告请看', place: '岩脚村' });
    expect((await worker.send(`/ledger/${entry.id}/holding`, { screened_why: '看着不顺眼' })).status).toBe(422);
    const held = await worker.send(`/ledger/${entry.id}/holding`, { screened_why: '广告推销' });
    expect(held.body).toMatchObject({ state: 'void', screened: 'held' });
    expect(await statusOf(entry.receipt!)).toMatchObject({ state: 'void', held_why: '广告推销' });
    expect((await worker.get('/ledger/screening?held=1')).text).toContain('传销广告请看');
    expect((await worker.send(`/ledger/${entry.id}/passing`, {})).body).toMatchObject({ state: 'received', screened: 'passed' });
  });

  test('several are decided in one go, with one reason; nothing ticked is told so', async () => {
    const entries = [await reported({ matter: '赌博一', place: '村' }), await reported({ matter: '赌博二', place: '村' })];
    const decide = async (fields: [string, string][]) => {
      const csrf = /name="csrf" value="([^"]+)"/.exec((await worker.get('/ledger/screening')).text)?.[1] ?? '';
      return worker.fetch('/ledger/screening', { method: 'POST', body: new URLSearchParams([...fields, ['csrf', csrf]]) });
    };
    expect(await (await decide([['act', 'pass']])).text()).toContain('还没有选中来件');
    expect(await (await decide([['act', 'hold'], ['id', entries[0]!.id]])).text()).toContain('请选一个搁置的理由');
    const done = await decide([['act', 'hold'], ['screened_why', '重复提交'], ...entries.map(({ id }): [string, string] => ['id', id])]);
    expect(done.status).toBe(303);
    expect(await Promise.all(entries.map(async ({ receipt }) => (await entryOf(receipt!)).screened))).toEqual(['held', 'held']);
  });

  test('whoever begins to handle it has looked', async () => {
    const entry = await reported({ matter: '赌博机', place: '村' });
    await worker.send(`/ledger/${entry.id}/handling`, { handling: 'follow_up' });
    expect((await entryOf(entry.receipt!)).screened).toBe('passed');
  });
});

describe('the holder of a receipt', () => {
  test('sees the clock while an answer is owed, with the day and where the promise comes from', async () => {
    const { receipt, received_on } = await reported({ matter: '路面坑洼', place: '岩脚村' });
    const { clock, course } = await statusOf(receipt!);
    expect(clock).toMatchObject({ from: received_on, gone: 0, left: 15, basis: '系统的通常值（方案没有另行规定）' });
    expect(course).toEqual([{ name: 'stage_received', sentence: '已收到', at: received_on }]);
    expect(await (await ask(`/r/test/slip?receipt=${receipt}`)).text()).toContain('回执');
  });

  test('says 没有解决: it is in hand again, the handler is told, the words are in no journal; so often as the plan says', async () => {
    const entry = await reported({ matter: '自来水没水', place: '岩脚村' });
    const object = (words: string) => post('/r/test/status/unsolved', { receipt: entry.receipt!, words });
    expect((await object('还是没水')).status).toBe(409);
    await answer(entry, '已修好');
    const empty = await object('');
    expect([empty.status, (await empty.text()).includes('请填写“还差什么”')]).toEqual([422, true]);
    expect((await object('我是石小花，还是没水')).status).toBe(303);
    expect(await entryOf(entry.receipt!)).toMatchObject({ state: 'in_hand', outcome: 'in_hand', reopened: 1 });
    expect(await journalOf(entry)).toContain('unsolved');
    expect(await journalOf(entry)).not.toContain('石小花');
    expect((await worker.get(`/ledger/${entry.id}`)).text).toContain('我是石小花，还是没水');
    const again = await statusOf(entry.receipt!);
    expect([again.answer, again.clock.left, again.course.at(-1).sentence]).toEqual(['已修好', 15, '您说没有解决，重新办理']);
    await answer(entry, '换了水泵');
    expect((await object('晚上又停')).status).toBe(303);
    await answer(entry, '又修了');
    const last = await object('第三次');
    expect([last.status, (await statusOf(entry.receipt!)).object_until]).toEqual([409, null]);
  });

  test('says 解决了 with both satisfactions: verified, and the entry stays where its handler left it', async () => {
    const entry = await reported({ matter: '垃圾没人拉', place: '岩脚村' });
    await answer(entry, '已清运');
    expect((await post('/r/test/status/solved', { receipt: entry.receipt!, handling_rating: '5' })).status).toBe(422);
    expect((await post('/r/test/status/solved', { receipt: entry.receipt!, handling_rating: '5', result_rating: '3' })).status).toBe(303);
    expect(await entryOf(entry.receipt!)).toMatchObject({ state: 'answered', verified_on: today(), handling_rating: 5, result_rating: 3 });
    expect((await statusOf(entry.receipt!)).verified_on).toBe(today());
  });

  test('opens one entry, and nobody without the receipt acts on it', async () => {
    const own = await reported({ matter: '甲事', place: '村' });
    const other = await reported({ matter: '乙事', place: '村' });
    await answer(own, '好了');
    const seen = await reading(county.house, receiptHolder(county.id, other.receipt!), (look) => list(look, ledgerEntry, { limit: 10 }));
    expect(seen.map(({ id }) => id)).toEqual([other.id]);
    expect((await worker.send(`/ledger/${own.id}/objection`, {})).status).toBe(403);
    expect((await post('/r/test/status/unsolved', { receipt: 'A3K7Q2M9', words: '没有' })).status).toBe(404);
  });
});

describe('the second language', () => {
  const sentence = 'Maoc xangk naengc gueec?';

  test('is offered once it has a name and words; what is not written is said in Chinese, each marked with its language', async () => {
    const at = `/r/test/${county.here.committee}`;
    await county.act((act) => create<PageWording>(act, pageWording, { language: 'kmc-Latn', matter: sentence }), county.cast.office);
    expect(await (await ask(at)).text()).not.toContain('lang=kmc-Latn');
    await setParameter('residents.language', 'Leec Gaeml');
    expect(await (await ask(at)).text()).toMatch(/<a href="[^"]*lang=kmc-Latn" lang="kmc-Latn" hreflang="kmc-Latn">Leec Gaeml<\/a>/);
    const html = await (await ask(`${at}?lang=kmc-Latn`)).text();
    expect(html).toMatch(/^<!doctype html><html lang="kmc-Latn"/);
    expect(html).toContain(`<span lang="kmc-Latn">${sentence}</span>`);
    expect(html).toContain('<span lang="zh-CN">在哪个村（社区）</span>');
    expect((await reported({ matter: 'Bienl', place: '岩脚村' }, { query: '?lang=kmc-Latn' })).language).toBe('kmc-Latn');
    expect((await reported({ matter: '字', place: '岩脚村' }, { query: '?lang=xx' })).language).toBe(null);
  });
});

test('after many from one address each brings work that was done; without it there is a sentence, and what was written stays', async () => {
  let back = await send({ matter: '第一件', place: '村' });
  for (let n = 0; n < 30 && back.status === 303; n += 1) back = await send({ matter: `第${n}件很多`, place: '村' });
  const html = await back.text();
  expect([back.status, html.includes('请过10分钟再试'), html.includes('件很多')]).toEqual([429, true, true]);
  const puzzle = (await (await ask('/api/v1/r/test/puzzle')).json()) as { challenge: string; bits: number };
  const proof = String(solve(puzzle.challenge, puzzle.bits));
  expect((await send({ matter: '乱算的', place: '村', puzzle: puzzle.challenge, proof: `${proof}1` })).status).toBe(429);
  const solved = { matter: '算过的', place: '村', puzzle: puzzle.challenge, proof };
  expect(await reported(solved)).toMatchObject({ screened: 'waiting', screened_why: '同一网络短时间内来得较多' });
  expect((await send({ ...solved, matter: '再用一次' })).status).toBe(429);
});
