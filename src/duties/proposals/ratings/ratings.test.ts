import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql, type RawBuilder } from 'kysely';
import { createMany, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { networkOf } from '#platform/identity/whereabouts.ts';
import { reading, transact } from '#platform/records/act.ts';
import { find, get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects as proposalEffects } from '#duties/proposals/actions.ts';
import { enterPaper, effects } from '#duties/proposals/ratings/actions.ts';
import { endRatings } from '#duties/proposals/ratings/asking.ts';
import type { Said } from '#duties/proposals/ratings/fields.ts';
import { paperFields, proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { ratingOrder } from '#duties/proposals/ratings/words.ts';
import { figures } from '#duties/proposals/ratings/facts.ts';
import { proposal, proposalFields, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { own, other } from '../../../../test/cast.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, proposalsSlice]);
});
afterAll(() => county.drop());

const good: Said = { rating_work: 'satisfied', rating_result: 'satisfied' };
const bad: Said = { rating_work: 'basically', rating_result: 'dissatisfied', rating_opinion: '没有说什么时候修' };

/** A proposal that was replied to today, with these co-signers. */
async function replied(columns: Partial<Proposal> = {}): Promise<Proposal> {
  const { here } = county;
  const [row] = await county.act((act) => createMany(act, proposal, [{
    title: '修路', state: 'accepted', proposer_kind: 'joint', proposer_name: '石大山', member_id: here.member, term: 9, session: 5, submitted_on: '2025-01-10',
    proposal_no: null, disposition: 'filed', lead_unit_id: here.unit, situation: '坏', advice: '修', ...columns,
  }]));
  return step(county.cast.office, row!.id, 'reply', { result: 'PLANNED', reply: '列入计划。' });
}

const step = (actor: Actor, id: string, name: string, input: object = {}, reason?: string): Promise<Proposal> =>
  transact(county.house, actor, null, (act) => take<Proposal>(act, proposal, id, name, { input: input as Record<string, unknown>, reason, effect: proposalEffects[name as 'rate'] }));
const paper = (id: string, rater: string | undefined, said: Said, actor: Actor = county.cast.office): Promise<ProposalRating> =>
  transact(county.house, actor, null, (act: Act) => enterPaper(act, { proposal_id: id, rater, ...said }, {}));
const now = (id: string): Promise<Proposal> => reading(county.house, county.cast.program, (look) => get(look, proposal, id));
const ratingsOf = (id: string): Promise<ProposalRating[]> =>
  reading(county.house, county.cast.program, (look) => list(look, proposalRating, { where: is<ProposalRating>('proposal_id', id), limit: 100, order: [{ column: 'id' }] }));
const set = (key: string, value: string): Promise<unknown> => county.act((act) => createMany(act, parameterSetting, [{ key, value, from_day: '2020-01-01' }]));
/** What only a test does: a day moved, a mark made. */
const direct = (query: RawBuilder<unknown>) => county.act(({ db }) => query.execute(db));
const judge = (actor: Actor, id: string, name: 'check' | 'void', reason?: string): Promise<ProposalRating> =>
  transact(county.house, actor, null, (act) => take<ProposalRating>(act, proposalRating, id, name, { reason, effect: effects[name] }));

test('who may do what with a rating', () => {
  expect(faultsOfPath(proposalRating)).toEqual([]);
  expect(matrix<ProposalRating>(proposalRating, {
    'of the own member, as oneself': { member_id: own.member, way: 'self', flags: [] },
    'of another, flagged': { member_id: other.member, way: 'message', flags: ['network'], link_id: own.committee },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, proposalRating, paperFields, {
    columns: {
      member_id: [own.member, other.member, null], way: ['self', 'message', 'paper'], flags: [[], ['device'], ['burst', 'network']], link_id: [null, own.committee],
      rating_work: ratingOrder, rating_result: ratingOrder, contacted: [null, 'visited', 'none'],
    },
    conditions: Object.fromEntries(figures.filter(({ record }) => record === proposalRating.name).map((one) => [one.name, one.where])),
  }));

test('so do those of the proposal, with what rating and closing write on it', () => {
  const lists = [[], [own.member], [other.member]];
  const days = [null, '2025-03-01', '2999-01-01'];
  return expectRelationsAgree(county.house, proposal, proposalFields, {
    columns: {
      member_id: [own.member, null], cosigner_ids: lists, rated_ids: lists, separate_ids: [[], [own.unit]], lead_unit_id: [own.unit, other.unit], raters_n: [1, 2], rated_n: [0, 1, 2], round: [1, 2], rate_by: days,
      rating_work: [null, ...ratingOrder], rating_result: [null, ...ratingOrder], met_on: days, close_agreed_on: days, closing_rule: [null, 'rated', 'consent', 'vote', 'consent_and_vote'], vote_passed: [null, true, false], disposition: ['filed', 'merged'],
    },
    conditions: Object.fromEntries(figures.filter(({ record }) => record === proposal.name).map((one) => [one.name, one.where])),
  });
});

describe('what several say', () => {
  test('a reply is shown as rated only when all who signed have spoken, and by the rule of the plan', async () => {
    const { cast, there } = county;
    const row = await replied({ cosigner_ids: [there.member], other_cosigners: ['吴老师'] });
    expect(row).toMatchObject({ state: 'replied', raters_n: 3, rated_n: 0, rating_result: null });
    expect(row.rate_by! > today()).toBe(true);
    expect(await step(cast['other member'], row.id, 'rate', bad)).toMatchObject({ state: 'replied', rated_n: 1, rating_result: null, rated_ids: [there.member] });
    await expect(step(cast['other member'], row.id, 'rate', good), 'once each').rejects.toMatchObject({ status: 403 });
    await step(cast.member, row.id, 'rate', good);
    await expect(paper(row.id, '杨小河', good)).rejects.toMatchObject({ status: 422, fields: { rater: expect.stringContaining('还没有评价的有：吴老师') } });
    await expect(step(cast.office, row.id, 'end_rating'), 'not before the day').rejects.toMatchObject({ status: 403 });
    await paper(row.id, undefined, good);
    expect(await now(row.id), 'the first proposer counts').toMatchObject({ state: 'rated', rated_n: 3, rating_work: 'satisfied', rating_result: 'satisfied', closing_rule: 'rated' });
    expect((await ratingsOf(row.id)).map(({ rater, way, member_id }) => [rater, way, member_id !== null])).toEqual([['杨小河', 'self', true], ['石大山', 'self', true], ['吴老师', 'paper', false]]);
  });

  test('who says nothing is not satisfied: after the day the others count, and the silent are still to be seen', async () => {
    const { cast, there, house } = county;
    const row = await replied({ cosigner_ids: [there.member] });
    await step(cast['other member'], row.id, 'rate', bad);
    await direct(sql`update proposals set rate_by = '2025-01-02' where id = ${row.id}`);
    await endRatings(house, county.id, today());
    await endRatings(house, county.id, today());
    expect(await now(row.id)).toMatchObject({ state: 'rated', raters_n: 2, rated_n: 1, rating_result: 'dissatisfied', rating_opinion: '没有说什么时候修' });
    await paper(row.id, '石大山', good);
    expect(await now(row.id), 'a paper that comes late still counts').toMatchObject({ state: 'rated', rated_n: 2, rating_result: 'satisfied' });
  });

  test('merged handling is rated as badly as the worst of its originals, and each original keeps its own', async () => {
    const { cast, here, there } = county;
    const root = await county.act(async (act) => (await createMany(act, proposal, [{ title: '全县塘坝清淤', state: 'accepted', proposer_kind: 'organisation', proposer_name: '县工商联', term: 9, session: 5, submitted_on: '2025-01-10', disposition: 'filed', lead_unit_id: here.unit }]))[0]!);
    const [under] = await county.act((act) => createMany(act, proposal, [{ title: '小塘清淤', state: 'merged', proposer_kind: 'member', proposer_name: '杨小河', member_id: there.member, term: 9, session: 5, submitted_on: '2025-01-10', disposition: 'merged', merged_root_id: root.id, merged_into_id: root.id, lead_unit_id: here.unit }]));
    await step(cast.office, root.id, 'reply', { result: 'SOLVED', reply: '已清淤。' });
    await step(cast.office, root.id, 'rate', good);
    expect(await now(root.id)).toMatchObject({ state: 'replied', rated_n: 1 });
    expect(await step(cast['other member'], under!.id, 'rate_merged', bad)).toMatchObject({ state: 'merged', rating_result: 'dissatisfied', rated_n: 1 });
    expect(await now(root.id)).toMatchObject({ state: 'rated', rating_result: 'dissatisfied', rating_work: 'basically' });
    await step(cast.office, root.id, 'rework');
    expect(await now(under!.id)).toMatchObject({ round: 2, rated_n: 0, rating_result: null, replied_on: null });
  });

  test('numbers and the overall rating are what the ratings say, whatever happened in whatever order', { timeout: 120_000 }, async () => {
    const { cast } = county;
    const rule = ['first', 'worst'];
    const many = await county.act(async (act) => {
      const people = await createMany(act, person, ['甲一', '乙二', '丙三', '丁四'].map((name) => ({ name })));
      return createMany(act, member, people.map(({ id, name }) => ({ person_id: id, name, term: 9, joined_on: '2022-01-10', standing: false, name_key: '' })));
    });
    const doing = fc.record({ who: fc.nat(4), work: fc.constantFrom(...ratingOrder), result: fc.constantFrom(...ratingOrder), undo: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...rule), fc.integer({ min: 0, max: 4 }), fc.array(doing, { maxLength: 8 }), fc.boolean(), async (chosen, cosigners, acts, ends) => {
      await set('rating.rule', chosen);
      const row = await replied({ cosigner_ids: many.slice(0, cosigners).map(({ id }) => id) });
      const names = ['石大山', ...many.slice(0, cosigners).map(({ name }) => name)];
      for (const { who, work, result, undo } of acts) {
        const name = names[who % names.length]!;
        const standing = (await ratingsOf(row.id)).find((one) => one.rater === name && one.state !== 'void');
        if (standing && undo) await judge(cast.auditor, standing.id, 'void', '不是本人评的');
        else if (!standing) await paper(row.id, name, { rating_work: work, rating_result: result, rating_opinion: '意见' });
      }
      if (ends) {
        await direct(sql`update proposals set rate_by = '2025-01-02' where id = ${row.id} and state = 'replied'`);
        await endRatings(county.house, county.id, today());
      }
      const given = (await ratingsOf(row.id)).filter(({ state }) => state !== 'void');
      const isOver = ends || given.length === names.length;
      const first = given.filter(({ rater }) => rater === '石大山');
      const counting = chosen === 'first' && first.length > 0 ? first : given;
      const worst = (column: 'rating_work' | 'rating_result') => [...ratingOrder].reverse().find((one) => counting.some((rated) => rated[column] === one)) ?? null;
      expect(await now(row.id)).toMatchObject({
        state: isOver ? 'rated' : 'replied', raters_n: names.length, rated_n: given.length,
        rating_work: isOver ? worst('rating_work') : null, rating_result: isOver ? worst('rating_result') : null,
      });
    }), { numRuns: 40, seed: 1954 });
    await set('rating.rule', 'first');
  });
});

describe('the one who is judged never judges', () => {
  const clerk = { role: 'unit_clerk', committeeId: null } as const;

  test('not by any step, paper or board, also not as a member or in the office', async () => {
    const { cast, here, there } = county;
    const row = await replied({ cosigner_ids: [there.member], separate_ids: [there.unit] });
    for (const unitId of [here.unit, there.unit]) {
      const works = (actor: Actor): Actor => ({ ...actor, posts: [...actor.posts, { ...clerk, unitId }] });
      await expect(step(works(cast.member), row.id, 'rate', good)).rejects.toMatchObject({ status: 403 });
      await expect(step(works(cast.office), row.id, 'rate', good)).rejects.toMatchObject({ status: 403 });
      await expect(paper(row.id, '石大山', good, works(cast.office))).rejects.toMatchObject({ status: 403, code: 'judged' });
    }
    await expect(step(cast['unit clerk'], row.id, 'rate', good)).rejects.toMatchObject({ status: 403 });
    await expect(paper(row.id, '石大山', good, cast['unit clerk'])).rejects.toMatchObject({ status: 403 });
    await expect(paper(row.id, '石大山', good, cast['other member']), 'nor a member for another').rejects.toMatchObject({ status: 403 });
    const rating = await paper(row.id, '石大山', bad);
    const works = { ...cast.auditor, posts: [...cast.auditor.posts, { ...clerk, unitId: here.unit }] };
    await expect(judge(works, rating.id, 'void', '不满意')).rejects.toMatchObject({ status: 403, code: 'judged' });
    expect(await reading(county.house, cast['unit clerk'], (look) => find(look, proposalRating, rating.id)), 'nor does it see who said what').toBeUndefined();
  });

  test('a rating from where the unit works is taken and flagged; so is a burst, to its first', async () => {
    const { cast, here } = county;
    const from = { device: 'unit-device', network: 'unit-network' };
    for (const kind of ['device', 'network'] as const) {
      await direct(sql`insert into unit_marks (county_id, unit_id, kind, mark, seen_on) values (${county.id}, ${here.unit}, ${kind}, ${from[kind]}, ${today()})`);
    }
    const suspicious = await replied();
    await step({ ...cast.member, from }, suspicious.id, 'rate', good);
    const [rating] = await ratingsOf(suspicious.id);
    expect(rating!.flags).toEqual(['device', 'network']);
    expect(await now(suspicious.id), 'taken all the same').toMatchObject({ state: 'rated' });
    await judge(cast.auditor, rating!.id, 'void', '本人说没有评过');
    expect(await now(suspicious.id), 'and asked for again').toMatchObject({ state: 'replied', rated_n: 0, rating_result: null });

    await set('rating.burst_count', '2');
    const rows: Proposal[] = [];
    for (let n = 0; n < 3; n += 1) rows.push(await replied());
    for (const { id } of rows) await step({ ...cast.member, from: { device: 'own-device' } }, id, 'rate', good);
    expect(await Promise.all(rows.map(async ({ id }) => (await ratingsOf(id)).map(({ flags }) => flags)))).toEqual([[['burst']], [['burst']], [['burst']]]);
    await judge(cast.office, (await ratingsOf(rows[0]!.id))[0]!.id, 'check');
    await set('rating.burst_count', '50');
  });

  test('marks are forgotten after the days of the plan', async () => {
    await direct(sql`update unit_marks set seen_on = '2025-01-01'`);
    await endRatings(county.house, county.id, today());
    const { rows } = await direct(sql`select 1 from unit_marks`);
    expect(rows).toEqual([]);
  });
});

test('a network is the front of an address; the machine itself is none', () => {
  expect(['10.20.30.40', '::ffff:10.20.30.41', '127.0.0.1', '::1', '', '2408:8400:0abc:1::5'].map(networkOf)).toEqual(['10.20.30', '10.20.30', undefined, undefined, undefined, '2408:8400:abc']);
});

test('every figure of ratings opens a list as long as itself', () =>
  expectListsEqualFigures(county.house, figures, { actors: [county.cast.program, county.cast.office, county.cast.member], committees: [county.here.committee] }));
