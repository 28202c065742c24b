import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { decisionByStandingCommittee } from '#institutions/committees/facts.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { reorganisationsSlice } from '#institutions/reorganisations/slice.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { reading } from '#platform/records/act.ts';

const words = async () => ({ forms: ['联络委', '工委'], modes: ['独立设置', '挂牌'] });
const slices = [settingsSlice, committeesSlice(undefined, words), reorganisationsSlice(), peopleSlice, membersSlice, postsSlice];

let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
});
afterAll(() => county.drop());

const wordsOf = async (path: string): Promise<string> => {
  const answer = await office.fetch(path);
  expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({ status: 200, type: expect.stringContaining('wordprocessingml') });
  return strFromU8(unzipSync(new Uint8Array(await answer.arrayBuffer()))['word/document.xml']!).replaceAll(/<[^>]+>/gu, '');
};

test('from the request to the certificates nothing is typed twice', async () => {
  const one = (await office.send('/settings', { title: '关于设置乡镇政协联络委的请示', places: '青山乡\n平安街道', studied_on: '2025-01-10', studied_with: '县委组织部', signatory: '石主席', contact: '李梅 0874-1234567' })).body;
  expect(one.committee_ids).toHaveLength(2);
  const [green] = one.committee_ids;
  expect((await office.json(`/committees/${green}`)).body).toMatchObject({ state: 'proposed', name: '青山乡政协联络委', place_kind: 'township' });
  const held = (await office.send('/posts', { name: '吴主任', position: '青山乡党委副书记', phone: '13700000002', role: 'director', committee_id: green, since: '2025-02-01', acting: true })).body;

  const asked = await wordsOf(`/settings/${one.id}/request.docx`);
  for (const part of ['签发人：', '石主席', '中共云岭自治县委员会：', '妥否，请批示。', '联络委设置一览表', '青山乡政协联络委', '拟任人员名单', '吴主任', '（联系人及电话：李梅 0874-1234567）']) expect(asked).toContain(part);
  expect(asked).not.toContain('13700000002');

  await office.send(`/settings/${one.id}/request`, { request_no: '云协〔2025〕1号', requested_on: '2025-01-12' });
  expect(await wordsOf(`/settings/${one.id}/request.docx`)).toContain('云协〔2025〕1号');
  const drafted = await wordsOf(`/settings/${one.id}/reply.docx`);
  for (const part of ['中共云岭自治县委员会关于设置乡镇政协联络委的批复', '政协云岭自治县委员会：', '你们《关于设置乡镇政协联络委的请示》（云协〔2025〕1号）收悉', '同意设置青山乡政协联络委、平安街道政协联络委共2个联络委', '此复。', '联络委设置一览表']) expect(drafted).toContain(part);
  const reply = { reply_no: '云委复〔2025〕4号', replied_on: '2025-01-21', reply: '原则同意。\n请抓好落实。' };
  expect((await office.send(`/settings/${one.id}/reply`, { ...reply, replied_on: '2025-01-11' })).body.fields.replied_on).toContain('不能早于请示日期');
  expect((await office.send(`/settings/${one.id}/reply`, reply)).body).toMatchObject({ state: 'requested', ...reply });
  expect(await office.send(`/settings/${one.id}/reply`, reply)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('还没有登记批复时') } });
  const replied = await wordsOf(`/settings/${one.id}/reply.docx`);
  for (const part of ['云委复〔2025〕4号', '原则同意。', '2025年1月21日']) expect(replied).toContain(part);
  expect(replied).not.toContain('同意设置青山乡');
  expect((await office.get(`/settings/${one.id}`)).text).toContain('代县委）');
  await office.send(`/settings/${one.id}/decision`, { meeting: '县委常委会第3次会议', decided_on: '2025-01-20' });
  await office.send(`/settings/${one.id}/issuing`, { document_no: '云办发〔2025〕2号', issued_by: '县委办公室', issued_on: '2025-01-25' });
  expect((await office.json(`/committees/${green}`)).body).toMatchObject({ state: 'established', founded_on: '2025-01-25', decision_id: one.id });

  expect((await office.send(`/settings/${one.id}/plaques`, { plaqued_ids: [county.here.committee], plaque_on: '2025-02-10' })).body.fields.plaqued_ids).toContain('不属于');
  expect((await office.send(`/settings/${one.id}/plaques`, { plaque_on: '2025-01-01' })).body.fields.plaque_on).toContain('不能早于印发日期');
  await office.send(`/settings/${one.id}/plaques`, { plaqued_ids: [green], plaque_on: '2025-02-10' });
  expect((await office.get(`/settings/${one.id}`)).text).toContain('2个联络委中，已授牌1个');
  await office.send(`/settings/${one.id}/plaques`, { plaque_on: '2025-02-20' });
  expect(await office.send(`/settings/${one.id}/plaques`, { plaque_on: '2025-02-21' })).toMatchObject({ status: 422, body: { detail: expect.stringContaining('涉及的2个联络委都已授牌') } });
  expect((await office.get(`/settings/${one.id}`)).text).toContain('2个联络委中，已授牌2个');
  await office.send(`/committees/${one.committee_ids[1]}`, { plaque_on: '2025-02-19' }, 'PATCH');
  expect((await office.json(`/committees/${one.committee_ids[1]}`)).body.plaque_on).toBe('2025-02-19');
  await office.send(`/committees/${one.committee_ids[1]}`, { plaque_on: '2025-02-20' }, 'PATCH');
  expect((await office.json(`/committees/${green}`)).body.plaque_on).toBe('2025-02-10');
  expect((await office.json(`/committees/${one.committee_ids[1]}`)).body.plaque_on).toBe('2025-02-20');

  expect((await office.send(`/settings/${one.id}/appointment`, { appointment_no: '云委干〔2025〕7号', appointed_on: '2025-02-15' })).body.state).toBe('appointed');
  expect((await office.json(`/posts/${held.id}`)).body.document_no).toBe('云委干〔2025〕7号');
  expect((await office.send(`/settings/${one.id}/certificates`, { certificates: 2, certificates_on: '2025-02-20' })).body).toMatchObject({ certificates: 2, state: 'appointed' });
  expect((await office.get(`/committees/${green}`)).text).toContain('授牌');
  const { counterExamples } = await reading(county.house, county.cast.office, (look) => decisionByStandingCommittee.examine(look, { committee: green }));
  expect(counterExamples).toEqual([]);
});

test('the roster goes by post and then by strokes, with telephones only for those who may ring', async () => {
  const [green] = (await office.json('/settings')).body.items[0].committee_ids;
  for (const name of ['龙九', '丁一']) await office.send('/members', { name, term: 9, joined_on: '2022-01-10', committee_id: green, phone: name === '丁一' ? '13711111111' : '13722222222', ...(name === '龙九' && { sex: '2', ethnic: '苗族' }) });
  const roster = await wordsOf(`/committees/${green}/roster.docx`);
  expect(roster.indexOf('吴主任')).toBeGreaterThan(0);
  expect(roster.indexOf('丁　一')).toBeGreaterThan(roster.indexOf('吴主任'));
  expect(roster.indexOf('龙　九（女，苗族）')).toBeGreaterThan(roster.indexOf('丁　一'));
  const cells = async (visitor: Visitor) => strFromU8(unzipSync(new Uint8Array(await (await visitor.fetch(`/committees/${green}/roster.xlsx`)).arrayBuffer()))['xl/worksheets/sheet1.xml']!);
  expect(await cells(office)).toContain('13711111111');
  const stranger = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
  expect(await cells(stranger)).not.toContain('13711111111');
});

test('a committee is called by the words of the county, and may cover several places, each of one committee', async () => {
  const content = { name: '开发区政协工委', place: '云岭开发区', place_kind: 'zone', form: '工委', mode: '挂牌' };
  expect((await office.send('/committees', { ...content, form: '联络站' })).body.fields.form).toContain('联络委、工委');
  const covering = await office.send('/committees', { ...content, covers: '东园区\n县直机关第一委员组' });
  expect(covering.status).toBe(201);
  expect((await office.get(`/committees/${covering.body.id}`)).text).toContain('县直机关第一委员组（县直机关');
  const twice = await office.send('/committees', { ...content, name: '又一工委', place: '西园区', covers: '东园区' });
  expect(twice.body.fields.covers).toContain('现在由开发区政协工委覆盖');
  expect((await office.send('/committees', { ...content, name: '又一工委', place: '西园区', covers: '不是地方' })).body.fields.covers).toContain('不像');
});

test.each(['/settings/new', '/committees/new', '/reorganisations/new', '/reorganisations'])('%s opens', async (path) => {
  expect((await office.get(path)).status).toBe(200);
});
