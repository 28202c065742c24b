import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading, transact } from '#platform/records/act.ts';
import { createMany, take } from '#platform/records/write.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { makeLink } from '#duties/consultations/floor/links/links.ts';
import { ownLinksAwaited } from '#duties/consultations/floor/links/own.ts';
import { openVote } from '#duties/consultations/floor/votes/actions.ts';
import type { Vote } from '#duties/consultations/floor/votes/record.ts';
import { beginList, effects } from '#duties/consultations/results/actions.ts';
import { resultList } from '#duties/consultations/results/record.ts';
import { testCounty, type TestCounty } from '../../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../../test/visitor.ts';

let county: TestCounty;
let [asked, stranger]: Visitor[] = [];
let held: Consultation;
let question: Vote;
const NAME = '石白石';

beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices);
  asked = await as({ person: county.here.person });
  stranger = await as({ person: county.there.person });
  const { committee, member } = county.here;
  [held] = (await county.act((act) => createMany<Consultation>(act, consultation, [{ committee_id: committee, topic: '停车', held_on: '2026-03-02', precision: 'day', state: 'held', kind: 'grassroots', place: '议事室' }]))) as [Consultation];
  await county.act((act) => createMany<Attendance>(act, attendance, [{ consultation_id: held.id, subject: '停车', held_on: '2026-03-02', committee_id: committee, body_id: committee, invitee: NAME, capacity: 'member', member_id: member, leave_by: 'office' } as Partial<Attendance>]));
  question = await county.act((act) => openVote(act, { consultation_id: held.id, question: '同意划车位', way: 'written', asked_n: 3 }, {}));
  await county.act((act) => makeLink(act, { consultation_id: held.id, vote_id: question.id }, { name: NAME, capacity: '委员' }));
}, 120_000);
afterAll(() => county?.drop());

const waiting = () => reading(county.house, county.cast.member, async (look) => (await Promise.all(ownLinksAwaited.map((one) => one.find(look)))).flat());

test('somebody who was asked finds the vote on the own page and votes with one more tap, once, and nothing says how', async () => {
  const [one] = await waiting();
  expect(one!.label).toBe('同意划车位');
  expect((await asked!.get(one!.href)).text).toMatch(/<button[^>]*name="ballot" value="against"[^>]*>反对/u);
  const voted = await asked!.submit(`${one!.href}/ballot`, { ballot: 'against', request_id: 'pressed-twice' });
  expect([voted.status, voted.headers.get('location')]).toEqual([303, one!.href]);
  expect((await asked!.submit(`${one!.href}/ballot`, { ballot: 'against', request_id: 'pressed-twice' })).status).toBe(303);
  expect((await asked!.submit(`${one!.href}/ballot`, { ballot: 'for', request_id: 'another-tap' })).status).toBe(409);
  expect(await waiting()).toEqual([]);
  const kept = await county.act(async (act) => ({
    urn: (await sql<{ vote_for: number; vote_against: number }>`select vote_for, vote_against from consultation_urns where county_id = ${county.id} and vote_id = ${question.id}`.execute(act.db)).rows[0],
    lines: (await sql<{ content: string }>`select content from journal where county_id = ${county.id} and content like ${`%${question.id}%`} and content like '%cast%'`.execute(act.db)).rows,
  }));
  expect(kept.urn).toMatchObject({ vote_for: 0, vote_against: 1 });
  expect(kept.lines.length).toBeGreaterThan(0);
  const cast = kept.lines.map(({ content }) => content).join('\n');
  expect(cast).toContain('"step":"cast"');
  for (const told of [NAME, county.here.person, county.here.member, '"against"']) expect(cast).not.toContain(told);
});

test('nobody else opens it, signed in or not', async () => {
  const { href } = (await county.act(async (act) => ({ href: `/consultation-links/${(await sql<{ id: string }>`select id from consultation_links where county_id = ${county.id}`.execute(act.db)).rows[0]!.id}` })));
  expect((await asked!.get(href)).text).toContain('您已经投过票了');
  expect((await stranger!.get(href)).status).toBe(404);
  expect((await stranger!.submit(`${href}/ballot`, { ballot: 'for', request_id: 'a-stranger-taps' })).status).toBe(404);
  expect((await asked!.get('/consultation-links/none')).status).toBe(404);
  expect((await asked!.fetch(href, { headers: { cookie: '' }, redirect: 'manual' })).status).toBe(303);
});

test('the results are judged from the own page, without a name', async () => {
  const list = await county.act((act) => beginList(act, { consultation_id: held.id, present: NAME }, {}));
  await transact(county.house, county.cast.director, null, (act) => take(act, resultList, list.id, 'confirm', { input: { confirmed_by: '李书记', confirmed_on: '2026-03-04' }, effect: effects.confirm }));
  await county.act((act) => makeLink(act, { consultation_id: held.id, vote_id: null }, { name: NAME, capacity: '委员' }));
  const [one] = await waiting();
  expect((await asked!.submit(`${one!.href}/judgement`, { verdict: 'dissatisfied', request_id: 'without-a-reason' })).status).toBe(422);
  expect((await asked!.submit(`${one!.href}/judgement`, { verdict: 'basically', request_id: 'with-one-tap' })).status).toBe(303);
  const { rows } = await county.act((act) => sql<object>`select * from consultation_evaluations where county_id = ${county.id}`.execute(act.db));
  expect(rows).toMatchObject([{ verdict: 'basically', way: 'link' }]);
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${NAME}|${county.here.person}|${county.here.member}`, 'u'));
});
