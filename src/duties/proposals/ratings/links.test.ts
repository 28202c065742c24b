import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { transact } from '#platform/records/act.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects } from '#duties/proposals/actions.ts';
import { proposalRating } from '#duties/proposals/ratings/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const slices = [parametersSlice, proposalsSlice];
let county: TestCounty;
let office: Visitor;
let clerk: Visitor;
let otherClerk: Visitor;
beforeAll(async () => {
  process.env['TRUST_PROXY'] = '1';
  county = await testCounty(slices);
  const visit = siteOf(county, slices);
  office = await visit({ role: 'county_office' });
  clerk = await visit({ role: 'unit_clerk', unit: county.here.unit });
  otherClerk = await visit({ role: 'unit_clerk', unit: county.there.unit });
});
afterAll(() => {
  delete process.env['TRUST_PROXY'];
  return county.drop();
});

const good = { rating_work: 'satisfied', rating_result: 'satisfied' };

async function replied(): Promise<Proposal> {
  const [row] = await county.act((act) => createMany(act, proposal, [{
    title: '修路', state: 'accepted', proposer_kind: 'joint', proposer_name: '石大山', member_id: county.here.member, cosigner_ids: [county.there.member], term: 9, session: 5,
    submitted_on: '2025-01-10', disposition: 'filed', lead_unit_id: county.here.unit,
  }]));
  return transact(county.house, county.cast.office, null, (act) => take<Proposal>(act, proposal, row!.id, 'reply', { input: { result: 'SOLVED', reply: '已修好。' }, effect: effects.reply }));
}

/** Paths of the links of those who have not rated, the first proposer's first. */
async function linksTo({ id }: Proposal): Promise<string[]> {
  const answer = await office.submit('/ratings/slips', { id, act: 'make' });
  const text = await answer.text();
  expect(answer.status, text.slice(0, 2_000)).toBe(200);
  return [...new Set([...text.matchAll(/\/rate\/test\/[\w-]{19}/g)].map(([path]) => path))];
}

/** Somebody who is not signed in, with a browser's cookies and from an address. */
async function anybody(path: string, { said, cookie = '', address = '10.9.9.9', request }: { said?: object; cookie?: string; address?: string; request?: string } = {}) {
  const headers = { cookie, 'x-forwarded-for': address, 'content-type': 'application/json', ...(request ? { 'idempotency-key': request } : {}) };
  const answer = await office.fetch(`/api/v1${path}`, said ? { method: 'POST', body: JSON.stringify(said), headers } : { headers });
  return { status: answer.status, body: JSON.parse(await answer.text()) as { detail?: string } };
}

const ratingsOf = (id: string) => reading(county.house, county.cast.program, async (look) => (await list(look, proposalRating, { limit: 100, order: [{ column: 'id' }] })).filter((one) => one.proposal_id === id));

test('one who signed rates by the personal link without signing in, once', async () => {
  const row = await replied();
  const [first, second] = await linksTo(row);
  expect(await anybody(first!)).toMatchObject({ status: 200, body: { subject: '修路', rater: '石大山', reply: '已修好。' } });
  const html = await (await office.fetch(first!, { headers: { cookie: '' } })).text();
  expect(html).toContain('评价提案答复');
  expect(await anybody(first!, { said: { rating_work: 'satisfied', rating_result: 'dissatisfied' } })).toMatchObject({ status: 422, body: { fields: { rating_opinion: expect.any(String) } } });
  expect((await anybody(first!, { said: good, request: 'the-same-click' })).status).toBe(201);
  expect((await anybody(first!, { said: good, request: 'the-same-click' })).status, 'a repeated click').toBe(201);
  expect(await anybody(first!, { said: good }), 'a replay').toMatchObject({ status: 409, body: { detail: expect.stringContaining('已经评价过了') } });
  expect(await anybody(first!)).toMatchObject({ status: 409 });
  expect((await ratingsOf(row.id)).map(({ rater, way, flags }) => [rater, way, flags])).toEqual([['石大山', 'message', []]]);
  expect((await clerk.json(`/proposals/${row.id}`)).body, 'the unit learns nothing before all have spoken').toMatchObject({ state: 'replied', rated_n: 1, rating_result: null, rating_opinion: null });
  const page = (await clerk.get(`/proposals/${row.id}`)).text;
  expect(page).not.toContain('各人的评价');
  await anybody(second!, { said: { ...good, rating_result: 'basically' } });
  expect((await clerk.json(`/proposals/${row.id}`)).body).toMatchObject({ state: 'rated', rating_result: 'satisfied' });
});

test('a link is one person’s for one round, and ends with the time', async () => {
  const row = await replied();
  const [old] = await linksTo(row);
  const [fresh, others] = await linksTo(row);
  expect((await anybody(old!, { said: good })).status, 'replaced').toBe(404);
  expect((await anybody('/rate/test/2345-2345-2345-2345')).status).toBe(404);
  expect((await anybody('/rate/test/..%2f..')).status).toBe(404);
  await county.act(({ db }) => sql`update proposals set rate_by = '2025-01-01' where id = ${row.id}`.execute(db));
  expect(await anybody(fresh!, { said: good })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('时间已经过了') } });
  expect((await anybody(others!, { said: good })).status).toBe(409);
  expect(await ratingsOf(row.id)).toEqual([]);
});

test('the handler attacks: page, JSON, link, paper, replay', async () => {
  const row = await replied();
  const [link] = await linksTo(row);
  for (const visitor of [clerk, otherClerk]) {
    expect((await visitor.get(link!)).text).toContain('登录着承办单位的账号');
    expect(await visitor.json(link!)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('承办单位的账号') } });
    expect((await visitor.send(link!, good)).status).toBe(403);
    expect((await visitor.submit(link!, good)).status).toBe(403);
    expect((await visitor.send('/ratings', { proposal_id: row.id, rater: '石大山', ...good })).status).toBe(403);
    expect((await visitor.submit('/ratings/slips', { id: row.id })).status).toBe(403);
    expect((await visitor.get('/ratings/board')).status).toBe(404);
    expect((await visitor.json('/ratings')).body).toMatchObject({ items: [] });
  }
  expect((await clerk.send(`/proposals/${row.id}/rating`, good)).status).toBe(403);
  expect((await clerk.send(`/proposals/${row.id}/rating-end`, {})).status).toBe(403);
  expect(await ratingsOf(row.id)).toEqual([]);
});

test('signed out, on the unit’s machine or in its network, the link is taken and flagged', async () => {
  const row = await replied();
  const worked = await clerk.fetch('/proposals/new', { headers: { 'x-forwarded-for': '10.20.30.40' } });
  const device = /device=[\w-]{22}/.exec(worked.headers.get('set-cookie') ?? '')![0];
  const [first, second] = await linksTo(row);
  expect((await anybody(first!, { said: good, cookie: device })).status).toBe(201);
  expect((await anybody(second!, { said: good, address: '10.20.30.77' })).status).toBe(201);
  expect((await ratingsOf(row.id)).map(({ flags }) => flags)).toEqual([['device'], ['network']]);
  expect((await office.json('/ratings/board')).body.flagged.map(({ subject }: { subject: string }) => subject)).toEqual(['修路', '修路']);
  expect((await office.json('/ratings')).body.items[0], 'flags are no part of a list').not.toHaveProperty('flags');
  expect((await office.get('/ratings/board')).text).toContain('来自承办单位用过的网络');
});
