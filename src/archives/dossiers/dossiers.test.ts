import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import type { Actor } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { readWork } from '#platform/work-rows.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { effects as answering } from '#duties/attending/replying.ts';
import { effects as eventEffects, enterEvent } from '#archives/events/actions.ts';
import { archiveEvent, type ArchiveEvent } from '#archives/events/record.ts';
import { eventsSlice } from '#archives/events/slice.ts';
import { eventKinds, meetingKinds } from '#archives/events/words.ts';
import { annualsSlice } from '#archives/annuals/slice.ts';
import { archiveCorrection, correctionFields, type ArchiveCorrection } from '#archives/corrections/record.ts';
import { asking, effects as correctionEffects } from '#archives/corrections/actions.ts';
import { correctionsSlice } from '#archives/corrections/slice.ts';
import { committeeDossier, memberDossier, readLines, type Line } from '#archives/dossiers/facts.ts';
import { dossiersSlice } from '#archives/dossiers/slice.ts';
import { enterNotes } from '#archives/notes/actions.ts';
import { archiveNote, noteFields, type ArchiveNote } from '#archives/notes/record.ts';
import { notesSlice } from '#archives/notes/slice.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const works = () => [...eventsSlice.work!, ...notesSlice.work!];
const slices = [parametersSlice, workCalendarSlice, attendingSlice, eventsSlice, notesSlice, correctionsSlice(works), annualsSlice, dossiersSlice(works)];
let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

const meet = (values: object = {}, who: Actor = county.cast.worker): Promise<ArchiveEvent> =>
  county.act((act) => enterEvent(act, { title: '政策培训', kind: 'training', held_on: '2026-05-12', who: 'own', ...values }, {}), who);
const step = (id: string, name: keyof typeof archiveEvent.steps, who: Actor = county.cast.worker, input = {}): Promise<ArchiveEvent> =>
  county.act((act) => take<ArchiveEvent>(act, archiveEvent, id, name, { input, reason: '核对后重开', effect: eventEffects[name] }), who);
const held = async (values: object = {}, who?: Actor): Promise<ArchiveEvent> => {
  const { id } = await meet(values, who);
  await step(id, 'mark', who);
  return step(id, 'close', who);
};
const dossierOf = (who: Actor, id = county.here.member, year?: number): Promise<Line[]> => reading(county.house, who, async (look) => readLines(look, works(), await memberDossier(look, id, year)));
const bodyOf = (who: Actor, id = county.here.committee): Promise<Line[]> => reading(county.house, who, async (look) => readLines(look, works(), await committeeDossier(look, id, 2026)));
const honour = (values: object, who: Actor = county.cast.office): Promise<ArchiveNote> =>
  county.act((act) => enterNotes(act, { kind: 'honour', title: '优秀政协委员', day: '2026-03-02', level: 'county', member_ids: [county.here.member], ...values } as never, {}), who);

describe('who may do what in which state', () => {
  const base = { asked_ids: [own.member], asked_n: 1 };
  test.each([
    [archiveEvent, { 'of the own committee': { ...base, committee_id: own.committee }, 'of the county': { ...base, committee_id: null }, 'of another': { asked_ids: [], asked_n: 0, committee_id: other.committee } }],
    [archiveNote, { 'of the own member, by the own committee': { member_id: own.member, committee_id: own.committee }, 'of the own committee, by the office': { body_id: own.committee, committee_id: null }, 'of another': { member_id: other.member, committee_id: other.committee } }],
    [archiveCorrection, { 'by the own member, at what the own committee recorded': { member_id: own.member, committee_id: own.committee }, 'by the own committee': { body_id: own.committee, committee_id: null }, 'by another': { member_id: other.member, committee_id: other.committee } }],
  ] as const)('%#', (declared, samples) => {
    expect(faultsOfPath(declared as never)).toEqual([]);
    expect(matrix(declared as never, samples)).toMatchSnapshot();
  });

  test('relations mean the same in memory and in SQL', async () => {
    await expectRelationsAgree(county.house, archiveNote, noteFields, { columns: { member_id: [own.member, other.member, null], body_id: [own.committee, null], committee_id: [own.committee, other.committee, null] } });
    await expectRelationsAgree(county.house, archiveCorrection, correctionFields, { columns: { member_id: [own.member, other.member, null], body_id: [own.committee, other.committee, null], committee_id: [own.committee, other.committee, null] } });
  });
});

describe('a meeting', () => {
  test('is recorded once and stands in the archive of everybody on its list, and of its committee', async () => {
    const { id } = await held({ title: '防汛培训' });
    expect(await dossierOf(county.cast.member)).toContainEqual(expect.objectContaining({ heading: 'training', about: '学习培训；参加', by: '白石镇', href: `/archive-events/${id}` }));
    expect((await bodyOf(county.cast.director)).map(({ row }) => row.title)).toContain('防汛培训');
    expect(await dossierOf(county.cast['other member'], county.there.member)).toEqual([]);
    const alsoCounted = { ...works().find(({ name }) => name === 'training')!, name: 'marked_training', word: '重点学习', words: { kind: { training: '重点学习' }, status: { present: '参加' } } };
    const lines = await reading(county.house, county.cast.member, async (look) => readLines(look, [...works(), alsoCounted], await memberDossier(look, county.here.member)));
    expect(lines.filter(({ row }) => row.id === id).map(({ about }) => about)).toEqual(['学习培训；参加；重点学习']);
  });

  test('is in no archive before it is closed, nor once it is opened again', async () => {
    const { id } = await meet({ title: '没有归档的会', kind: 'body' });
    const titles = async () => (await dossierOf(county.cast.member)).map(({ row }) => row.title);
    expect(await titles()).not.toContain('没有归档的会');
    await expect(step(id, 'close')).rejects.toThrow('登记出席');
    await step(id, 'mark');
    await step(id, 'close');
    expect(await titles()).toContain('没有归档的会');
    await step(id, 'reopen', county.cast.office);
    expect(await titles()).not.toContain('没有归档的会');
  });

  test('whoever had leave stands under 请假; leave is asked for as for a visit', async () => {
    const { id } = await meet({ title: '读书班' });
    const [mine] = await reading(county.house, county.cast.office, (look) => list<Attendance>(look, attendance, { where: is<Attendance>('event_id', id), limit: 2 }));
    await county.act((act) => take<Attendance>(act, attendance, mine!.id, 'ask_leave', { input: { why: '住院' }, effect: answering.ask_leave }), county.cast.member);
    await county.act((act) => take<Attendance>(act, attendance, mine!.id, 'excuse', { effect: answering.excuse }), county.cast.worker);
    await step(id, 'mark');
    await step(id, 'close');
    expect((await dossierOf(county.cast.member)).find(({ row }) => row.title === '读书班')).toMatchObject({ heading: 'leave', about: '学习培训；请假' });
  });

  test.each([
    [{ until_on: '2026-05-11' }, 'until_on', '早于'],
    [{ until_on: '2026-07-01' }, 'until_on', '最多登记'],
    [{ who: 'standing' }, 'who', '没有这样的委员'],
  ])('%j is refused at %s', async (values, field, sentence) => {
    await expect(meet(values)).rejects.toMatchObject({ fields: { [field]: expect.stringContaining(sentence) } });
  });
});

test('one document honours several; a committee enters only what is said of its own', async () => {
  await honour({ member_ids: [county.here.member, county.there.member], body_ids: [county.here.committee], title: '年度先进' });
  expect((await dossierOf(county.cast.member)).find(({ row }) => row.title === '年度先进')).toMatchObject({ heading: 'honour', about: '表彰；县级' });
  expect((await dossierOf(county.cast['other member'], county.there.member)).map(({ row }) => row.title)).toContain('年度先进');
  expect((await bodyOf(county.cast.director)).map(({ row }) => row.title)).toContain('年度先进');
  await expect(honour({ member_ids: [county.there.member] }, county.cast.worker)).rejects.toMatchObject({ fields: { member_ids: expect.stringContaining('本联络委的委员') } });
  await expect(honour({ day: '2999-01-01' })).rejects.toMatchObject({ fields: { day: expect.stringContaining('今天之后') } });
});

test('an archive is what the kinds of work tell: as many lines, each of a record that is there, of this subject and within the days', async () => {
  const random = fc.sample(fc.record({ kind: fc.constantFrom(...Object.keys(eventKinds)), held_on: fc.constantFrom('2025-12-31', '2026-01-01', '2026-12-31', '2026-06-06'), state: fc.constantFrom('entered', 'closed', 'void') }), { numRuns: 30, seed: 7 });
  const rows = await county.act((act) => createMany<ArchiveEvent>(act, archiveEvent, random.map((one, n) => ({ ...one, title: `会${n}`, committee_id: county.here.committee, asked_ids: [county.here.member], asked_n: 1 }))));
  await county.act((act) => createMany<Attendance>(act, attendance, rows.map((row, n) => ({
    event_id: row.id, subject: row.title, held_on: row.held_on, committee_id: row.committee_id, capacity: 'member', invitee: '石大山', member_id: county.here.member, leave_by: 'office', closed_on: row.held_on,
    came: n % 3 > 0, halves: {}, present_halves: 1,
  }))));
  const lines = await dossierOf(county.cast.member, county.here.member, 2026);
  const scope = { from: '2026-01-01', to: today(), subjects: [county.here.member] };
  const told = await reading(county.house, county.cast.member, async (look) => (await Promise.all(works().map((kind) => readWork(look, kind, 'member', scope)))).flat());
  expect(lines.map(({ row }) => row.id).toSorted()).toEqual(told.map(({ id }) => id).toSorted());
  expect(lines.length).toBeGreaterThan(5);
  for (const { row, kind, heading } of lines) {
    expect(row.subject === county.here.member && row.day >= scope.from && row.day <= scope.to, row.title).toBe(true);
    if (kind.record === archiveEvent.name) expect((await reading(county.house, county.cast.office, (look) => get<ArchiveEvent>(look, archiveEvent, row.id))).state).toBe('closed');
    if (kind.name === 'meeting' && heading !== 'leave') expect(meetingKinds).toContain(row.kind);
  }
});

describe('who reads an archive', () => {
  test('the member and the county all of it; the committee what it may open; nobody else finds it', async () => {
    await honour({ title: '县里登记的' });
    await honour({ title: '本委登记的' }, county.cast.worker);
    const titles = async (who: Actor) => (await dossierOf(who)).map(({ row }) => row.title);
    for (const who of [county.cast.member, county.cast.office, county.cast.chair, county.cast.auditor]) expect(await titles(who), who.name).toEqual(expect.arrayContaining(['县里登记的', '本委登记的']));
    expect(await titles(county.cast.worker)).toContain('本委登记的');
    expect(await titles(county.cast.worker)).not.toContain('县里登记的');
    for (const who of [county.cast['other member'], county.cast['other director'], county.cast['unit clerk'], county.cast.leader]) await expect(dossierOf(who), who.name).rejects.toThrow('没有找到');
    for (const who of [county.cast['other worker'], county.cast.member]) await expect(bodyOf(who), who.name).rejects.toThrow('没有找到');
  });
});

describe('a correction', () => {
  const ask = (content: object, who: Actor = county.cast.member): Promise<ArchiveCorrection> => county.act((act) => asking(works)(act, { said: '我参加了', ...content }, {}), who);
  const answer = (id: string, who: Actor): Promise<ArchiveCorrection> =>
    county.act((act) => take<ArchiveCorrection>(act, archiveCorrection, id, 'answer', { input: { outcome: 'corrected', answer: '已改名单' }, effect: correctionEffects.answer }), who);

  test('at a line goes to whoever recorded it, with the line as it read and a day for the answer', async () => {
    const { id } = await held({ title: '换届学习', held_on: '2026-04-01' });
    const asked = await ask({ work: 'training', record_id: id });
    expect(asked).toMatchObject({ committee_id: county.here.committee, member_id: county.here.member, line: '2026-04-01 学习培训：换届学习（学习培训；参加）', state: 'asked' });
    expect(asked.answer_by > asked.asked_on).toBe(true);
    await expect(answer(asked.id, county.cast['other worker'])).rejects.toThrow('没有找到');
    expect(await answer(asked.id, county.cast.worker)).toMatchObject({ state: 'answered', answered_by: '本联络委工作人员', outcome: 'corrected' });
  });

  test('is answered by nobody for himself, and asked by nobody for another', async () => {
    const { id } = await held({ title: '自己的会' });
    const both: Actor = { ...county.cast.member, posts: county.cast.worker.posts };
    const asked = await ask({ work: 'training', record_id: id }, both);
    for (const posts of [county.cast.worker.posts, county.cast.office.posts]) await expect(answer(asked.id, { ...both, posts })).rejects.toThrow('您不在其中');
    await expect(ask({ of: county.there.member })).rejects.toThrow('没有找到');
    await expect(ask({ work: 'training', record_id: '0198c000-0000-7000-8000-0000000000ff' })).rejects.toThrow('没有找到');
    await expect(ask({}, county.cast['unit clerk'])).rejects.toThrow('没有找到');
  });
});

describe('the pages', () => {
  let visitor: (as: never) => Promise<Visitor>;
  beforeAll(() => void (visitor = siteOf(county, slices) as never));

  test('the own archive in one tap, as a page, a Word file and a workbook', async () => {
    await held({ title: '年度集中学习' });
    const member = await visitor({ person: county.here.person } as never);
    expect((await member.fetch('/archive')).headers.get('location')).toBe(`/archives/members/${county.here.member}`);
    const { text } = await member.get(`/archives/members/${county.here.member}`);
    for (const words of ['我的履职档案', '年度集中学习', '申请更正', '这段时间没有记录', '第9届']) expect(text).toContain(words);
    expect((await member.get(`/archives/members/${county.here.member}?q=%E9%9B%86%E4%B8%AD`)).text).toContain('年度集中学习');
    const paper = unzipSync(new Uint8Array(await (await member.fetch(`/archives/members/${county.here.member}/archive.docx`)).arrayBuffer()));
    const words = strFromU8(paper['word/document.xml']!);
    for (const said of ['政协委员履职档案', '基本信息', '年度集中学习']) expect(words).toContain(said);
    expect((await member.fetch(`/archives/members/${county.here.member}/archive.xlsx?year=2026`)).status).toBe(200);
    expect((await member.get('/archives/members')).status).toBe(404);
    expect((await member.get(`/archives/members/${county.here.member}?year=abc`)).status).toBe(400);
  });

  test('the lists are in the order of rosters, and a committee sees its own', async () => {
    const office = await visitor({ role: 'county_office' } as never);
    const worker = await visitor({ role: 'worker', committee: county.here.committee } as never);
    expect((await office.json('/archives/members')).body.items).toHaveLength(2);
    expect((await worker.json('/archives/members')).body.items.map(({ name }: { name: string }) => name)).toEqual(['石大山']);
    expect((await worker.json('/archives/committees')).body.items).toHaveLength(1);
    expect((await office.get('/archives/members?term=x')).status).toBe(400);
    expect((await worker.get(`/archives/committees/${county.here.committee}?year=2026`)).text).toContain('白石镇政协联络委');
  });
});

test('the archive of a term that is over stays as it stood when the next one took over', async () => {
  await honour({ title: '届内的表彰' });
  const changed = new Date();
  await county.database.ownerPool.query(`select set_config('app.county', '${county.id}', false)`);
  const insert = 'insert into terms (county_id, id, state, version, changed_at, created_at, number, starts_on, ends_on, changed_over_at) values ($1, gen_random_uuid(), $2, 1, now(), now(), $3, $4, $5, $6)';
  await county.database.ownerPool.query(insert, [county.id, 'closed', 9, '2022-01-10', today(), null]);
  await county.database.ownerPool.query(insert, [county.id, 'current', 10, today(), null, changed]);
  await honour({ title: '换届以后登记的', day: '2026-02-01' });
  const titles = (await dossierOf(county.cast.member)).map(({ row }) => row.title);
  expect(titles).toContain('届内的表彰');
  expect(titles).not.toContain('换届以后登记的');
});

test('the form of a year is a page with the way to each line, and a paper of two sides', async () => {
  await held({ title: '年度学习会' });
  const visitor = siteOf(county, slices);
  const office = await visitor({ role: 'county_office' });
  const at = `/archives/members/${county.here.member}/annual`;
  const { body } = await office.json(`${at}?year=2026`);
  expect(body.parts.find(({ label }: { label: string }) => label === '学习培训').told).toMatch(/^\d+次$/u);
  const { text } = await office.get(`${at}?year=2026`);
  expect(text).toContain(`/archives/members/${county.here.member}?year=2026&amp;part=training`);
  expect(text).toContain('本人认真履行委员职责');
  expect((await office.get(`/archives/members/${county.here.member}`)).text).toContain(at);
  const paper = await office.fetch(`${at}.docx?year=2026`);
  const words = strFromU8(unzipSync(new Uint8Array(await paper.arrayBuffer()))['word/document.xml']!);
  for (const part of ['委员年度履职情况登记表（2026年）', '履职小结', '委员签名', '县政协意见']) expect(words).toContain(part);
  expect((await (await visitor({ role: 'worker', committee: county.there.committee })).get(at)).status).toBe(404);
});
