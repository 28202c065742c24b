import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import type { ResolvedRow } from '#platform/importing/target.ts';
import { reading, transact } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { proposalImport } from '#duties/proposals/imports.ts';
import { alignedWith, keptBy } from '#duties/proposals/register-out.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

/** A unit that is judged tries to file the judgement: by every address there is, alone and as whoever its people also are. */

const good = { rating_work: 'satisfied', rating_result: 'satisfied' };

let county: TestCounty;
/** People of the lead unit and of the assisting one, each also something else. */
const insiders = new Map<string, Visitor>();
let office: Visitor;
let [insiderOfLead, insiderOfOther]: string[] = [];

beforeAll(async () => {
  county = await testCounty(slices);
  const visit = siteOf(county, slices);
  office = await visit({ role: 'county_office' });
  const units = { lead: county.here.unit, other: county.there.unit };
  for (const [of, unit_id] of Object.entries(units)) {
    insiders.set(`clerk of the ${of} unit`, await visit({ role: 'unit_clerk', unit: unit_id }));
    for (const role of ['county_office', 'auditor'] as const) insiders.set(`${role} and clerk of the ${of} unit`, await visit({ person: (await somebody(role, unit_id)).person, staff: true }));
    const signed = await somebody('member', unit_id);
    insiders.set(`signer and clerk of the ${of} unit, signed in as a member`, await visit({ person: signed.person }));
    if (of === 'lead') insiderOfLead = signed.member;
    else insiderOfOther = signed.member;
  }
}, 240_000);
afterAll(() => county.drop());

const somebody = (as: 'member' | 'county_office' | 'auditor', unit_id: string): Promise<{ person: string; member: string }> => county.act(async (act) => {
  const name = `兼职${insiders.size}`;
  const [who] = await createMany(act, person, [{ name }]);
  const held = { person_id: who!.id, name, since: '2022-01-10', acting: false };
  await createMany(act, post, [{ ...held, role: 'unit_clerk', unit_id }, ...(as === 'member' ? [] : [{ ...held, role: as }])]);
  if (as !== 'member') return { person: who!.id, member: '' };
  const [seat] = await createMany(act, member, [{ person_id: who!.id, name, term: 9, committee_id: county.here.committee, joined_on: '2022-01-10', standing: false, name_key: '' }]);
  return { person: who!.id, member: seat!.id };
});

const step = (id: string, name: string, input: object = {}): Promise<Proposal> =>
  transact(county.house, county.cast.office, null, (act) => take<Proposal>(act, proposal, id, name, { input: input as Record<string, unknown>, effect: effects[name as 'rate'] }));
const entered = async (columns: Partial<Proposal>): Promise<Proposal> => {
  const [row] = await county.act((act) => createMany(act, proposal, [{
    title: '修路', state: 'filed', proposer_kind: 'joint', proposer_name: '兼职', member_id: insiderOfLead, cosigner_ids: [insiderOfOther!, county.here.member], term: 9, session: 5,
    submitted_on: '2025-01-10', disposition: 'filed', situation: '坏', advice: '修', ...columns,
  }]));
  return row!;
};

async function answered(columns: Partial<Proposal> = {}): Promise<Proposal> {
  const row = await entered({ state: 'accepted', lead_unit_id: county.here.unit, assisting_ids: [county.there.unit], countersigned_ids: [county.there.unit], ...columns });
  return step(row.id, 'reply', { result: 'PLANNED', reply: '列入计划。' });
}

/** An original merged into one that two units handle, each by itself: everything by the acts themselves. */
async function mergedAnswered(): Promise<{ root: Proposal; row: Proposal }> {
  const root = await entered({ title: '全县修路', proposal_no: 71 });
  const under = await entered({ title: '村口修路', state: 'submitted', disposition: null });
  await step(under.id, 'merge', { merged_into_id: root.id });
  await step(root.id, 'assign', { lead_unit_id: county.here.unit, mode: 'separate', assisting: '县交通运输局' });
  await step(root.id, 'accept');
  return { root: await step(root.id, 'reply', { result: 'PLANNED', reply: '列入计划。' }), row: await now(under.id) };
}

const now = (id: string): Promise<Proposal> => reading(county.house, county.cast.program, async (look) => (await list<Proposal>(look, proposal, { limit: 200 })).find((one) => one.id === id)!);
const ratings = (): Promise<ProposalRating[]> => reading(county.house, county.cast.program, (look) => list(look, proposalRating, { order: [{ column: 'id' }], limit: 200 }));
const linksOf = async (id: string): Promise<string[]> => [...new Set([...(await (await office.submit('/ratings/slips', { id, act: 'make' })).text()).matchAll(/\/rate\/test\/[\w-]{19}/gu)].map(([path]) => path))];

interface Target {
  row: Proposal;
  link: string;
  /** One that somebody else has given of the same reply. */
  rating: ProposalRating;
}

/** Every address at which a judgement can be filed, changed or got round. */
const ways: Readonly<Record<string, (who: Visitor, at: Target) => Promise<{ status: number }>>> = {
  'the step, on the page': (who, { row }) => who.submit(`/proposals/${row.id}/${row.state === 'merged' ? 'merged-rating' : 'rating'}`, good),
  'the step, as JSON': (who, { row }) => who.send(`/proposals/${row.id}/${row.state === 'merged' ? 'merged-rating' : 'rating'}`, good),
  'the step, in another’s name': (who, { row }) => who.send(`/proposals/${row.id}/${row.state === 'merged' ? 'merged-rating' : 'rating'}`, { ...good, on_behalf_of: '石大山' }),
  'a paper, on the page': (who, { row }) => who.submit('/ratings', { proposal_id: row.id, rater: '石大山', ...good }),
  'a paper, as JSON': (who, { row }) => who.send('/ratings', { proposal_id: row.id, rater: '石大山', ...good }),
  'a paper with its scan': (who, { row }) => who.upload('/ratings', [{ name: '评价单.pdf', bytes: new TextEncoder().encode('%PDF-1.4\n') }], { proposal_id: row.id, rater: '石大山', ...good }),
  'somebody’s link, on the page': (who, { link }) => who.submit(link, good),
  'somebody’s link, as JSON': (who, { link }) => who.send(link, good),
  'links of all who wait': (who, { row }) => who.submit('/ratings/slips', { id: row.id, act: 'make' }),
  'voiding what was said': (who, { rating }) => who.send(`/ratings/${rating.id}/voiding`, { reason: '不是本人' }),
  'changing what was said': (who, { rating }) => who.send(`/ratings/${rating.id}`, good, 'PATCH'),
  'writing it on the proposal': (who, { row }) => who.send(`/proposals/${row.id}`, { rating_result: 'satisfied' }, 'PATCH'),
  'ending the time for it': (who, { row }) => who.send(`/proposals/${row.id}/rating-end`, {}),
  'consenting for the proposer': (who, { row }) => who.send(`/proposals/${row.id}/closing-consent`, {}),
  'a vote of the standing committee': (who, { row }) => who.send(`/proposals/${row.id}/closing-vote`, { vote_seats: 30, vote_for: 30, vote_against: 0, vote_abstained: 0 }),
  'a vote on several': (who, { row }) => who.send('/proposals/closing-vote', { ids: [row.id], vote_seats: 30, vote_for: 30, vote_against: 0, vote_abstained: 0 }),
  'closing it': (who, { row }) => who.send(`/proposals/${row.id}/closing`, {}),
  'closing several': (who, { row }) => who.send('/proposals/closings', { ids: [row.id] }),
};

/** Every insider by every way: refused with a sentence, and nothing has changed. */
async function expectNothingGained(target: Target, also: readonly Proposal[] = []): Promise<void> {
  const known = [target.row, ...also];
  const stood = async () => ({ ratings: await ratings(), rows: await Promise.all(known.map(({ id }) => now(id))) });
  const before = await stood();
  for (const [name, who] of insiders) {
    for (const [way, tried] of Object.entries(ways)) {
      const { status } = await tried(who, target);
      expect([403, 404, 405, 409, 422], `${name}: ${way} → ${status}`).toContain(status);
    }
    expect(await stood(), name).toEqual(before);
  }
}

describe('the one who is judged never judges', () => {
  test('a reply that is being rated, by lead and assisting unit', { timeout: 120_000 }, async () => {
    const row = await answered();
    const { status } = await office.send('/ratings', { proposal_id: row.id, rater: '石大山', rating_work: 'satisfied', rating_result: 'dissatisfied', rating_opinion: '没有说哪天修' });
    expect(status, 'the office itself may').toBe(201);
    const [rating] = await ratings();
    const [link] = await linksOf(row.id);
    await expectNothingGained({ row: await now(row.id), link: link!, rating: rating! });
    expect((await office.send(`/ratings/${rating!.id}/voiding`, { reason: '不是本人' })).status, 'so may it take back').toBe(200);
  });

  test('an original that was merged into one which two units handle separately', { timeout: 120_000 }, async () => {
    const { root, row } = await mergedAnswered();
    expect(row, 'its units are known of it too').toMatchObject({ state: 'merged', lead_unit_id: county.here.unit, separate_ids: [county.there.unit] });
    const paper = await office.send('/ratings', { proposal_id: row.id, rater: '石大山', ...good });
    expect(paper.status).toBe(201);
    const rating = (await ratings()).find(({ proposal_id }) => proposal_id === row.id)!;
    const [link] = await linksOf(row.id);
    await expectNothingGained({ row: await now(row.id), link: link!, rating }, [root]);
  });

  test('one that was rated, until it is closed by consent and vote', { timeout: 120_000 }, async () => {
    await county.act((act) => createMany(act, parameterSetting, [{ key: 'closing.rule', value: 'consent_and_vote', from_day: '2020-01-01' }]));
    const row = await answered({ cosigner_ids: [], member_id: insiderOfLead, proposer_name: '兼职' });
    await step(row.id, 'rate', good);
    const rating = (await ratings()).find(({ proposal_id }) => proposal_id === row.id)!;
    expect((await now(row.id)).state).toBe('rated');
    await expectNothingGained({ row: await now(row.id), link: '/rate/test/2345-2345-2345-2345', rating });
    const said = { vote_seats: 30, vote_for: 30, vote_against: 0, vote_abstained: 0 };
    expect([(await office.send(`/proposals/${row.id}/closing-consent`, {})).status, (await office.send(`/proposals/${row.id}/closing-vote`, said)).status, (await office.send(`/proposals/${row.id}/closing`, {})).status], 'the office itself may').toEqual([200, 200, 200]);
  });

  test('a request sent again by somebody else gives nothing and tells nothing', async () => {
    const row = await answered();
    const sentAs = async (who: Visitor, path: string, body: object) =>
      who.fetch(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': 'the-same-click' } });
    const paper = { proposal_id: row.id, rater: '石大山', rating_work: 'satisfied', rating_result: 'dissatisfied', rating_opinion: '没有说哪天修' };
    expect((await sentAs(office, '/ratings', paper)).status).toBe(201);
    const before = { row: await now(row.id), ratings: await ratings() };
    const clerk = insiders.get('clerk of the lead unit')!;
    for (const [path, body] of [['/ratings', { ...paper, ...good }], [`/proposals/${row.id}/rating`, good]] as const) {
      const answer = await sentAs(clerk, path, body);
      expect(await answer.text(), path).not.toMatch(/没有说哪天修|dissatisfied/u);
    }
    expect({ row: await now(row.id), ratings: await ratings() }).toEqual(before);
  });

  test('a sheet neither brings a rating in for those who were asked, nor from whoever handled it, nor closes what is not rated', async () => {
    const { office: pure } = county.cast;
    const inside = { ...pure, posts: [...pure.posts, { role: 'unit_clerk', committeeId: null, unitId: county.there.unit } as const] };
    const asked = await answered();
    const old = await entered({ state: 'replied', lead_unit_id: county.here.unit, assisting_ids: [county.there.unit], replied_on: '2025-05-01', result: 'SOLVED' });
    /** What is left of a row of the register once it was held against the record. */
    const held = async (actor: typeof pure, standing: Proposal, columns: object): Promise<{ columns: object; told: string }> => {
      const row = { index: 0, columns: { title: standing.title, ...columns }, assumed: {}, problems: [], needs: [] } as unknown as ResolvedRow;
      await reading(county.house, actor, (look) => alignedWith(look, [row], new Map([[0, standing]])));
      return { columns: row.columns, told: row.problems.map(({ sentence }) => sentence).join() };
    };
    for (const [actor, standing] of [[pure, asked], [inside, asked], [inside, old]] as const) {
      const { columns, told } = await held(actor, standing, { told: 'rated', ...good });
      expect(columns, 'nothing of the rating').toEqual({ title: standing.title, told: 'replied' });
      expect(told).toContain('不从登记表录入');
      expect(keptBy(actor, standing), 'nor is it emptied').toEqual(['rating_work', 'rating_result']);
    }
    expect((await held(pure, old, { told: 'rated', ...good })).columns, 'an old register tells what it knows').toMatchObject({ ...good, state: 'rated' });
    const { columns, told } = await held(pure, asked, { told: 'closed', closed_on: '2025-06-01' });
    expect(columns).toEqual({ title: asked.title, told: 'replied' });
    expect(told).toContain('没有办结');
    const fresh = { title: '旧提案', proposer_name: '石大山', term: 8, session: 1, state: 'rated', lead_unit_id: county.there.unit, ...good };
    await expect(transact(county.house, inside, null, (act) => proposalImport.enter!(act, [{ index: 0, columns: fresh, assumed: {}, problems: [], needs: [] } as unknown as ResolvedRow], '0198c000-0000-7000-8000-00000000b001'))).rejects.toMatchObject({ status: 403, code: 'judged' });
  });
});

test('the numbers and lists that a unit may open say nothing of single ratings', async () => {
  const clerk = insiders.get('clerk of the lead unit')!;
  for (const path of ['/ratings', '/ratings.csv', '/proposals', '/proposals.csv', '/tasks', `/figures?from=2020-01-01&to=${new Date().getFullYear() + 1}-12-31`]) {
    const { text } = await clerk.get(path);
    expect(text, path).not.toContain('没有说哪天修');
  }
  expect((await clerk.json('/ratings')).body.items).toEqual([]);
});
