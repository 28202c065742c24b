import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { today } from '#platform/time.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

const slices = [parametersSlice, workCalendarSlice, opinionsSlice];
const REPORTER = '欧阳石匠';
const PHONE = '13987654321';

let county: TestCounty;
let clerk: Visitor;
let office: Visitor;
let water: Visitor;
let traffic: Visitor;

beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  const { here, there } = county;
  clerk = await visitor({ role: 'worker', committee: here.committee });
  office = await visitor({ role: 'county_office' });
  water = await visitor({ role: 'unit_clerk', unit: here.unit });
  traffic = await visitor({ role: 'unit_clerk', unit: there.unit });
});
afterAll(() => county.drop());

/** An act that must succeed; answers the record as it is then. */
async function acts(who: Visitor, path: string, content: object = {}): Promise<any> {
  const { status, body } = await who.send(path, content);
  expect([status, body.detail], `${path} ${JSON.stringify(body.fields ?? '')}`).toEqual([status === 201 ? 201 : 200, undefined]);
  return body;
}

const told = (matter: string) => acts(clerk, '/ledger', { committee_id: county.here.committee, received_on: today(), matter, reporter: REPORTER, phone: PHONE, place: '岩脚村' });

/** Every byte that the visitor can get of the referral and of the lists in which it stands. */
async function bytesFor(who: Visitor, id: string): Promise<string> {
  const pages = await Promise.all(['', '/inbox', `/${id}`].map(async (path) => (await who.get(`/referrals${path}`)).text));
  const twins = await Promise.all(['', '/inbox', `/${id}`].map(async (path) => JSON.stringify((await who.json(`/referrals${path}`)).body)));
  const sheet = await (await who.fetch('/referrals.csv')).text();
  const paper = Object.values(unzipSync(new Uint8Array(await (await who.fetch(`/referrals/${id}/paper.docx`)).arrayBuffer()))).map((part) => strFromU8(part));
  return [...pages, ...twins, sheet, ...paper].join('\n');
}

test('two units give it back to each other, one is told for good; neither ever learns who reported it', async () => {
  const { here, there } = county;
  const entry = await told(`群众${REPORTER}反映，便桥栏杆锈断，电话${PHONE}`);
  await acts(clerk, `/ledger/${entry.id}/handling`, { handling: 'to_county' });
  const tasks = await office.get(`/referrals/new?entry=${entry.id}`);
  expect(tasks.text).toContain('便桥栏杆锈断');
  expect(tasks.text, 'the words begin without the reporter').not.toMatch(new RegExp(`${REPORTER}|${PHONE}`));
  const leaked = await office.send('/referrals', { entry_id: entry.id, subject: '便桥栏杆', matter: `请与${REPORTER}联系`, lead_unit_id: here.unit });
  expect([leaked.status, leaked.body.fields.matter]).toEqual([422, expect.stringContaining('承办单位会看到')]);

  const { id } = await acts(office, '/referrals', { entry_id: entry.id, subject: '便桥栏杆', matter: '便桥两侧栏杆锈断，请更换', lead_unit_id: here.unit });
  expect((await water.get('/referrals/inbox')).text).toContain('便桥栏杆');
  expect((await traffic.get(`/referrals/${id}`)).status).toBe(404);
  await acts(water, `/referrals/${id}/return`, { reason: '便桥是交通部门建的', proposed_unit_id: there.unit });
  expect((await office.get('/referrals/board')).text).toContain('改由县交通运输局');
  await acts(office, `/referrals/${id}/resending`, { lead_unit_id: there.unit });
  await acts(traffic, `/referrals/${id}/return`, { reason: '在河道范围内', proposed_unit_id: here.unit });
  await acts(office, `/referrals/${id}/forcing`, { reason: '建设档案载明由交通部门建', lead_unit_id: there.unit });
  const again = await traffic.send(`/referrals/${id}/return`, { reason: '仍不归我', proposed_unit_id: here.unit });
  expect([again.status, again.body.detail]).toEqual([403, expect.stringContaining('没有指定承办时')]);
  expect((await office.json(`/referrals/${id}`)).body).toMatchObject({ state: 'sent', bounced: 2, forced_on: today(), lead_unit_id: there.unit });
  expect((await office.get('/referrals?figure=referrals_forced')).text).toContain('便桥栏杆');
  expect((await office.get(`/ledger/${entry.id}`)).text, 'the entry shows to whom it went').toContain('县交通运输局');

  await acts(traffic, `/referrals/${id}/acceptance`);
  await acts(traffic, `/referrals/${id}/draft`, { result: 'in_progress', reply: '已设警示，正在更换。' });
  for (const who of [traffic, water]) {
    expect((await who.get(`/ledger/${entry.id}`)).status, 'no unit opens the entry').toBe(404);
    expect((await who.json('/ledger')).body.total).toBe(0);
  }
  expect(await bytesFor(traffic, id)).not.toMatch(new RegExp(`${REPORTER}|${PHONE}|${PHONE.slice(0, 3)}\\*`));
});

test('from the entry to a solution that the resident confirms, after one that was none', async () => {
  const { here } = county;
  const entry = await told('村里路灯全部不亮');
  const { id } = await acts(office, '/referrals', { entry_id: entry.id, subject: '路灯', matter: '路灯全部不亮，请修复', lead_unit_id: here.unit, days: 5 });
  await acts(water, '/reply-templates', { unit_id: here.unit, title: '路灯已修', result: 'solved', reply: '路灯已经修好。' });
  const answered = async () => {
    expect((await water.send('/referrals/drafts', { id: [id], result: 'solved', reply: '路灯已经修好。' })).status).toBe(201);
    await acts(water, `/referrals/${id}/reply`, { checked_by: '周局长' });
    expect((await clerk.get(`/referrals/${id}`)).text, 'what is told is filled in').toMatch(/<textarea[^>]*name="outcome_text"[^>]*>路灯已经修好。/);
    await acts(clerk, `/referrals/${id}/telling`, { outcome_text: '路灯已经修好。', answered_on: today() });
  };
  await acts(water, `/referrals/${id}/acceptance`);
  const template = /href="([^"]*template=[^"]*)"/.exec((await water.get(`/referrals/drafts?id=${id}`)).text)![1]!.replaceAll('&amp;', '&');
  expect((await water.get(template)).text).toMatch(/<textarea[^>]*name="reply"[^>]*>路灯已经修好。/);
  await answered();
  expect((await clerk.json(`/ledger/${entry.id}`)).body, 'told is not solved').toMatchObject({ state: 'answered', outcome_text: '路灯已经修好。', verified_on: null });
  await acts(clerk, `/ledger/${entry.id}/refutation`, { reason: `${REPORTER}说只亮了一夜`, called_back_on: today(), handling_rating: '4', result_rating: '1' });
  expect((await water.json(`/referrals/${id}`)).body).toMatchObject({ state: 'accepted', round: 2, replied_on: null });
  expect(await bytesFor(water, id), 'what the resident said stays with the committee').not.toMatch(/只亮了一夜/);
  await answered();
  await acts(clerk, `/ledger/${entry.id}/verification`, { called_back_on: today(), handling_rating: '5', result_rating: '4' });
  expect((await clerk.json(`/ledger/${entry.id}`)).body).toMatchObject({ state: 'answered', verified_on: today(), called_back_on: today(), handling_rating: 5, result_rating: 4, reopened: 1 });
  expect((await office.json('/ledger?figure=problems_verified')).body.total).toBe(1);
  expect((await office.json('/referrals?figure=referrals_replied_in_time')).body.total).toBe(1);
});
