import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMany, take } from '#platform/records/write.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects } from '#duties/opinions/instructions/actions.ts';
import { reminderText } from '#duties/opinions/instructions/reminder-page.tsx';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { photo } from '../../../../test/files.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const slices = [committeesSlice(), membersSlice, parametersSlice, workCalendarSlice, opinionsSlice];
let county: TestCounty;
let office: Visitor;
let unit: Visitor;
let item: OpinionItem;

beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  [office, unit] = [await visitor({ role: 'county_office' }), await visitor({ role: 'unit_clerk', unit: county.here.unit })];
  item = await county.act(async (act) => (await createMany<OpinionItem>(act, opinionItem, [{
    title: '路灯不亮', situation: '村口路灯坏了半个月', state: 'issued', committee_id: county.here.committee, member_id: county.here.member, submitted_on: '2025-03-02', precision: 'day', issue_year: 2025, issue: 3,
  }]))[0]!);
});
afterAll(() => county.drop());

const paper = { leader: '县长 吴某某', instructed_on: '2025-06-20', level: 'county', words: '请研办' };

describe('the paper is noted with its photograph', () => {
  test('in one sending, from a form', async () => {
    const { status, body } = await office.upload('/instructions', [{ name: '批示.jpg', bytes: await photo() }], { item_id: item.id, ...paper });
    expect(status).toBe(201);
    expect((await office.json(`/instructions/${body.id}`)).body.attachments).toMatchObject([{ name: '批示.jpg', kind: 'jpeg' }]);
  });

  test('nothing is noted when the photograph is no picture, or a field is missing', async () => {
    const { body: before } = await office.json('/instructions');
    expect(await office.upload('/instructions', [{ name: '批示.jpg', bytes: Buffer.from('<html>') }], { item_id: item.id, ...paper, leader: '县委书记' })).toMatchObject({ status: 422 });
    expect(await office.upload('/instructions', [{ name: '批示.jpg', bytes: await photo() }], { item_id: item.id, ...paper, leader: '' })).toMatchObject({ status: 422, body: { fields: { leader: expect.stringContaining('批示领导') } } });
    expect((await office.json('/instructions')).body.total).toBe(before.total);
  });

  test('or without one, as JSON', async () => {
    expect(await office.send('/instructions', { item_id: item.id, ...paper, leader: '县委书记 石某某' })).toMatchObject({ status: 201, body: { state: 'noted', title: '路灯不亮' } });
  });
});

describe('the board', () => {
  let handed: Instruction;
  beforeAll(async () => {
    const { body } = await office.send('/instructions', { item_id: item.id, ...paper, leader: '副县长 杨某某' });
    handed = await county.act((act) => take<Instruction>(act, instruction, body.id, 'handOver', { input: { lead_unit_id: county.here.unit, days: 3 }, effect: effects.handOver }), county.cast.office);
  });

  test('shows all that is open, in the order asked for; a unit sees only what it handles', async () => {
    const { text } = await office.get('/instructions/board');
    expect(text).toContain('共3件');
    expect((await office.get('/instructions/board?by=leader&state=noted')).text).not.toContain(`/instructions/${handed.id}`);
    const theirs = (await unit.get('/instructions/board')).text;
    expect(theirs).toContain('共1件');
    expect(theirs).not.toContain('催办</button>');
    expect((await unit.get('/instructions/board?by=nonsense')).status).toBe(200);
  });

  test('reminds of those ticked that are with a unit, and says which are not', async () => {
    const other = (await office.json('/instructions?state=noted')).body.items[0].id;
    const sent = await office.submit('/instructions/board/reminders', { id: [handed.id, other] });
    expect(sent.headers.get('location')).toBe(`/instructions/board/reminders?id=${handed.id}`);
    expect((await office.get(sent.headers.get('location')!)).text).toContain('县水务局：');
    expect((await office.json(`/instructions/${handed.id}`)).body).toMatchObject({ reminders: 1 });
    expect((await office.submit('/instructions/board/reminders', { id: other })).status).toBe(422);
    expect((await office.submit('/instructions/board/reminders', {})).status).toBe(422);
    expect((await unit.submit('/instructions/board/reminders', { id: handed.id })).status).toBe(422);
  });

  test('what is late says by how many working days', () => {
    const row = { leader: '县长', title: '路灯不亮', instructed_on: '2025-06-20', due_on: '2025-07-01' } as Instruction;
    expect(reminderText({ unit: '县水务局', rows: [{ row, over: 4 }] }, '县政协', '2025-07-07')).toContain('反馈期限2025年7月1日，已超过4个工作日。');
    expect(reminderText({ unit: '县水务局', rows: [{ row, over: 0 }, { row, over: 0 }] }, '县政协', '2025-07-07')).toMatch(/1．县长[\s\S]*2．县长/);
  });
});

test('the pages of item, member and committee name what became of it', async () => {
  expect((await office.get(`/opinion-items/${item.id}`)).text).toMatch(/领导批示[\s\S]*县长 吴某某/);
  await office.send('/outcomes', { item_id: item.id, kind: 'adopted_single', level: 'city', came_on: '2025-07-01' });
  for (const path of [`/members/${county.here.member}`, `/committees/${county.here.committee}`]) {
    expect((await office.get(path)).text).toMatch(/被采用、获批示的信息[\s\S]*路灯不亮[\s\S]*市单篇采用（2025-07-01）/);
  }
  expect((await office.get(`/members/${county.there.member}`)).text).not.toContain('被采用、获批示的信息');
});
