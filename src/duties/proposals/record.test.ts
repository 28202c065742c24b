import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMany, take } from '#platform/records/write.ts';
import { effects } from '#duties/proposals/actions.ts';
import { claims, figures, ratios } from '#duties/proposals/facts.ts';
import { proposal, proposalFields, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { dispositions } from '#duties/proposals/words.ts';
import { reading } from '#platform/records/act.ts';
import { verdict } from '#platform/figures/claim.ts';
import { ratioOn } from '#platform/figures/figure.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../test/samples.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([proposalsSlice]);
});
afterAll(() => county.drop());

const blank = { invited_ids: [], cosigner_ids: [], other_cosigners: [], assisting_ids: [], countersigned_ids: [], round: 1 };

test('who may do what in which state', () => {
  expect(faultsOfPath(proposal)).toEqual([]);
  expect(matrix<Proposal>(proposal, {
    'by the own member, lead by the own unit': { ...blank, member_id: own.member, lead_unit_id: own.unit, committee_id: own.committee, situation: '…', advice: '…', public_ok: true },
    'by another member who invited, assisting by the own unit': { ...blank, member_id: other.member, invited_ids: [own.member], lead_unit_id: other.unit, assisting_ids: [own.unit], committee_id: other.committee },
    'co-signed, dissatisfied, key': { ...blank, member_id: other.member, cosigner_ids: [own.member], lead_unit_id: own.unit, assisting_ids: [other.unit], countersigned_ids: [other.unit], rating_result: 'dissatisfied', key_since: '2025-03-01', replied_on: '2025-06-01' },
  })).toMatchSnapshot();
});

test('whoever handles it cannot rate it, not even as its author or in the office', () => {
  const step = proposal.steps.rate;
  const row = { ...blank, member_id: own.member, lead_unit_id: own.unit, assisting_ids: [other.unit], state: 'replied' } as unknown as Proposal;
  const { member, office } = county.cast;
  const clerkOf = (unitId: string) => ({ role: 'unit_clerk', committeeId: null, unitId }) as const;
  const asAuthor = { ...member, memberId: own.member };
  const may = (actor: typeof member) => step.by.some((relation) => relation.of(actor).test(row));
  expect([asAuthor, { ...asAuthor, posts: [clerkOf(own.unit)] }, { ...asAuthor, posts: [clerkOf(other.unit)] }].map(may)).toEqual([true, false, false]);
  expect([office, { ...office, posts: [...office.posts, clerkOf(own.unit)] }].map(may)).toEqual([true, false]);
});

const lists = [[], [own.member], [other.member], [own.member, other.member]];
const unitLists = [[], [own.unit], [other.unit], [own.unit, other.unit]];
const days = [null, '2025-03-01'];

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, proposal, proposalFields, {
    columns: {
      member_id: [own.member, other.member, null], invited_ids: lists, cosigner_ids: lists, assisting_ids: unitLists, countersigned_ids: unitLists, separate_ids: unitLists, public_against: lists, forced_on: days, extension_to: days,
      lead_unit_id: [own.unit, other.unit, null], disposition: [null, ...Object.keys(dispositions)], key_since: days, replied_on: days,
    },
    conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
  }));

test('the list is as long as the figure, now and for a past moment', { timeout: 60_000 }, async () => {
  const { house, cast, here, there } = county;
  const content = contentOf(proposalFields.omit({ cosigners: true, submitted_on: true, proposer_name: true, proposer_kind: true, term: true, session: true, time_class: true }), { committee: [here.committee, there.committee], member: [here.member, there.member] });
  const more = fc.record({
    proposer_name: fc.constantFrom('石大山', '县工商联', '农业界'), proposer_kind: fc.constantFrom('member', 'sector'), term: fc.constant(9), session: fc.constantFrom(4, 5),
    submitted_on: fc.constantFrom('2024-06-30', '2025-01-13', '2025-12-31'), disposition: fc.constantFrom(null, ...Object.keys(dispositions)),
    key_since: fc.constantFrom(...days), replied_on: fc.constantFrom(...days), lead_unit_id: fc.constantFrom(here.unit, there.unit, null),
  });
  const random = fc.tuple(content, more, stateOf(proposal)).map(([values, columns, state]) => ({ ...values, ...columns, state }) as Partial<Proposal>);
  const rows = await county.act((act) => createMany(act, proposal, several(random, 80)));
  const then = await numbersNow(house, cast.program, figures);
  await county.act(async (act) => {
    for (const row of rows.filter(({ state }) => state === 'submitted')) await take(act, proposal, row.id, 'file', { effect: effects.file });
    for (const row of rows.filter(({ state, round }) => state === 'rated' && round === 1)) await take(act, proposal, row.id, 'close', { effect: effects.close });
  }, cast.office);
  await expectListsEqualFigures(house, figures, { actors: [cast.program, cast.office, cast.worker, cast.member], committees: [here.committee, there.committee] });
  await expectStill(house, cast.program, figures, then);
});

test('a claim is refused with the very proposals that are missing, as of any moment', async () => {
  const fresh = await testCounty([proposalsSlice]);
  const { house, cast } = fresh;
  const [closedClaim, repliedClaim] = claims;
  const verdicts = (asOf?: Date) => reading(house, cast.office, async (look) => {
    const findings = [await closedClaim!.examine({ ...look, asOf }, {}), await repliedClaim!.examine({ ...look, asOf }, {})];
    return findings.map((finding) => [verdict(finding), finding.examined, finding.counterExamples.map(({ label }) => label)]);
  });
  expect(await verdicts()).toEqual([['nothing_to_examine', 0, []], ['nothing_to_examine', 0, []]]);
  const made = (title: string, columns: Partial<Proposal>) => ({ title, proposer_name: '县工商联', proposer_kind: 'organisation', term: 9, session: 5, submitted_on: '2025-01-10', disposition: 'filed', ...columns });
  const [open] = await fresh.act((act) => createMany(act, proposal, [
    made('修路', { state: 'rated', proposal_no: 1, key_since: '2025-01-20', replied_on: '2025-06-01' }),
    made('饮水', { state: 'closed', proposal_no: 2, key_since: '2025-01-20', replied_on: '2025-06-01' }),
    made('路灯', { state: 'accepted', proposal_no: 3 }),
    made('收回', { state: 'withdrawn', proposal_no: 4, disposition: 'withdrawn', key_since: '2025-01-20' }),
  ]));
  expect(await verdicts()).toEqual([['refused', 2, ['第1号 修路']], ['refused', 3, ['第3号 路灯']]]);
  const { at } = await numbersNow(house, cast.office, figures);
  await fresh.act((act) => take(act, proposal, open!.id, 'close', { effect: effects.close }), cast.office);
  expect((await verdicts())[0]).toEqual(['proved', 2, []]);
  expect((await verdicts(at))[0]).toEqual(['refused', 2, ['第1号 修路']]);
  await fresh.drop();
});

test('every ratio is of figures that are there', () =>
  reading(county.house, county.cast.office, async (look) => {
    const names = figures.map(({ name }) => name);
    for (const declared of ratios) {
      const { numerator, denominator } = await ratioOn(look, declared, '2025-12-31');
      expect(names).toEqual(expect.arrayContaining([numerator, denominator]));
    }
  }));
