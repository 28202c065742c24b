import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDocx } from '#platform/documents/docx.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { reading, transact } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { candidatesOf, decideAwards, effects, roundEffects, shortlistMany, type AwardDecision } from '#duties/proposals/commendations/deciding.ts';
import { figures } from '#duties/proposals/commendations/facts.ts';
import { offeredProposals, offeredUnits } from '#duties/proposals/commendations/offered.ts';
import { awardPaper } from '#duties/proposals/commendations/papers.ts';
import { commendation, commendationFields, type Commendation } from '#duties/proposals/commendations/record.ts';
import { recommend, type Recommendation } from '#duties/proposals/commendations/recommending.ts';
import { commendationRound, commendationRoundFields, type CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { own, other } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { siteOf } from '../../../../test/visitor.ts';

const year = today().slice(0, 4);

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, proposalsSlice]);
});
afterAll(() => county.drop());

const as = <T>(actor: Actor, work: Parameters<typeof transact<T>>[3]): Promise<T> => transact(county.house, actor, null, work);
const look = <T>(work: Parameters<typeof reading<T>>[2]): Promise<T> => reading(county.house, county.cast.office, work);
const set = (key: string, value: string) => county.act((act) => createMany(act, parameterSetting, [{ key, value, from_day: '2020-01-01' }]));
const proposed = async (columns: Partial<Proposal> = {}): Promise<Proposal> => (await county.act((act) => createMany<Proposal>(act, proposal, [{
  title: '修路', state: 'closed', proposer_kind: 'member', proposer_name: '石大山', member_id: county.here.member, term: 9, session: 5, submitted_on: `${year}-01-10`, disposition: 'filed', lead_unit_id: county.here.unit, rating_result: 'satisfied', rating_work: 'satisfied', ...columns,
}])))[0]!;
const collective = () => proposed({ title: '兴茶', proposer_kind: 'party', proposer_name: '民盟支部', member_id: null });
const opened = (columns: Partial<CommendationRound> = {}) => as(county.cast.office, (act) => create<CommendationRound>(act, commendationRound, { title: '年度评优', from_on: `${year}-01-01`, until_on: `${year}-12-31`, ...columns }));
const recommended = (round: CommendationRound, typed: Partial<Recommendation>, actor: Actor = county.cast.office) => as(actor, (act) => recommend(act, { round_id: round.id, kind: 'proposal', ...typed }, {}));
const shortlisted = async (round: CommendationRound, typed: Partial<Recommendation>): Promise<Commendation> => {
  const row = await recommended(round, typed);
  await as(county.cast.office, (act) => shortlistMany(act, [row.id]));
  return row;
};
const decide = (round: CommendationRound, ids: readonly string[], more: Partial<AwardDecision> = {}) => as(county.cast.office, (act) => decideAwards(act, round.id, { way: 'chair', meeting: '〔5〕号', recused: '都回避了', ...more, awarded: more.awarded ?? ids.map((id) => ({ id })) }));

describe('declared', () => {
  test('who may do what', () => {
    expect([commendation, commendationRound].flatMap((declared) => faultsOfPath(declared))).toEqual([]);
    expect(matrix<Commendation>(commendation, { 'recommended by the own unit': { recommender_id: own.unit, kind: 'unit' }, 'by another': { recommender_id: other.unit, kind: 'unit' } })).toMatchSnapshot();
  });

  test('relations and figures mean the same in memory and in SQL', async () => {
    await expectRelationsAgree(county.house, commendation, commendationFields, {
      columns: { recommender_id: [own.unit, other.unit, null], collective: [true, false] }, conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
    });
    await expectRelationsAgree(county.house, commendationRound, commendationRoundFields);
  });
});

describe('recommending', () => {
  test('a unit recommends, once for all; what is of other days or not filed is refused', async () => {
    const { 'unit clerk': water, 'other unit clerk': traffic } = county.cast;
    const round = await opened();
    const row = await proposed();
    expect(await recommended(round, { proposal_id: row.id, why: '写得实' }, water)).toMatchObject({ recommended_by: '县水务局', recommender_id: county.here.unit, subject: '修路', collective: false, conflict: null });
    await expect(recommended(round, { proposal_id: row.id })).rejects.toMatchObject({ code: 'recommended_before' });
    await expect(recommended(round, { proposal_id: (await proposed({ submitted_on: '2020-01-10' })).id })).rejects.toMatchObject({ fields: { proposal_id: expect.stringContaining('2020-01-10') } });
    await expect(recommended(round, { proposal_id: (await proposed({ disposition: 'merged', state: 'merged' })).id })).rejects.toMatchObject({ fields: { proposal_id: expect.stringContaining('立案') } });
    await expect(recommended(round, { kind: 'unit' })).rejects.toMatchObject({ fields: { unit_id: expect.any(String) } });
    await expect(recommended(round, { kind: 'person', unit_id: county.here.unit })).rejects.toMatchObject({ fields: { person_name: expect.any(String) } });
    expect(await recommended(round, { kind: 'unit', unit_id: county.there.unit }, traffic), 'whoever recommends the own is told so').toMatchObject({ conflict: '本单位自荐' });
    expect(await recommended(round, { kind: 'person', unit_id: county.there.unit, person_name: '杨某' }, traffic)).toMatchObject({ subject: '杨某（县交通运输局）', conflict: '推荐的是本单位的人' });
    expect(await recommended(round, { proposal_id: (await collective()).id, recommended_by: '民盟支部' })).toMatchObject({ conflict: '提案人自荐', collective: true });
  });

  test('at the pages: a unit fills in the form, the office ticks, and nobody else decides', async () => {
    const visit = siteOf(county, [parametersSlice, proposalsSlice]);
    const [unit, office, member] = [await visit({ role: 'unit_clerk', unit: county.here.unit }), await visit({ role: 'county_office' }), await visit({ person: county.here.person })];
    const round = await opened({ from_on: '2016-01-01', until_on: '2016-12-31' });
    const row = await proposed({ submitted_on: '2016-02-02', title: '护林', proposer_kind: 'party', proposer_name: '民盟支部', member_id: null });
    expect((await unit.get(`/commendations/new?round=${round.id}`)).text).toContain('护林');
    expect((await member.get('/commendations/new')).status).toBe(404);
    expect((await unit.send('/commendations', { round_id: round.id, kind: 'proposal', proposal_id: row.id, why: '写得实' })).status).toBe(201);
    const base = `/commendation-rounds/${round.id}`;
    const [candidate] = await look((reads) => candidatesOf(reads, round.id, 'recommended'));
    expect((await unit.send(`${base}/shortlisting`, { id: [candidate!.id] })).status).toBe(403);
    expect(await office.send(`${base}/shortlisting`, { id: [candidate!.id] })).toMatchObject({ body: { written: 1 } });
    expect((await office.get(`${base}/decision`)).text).toContain('护林');
    const decision = { way: 'vote', meeting: '〔1〕号', vote_seats: 20 };
    expect(await office.send(`${base}/decision`, { ...decision, items: [{ id: candidate!.id, vote_for: '十二' }] })).toMatchObject({ status: 422, body: { fields: { [candidate!.id]: expect.stringContaining('整数') } } });
    expect((await unit.send(`${base}/decision`, { ...decision, items: [] })).status).toBe(403);
    expect(await office.send(`${base}/decision`, { ...decision, items: [{ id: candidate!.id, vote_for: 15, vote_against: 1, vote_abstained: 0 }] })).toMatchObject({ body: { awarded: 1 } });
    expect((await member.get(`/commendations/${candidate!.id}`)).status, 'not before it is public').toBe(404);
    expect((await office.send(`${base}/publication`, { document_no: '云协发〔2026〕1号' })).status).toBe(200);
    expect((await member.get(`/commendations/${candidate!.id}`)).text).toContain('护林');
    expect((await office.get(`/proposals/${row.id}`)).text).toContain('评为优秀提案');
  });

  test('facts are offered, and what is recommended is not offered again', async () => {
    const round = await opened({ from_on: '2019-01-01', until_on: '2019-12-31' });
    const [bad, good] = [await proposed({ submitted_on: '2019-02-01', rating_result: 'dissatisfied', title: '不满意的' }), await proposed({ submitted_on: '2019-03-01', title: '满意的' })];
    expect((await look((reads) => offeredProposals(reads, round))).map(({ title }) => title)).toEqual(['满意的', '不满意的']);
    expect(await look((reads) => offeredUnits(reads, round))).toMatchObject([{ name: '县水务局', handled: 2, satisfied: 1, dissatisfied: 1 }]);
    await recommended(round, { proposal_id: good.id });
    expect((await look((reads) => offeredProposals(reads, round))).map(({ id }) => id)).toEqual([bad.id]);
  });
});

describe('deciding', () => {
  test('by vote: quorum and majority of the plan; whoever signed and votes is named; the rest did not get it', async () => {
    const round = await opened({ from_on: '2018-01-01', until_on: '2018-12-31' });
    await county.act(async (act) => { await act.db.updateTable('members').set({ standing: true }).where('county_id', '=', county.id).where('id', '=', county.here.member).execute(); });
    const [road, tea] = [await proposed({ submitted_on: '2018-02-01' }), await proposed({ submitted_on: '2018-02-02', title: '兴茶', proposer_kind: 'party', proposer_name: '民盟支部', member_id: null })];
    for (let n = 0; n < 38; n += 1) await proposed({ submitted_on: '2018-03-01', title: `第${n}件` });
    const [first, second] = [await shortlisted(round, { proposal_id: road.id }), await shortlisted(round, { proposal_id: tea.id })];
    const third = await recommended(round, { kind: 'unit', unit_id: county.here.unit });
    const votes = (vote_for: number, vote_against = 2) => [first, second].map(({ id }) => ({ id, vote_for, vote_against, vote_abstained: 0 }));
    const vote = (more: Partial<AwardDecision>) => decide(round, [], { way: 'vote', vote_seats: 30, recused: undefined, ...more });
    await expect(vote({ vote_seats: undefined, awarded: votes(20) })).rejects.toMatchObject({ fields: { vote_seats: expect.any(String) } });
    await expect(vote({ awarded: votes(10) })).rejects.toMatchObject({ fields: { [first.id]: expect.stringContaining('法定人数') } });
    await expect(vote({ awarded: votes(14, 10) })).rejects.toMatchObject({ fields: { [first.id]: expect.stringContaining('没有通过') } });
    await expect(vote({ awarded: votes(40) })).rejects.toMatchObject({ fields: { [first.id]: expect.stringContaining('还多') } });
    await expect(vote({ awarded: votes(20) }), 'who votes on the own').rejects.toMatchObject({ fields: { recused: expect.stringContaining('石大山') } });
    await expect(decide(round, [third.id]), 'not shortlisted').rejects.toMatchObject({ fields: { [third.id]: expect.any(String) } });
    expect(await vote({ awarded: votes(20), recused: '石大山对自己的一件没有表决' })).toEqual({ awarded: 2, passed: 1 });
    await expect(vote({ awarded: votes(20) })).rejects.toMatchObject({ status: 409 });
    await as(county.cast.office, (act) => take<CommendationRound>(act, commendationRound, round.id, 'publish', { input: { document_no: '云协发〔2026〕7号' }, effect: roundEffects.publish }));
    const [now, awarded] = await look(async (reads) => [await get(reads, commendationRound, round.id), await candidatesOf(reads, round.id, 'published')] as const);
    expect(awarded.map(({ subject, vote_for }) => [subject, vote_for])).toEqual([['修路', 20], ['兴茶', 20]].toSorted());
    const paper = awardPaper(now, awarded, new Map([[tea.id, { proposer_name: '民盟支部' }]]), '政协云岭自治县委员会', today());
    expect(paper.number).toEqual({ code: '云协发', year: 2026, serial: 7 });
    for (const said of ['优秀提案2件', '民盟支部', '表决通过']) expect(JSON.stringify(paper)).toContain(said);
    expect((await toDocx(paper)).byteLength).toBeGreaterThan(5_000);
    await expect(as(county.cast.office, (act) => take<Commendation>(act, commendation, first.id, 'revoke', { effect: effects['revoke'] }))).rejects.toMatchObject({ code: 'reason_missing' });
    expect(await as(county.cast.office, (act) => take<Commendation>(act, commendation, first.id, 'revoke', { reason: '与他人提案雷同' }))).toMatchObject({ state: 'revoked' });
  });

  test('what was decided too early goes back, with its votes taken away', async () => {
    const round = await opened();
    const row = await shortlisted(round, { proposal_id: (await collective()).id });
    await decide(round, [row.id]);
    await as(county.cast.office, (act) => take<CommendationRound>(act, commendationRound, round.id, 'reopen', { reason: '名单有误', effect: roundEffects.reopen }));
    expect(await look((reads) => get(reads, commendation, row.id))).toMatchObject({ state: 'shortlisted', awarded_on: null });
    await decide(round, [row.id]);
  });

  test('the plan’s shares are never exceeded, and bodies have their share, whatever is ticked', async () => {
    await set('awards.proposals_share', '10');
    await set('awards.collective_share', '40');
    await set('awards.persons_most', '2');
    const span = { from_on: '2017-01-01', until_on: '2017-12-31' };
    const ids: string[] = [];
    for (let n = 0; n < 40; n += 1) ids.push((await proposed({ submitted_on: '2017-02-01', title: `第${n}件`, ...(n % 3 === 0 ? { member_id: null, proposer_kind: 'party', proposer_name: '民盟支部' } : {}) })).id);
    const round = await opened(span);
    const rows: Commendation[] = [];
    for (const proposal_id of ids.slice(0, 8)) rows.push(await shortlisted(round, { proposal_id }));
    for (const person_name of ['甲', '乙', '丙']) rows.push(await shortlisted(round, { kind: 'person', unit_id: county.here.unit, person_name }));
    await fc.assert(fc.asyncProperty(fc.subarray(rows, { minLength: 1 }), async (ticked) => {
      const proposals = ticked.filter(({ kind }) => kind === 'proposal');
      const fits = proposals.length <= 4 && ticked.length - proposals.length <= 2 && proposals.filter((row) => row.collective).length * 100 >= proposals.length * 40;
      const done = await decide(round, ticked.map(({ id }) => id)).then(() => true, () => false);
      expect(done, JSON.stringify(ticked.map(({ kind, collective: of }) => [kind, of]))).toBe(fits);
      if (done) await as(county.cast.office, (act) => take<CommendationRound>(act, commendationRound, round.id, 'reopen', { reason: '再试', effect: roundEffects.reopen }));
    }), { numRuns: 25 });
  });
});

test('lists are as long as figures', async () => {
  expect((await look((reads) => list(reads, commendation, { where: is<Commendation>('state', 'published'), limit: 9 }))).length).toBeGreaterThan(0);
  await expectListsEqualFigures(county.house, figures, { actors: [county.cast.office, county.cast['unit clerk'], county.cast.member] });
});
