import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verdict } from '#platform/figures/claim.ts';
import { reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { createMany, take } from '#platform/records/write.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { effects as promised } from '#duties/opinions/referrals/commitments/actions.ts';
import { commitment, commitmentFields, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { effects } from '#duties/opinions/referrals/actions.ts';
import { claims, commitmentFigures, entryFigures, referralFigures } from '#duties/opinions/referrals/facts.ts';
import { referral, referralFields, type Referral } from '#duties/opinions/referrals/record.ts';
import { replyTemplate, templateFields } from '#duties/opinions/referrals/templates/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { several, stateOf } from '../../../../test/samples.ts';

let county: TestCounty;
let entry: LedgerEntry;
beforeAll(async () => {
  county = await testCounty([parametersSlice, opinionsSlice]);
  [entry] = (await county.act((act) => createMany<LedgerEntry>(act, ledgerEntry, [{ committee_id: county.here.committee, received_on: '2025-01-05', matter: '路灯坏了', number: 1, precision: 'day', dispute: false }]))) as [LedgerEntry];
});
afterAll(() => county.drop());

const plain = { assisting_ids: [], countersigned_ids: [], due_on: '2099-12-31', bounced: 0, round: 1 };

test('who may do what in which state', () => {
  expect([referral, commitment, replyTemplate].flatMap((declared) => faultsOfPath(declared))).toEqual([]);
  expect(matrix<Referral>(referral, {
    'sent by the own committee, lead by the own unit': { ...plain, sent_by: 'committee', committee_id: own.committee, lead_unit_id: own.unit },
    'sent by the county office, assisting by the own unit, forced, asking for time': { ...plain, sent_by: 'county', committee_id: own.committee, lead_unit_id: other.unit, assisting_ids: [own.unit], forced_on: '2025-03-01', extension_to: '2099-12-31' },
    'of another place and another unit, overdue': { ...plain, sent_by: 'committee', committee_id: other.committee, lead_unit_id: other.unit, due_on: '2025-03-01' },
  })).toMatchSnapshot('referral');
  expect(matrix<Commitment>(commitment, {
    'to the own committee, by the own unit': { sent_by: 'committee', committee_id: own.committee, lead_unit_id: own.unit, promise: '修好' },
    'to another committee, by another unit': { sent_by: 'county', committee_id: other.committee, lead_unit_id: other.unit, promise: '修好' },
  })).toMatchSnapshot('commitment');
});

test('a unit stands in no relation to the entry behind its referral', () => {
  const row = { ...entry, committee_id: county.here.committee, handling: 'transferred' };
  expect(ledgerEntry.visibleTo.filter((relation) => relation.of(county.cast['unit clerk']).test(row))).toEqual([]);
});

test('whoever promised does not judge, not even as a clerk of the committee', () => {
  const row = { committee_id: county.here.committee, lead_unit_id: county.here.unit, sent_by: 'committee', state: 'reported' } as Commitment;
  const { worker } = county.cast;
  const may = (actor: typeof worker) => commitment.steps.keep.by.some((relation) => relation.of(actor).test(row));
  expect([worker, { ...worker, posts: [...worker.posts, { role: 'unit_clerk', committeeId: null, unitId: county.here.unit } as const] }].map(may)).toEqual([true, false]);
});

const units = [own.unit, other.unit];
const lists = [[], [own.unit], [other.unit], units];
const days = [null, '2025-03-01', '2099-12-31'];
const sides = { committee_id: [own.committee, other.committee], sent_by: ['committee', 'county'], lead_unit_id: units };
const conditions = (figures: readonly { name: string; where: unknown }[]) => Object.fromEntries(figures.map((one) => [one.name, one.where])) as never;

test('relations and figures mean the same in memory and in SQL', async () => {
  await expectRelationsAgree(county.house, referral, referralFields, {
    columns: { ...sides, assisting_ids: lists, countersigned_ids: lists, forced_on: days, extension_to: days, replied_on: days, due_on: ['2025-03-01', '2099-12-31'], on_time: [true, false, null], bounced: [0, 1, 2] },
    conditions: conditions(referralFigures),
  });
  await expectRelationsAgree(county.house, commitment, commitmentFields, { columns: sides, conditions: conditions(commitmentFigures) });
  await expectRelationsAgree(county.house, replyTemplate, templateFields);
});

const someDay = fc.constantFrom('2024-06-30', '2025-01-13', '2025-12-31');

test('the list is as long as the figure, now and for a past moment', { timeout: 60_000 }, async () => {
  const { house, cast, here, there } = county;
  const committees = fc.constantFrom(here.committee, there.committee);
  const randomReferral = fc.record({
    entry_id: fc.constant(entry.id), committee_id: committees, sent_by: fc.constantFrom('committee', 'county'), number: fc.integer({ min: 1, max: 99 }), subject: fc.constant('路灯'), matter: fc.constant('路灯坏了'),
    lead_unit_id: fc.constantFrom(here.unit, there.unit), sent_on: someDay, clock_from: someDay, due_on: someDay, state: stateOf(referral), bounced: fc.integer({ min: 0, max: 2 }),
    on_time: fc.constantFrom(true, false, null), replied_on: fc.constantFrom(null, '2025-03-01'), forced_on: fc.constantFrom(null, '2025-03-01'),
  });
  const referrals = await county.act((act) => createMany<Referral>(act, referral, several(randomReferral, 60)));
  const randomCommitment = fc.record({ referral_id: fc.constantFrom(...referrals.map(({ id }) => id)), committee_id: committees, sent_by: fc.constant('committee'), lead_unit_id: fc.constant(here.unit), subject: fc.constant('路灯'), promise: fc.constant('修好'), made_on: someDay, due_on: someDay, state: stateOf(commitment) });
  const commitments = await county.act((act) => createMany<Commitment>(act, commitment, several(randomCommitment, 40)));
  const rating = fc.constantFrom(null, 1, 3, 4, 5);
  const randomEntry = fc.record({ committee_id: committees, received_on: someDay, matter: fc.constant('路'), precision: fc.constant('day'), dispute: fc.constant(false), state: fc.constantFrom('answered', 'closed', 'void'), handling_rating: rating, result_rating: rating, called_back_on: fc.constantFrom(null, '2025-12-31'), verified_on: fc.constantFrom(null, '2025-12-31') });
  await county.act((act) => createMany<LedgerEntry>(act, ledgerEntry, several(randomEntry, 40).map((row, n) => ({ ...row, number: n + 10 }))));
  const all = [...referralFigures, ...commitmentFigures, ...entryFigures];
  const then = await numbersNow(house, cast.program, all);
  await county.act(async (act) => {
    for (const { id } of referrals.filter(({ state, sent_by }) => state === 'sent' && sent_by === 'county')) await take(act, referral, id, 'withdraw', { reason: '转错了', effect: effects.withdraw });
    for (const { id } of commitments.filter(({ state }) => state === 'reported')) await take(act, commitment, id, 'keep', { effect: promised.keep });
  }, cast.office);
  await expectListsEqualFigures(house, all, { actors: [cast.program, cast.office, cast.worker, cast['unit clerk']], committees: [here.committee, there.committee] });
  await expectStill(house, cast.program, all, then);
});

test('the claims are refused with the very ones that are late or broken, as of any moment', async () => {
  const fresh = await testCounty([parametersSlice, opinionsSlice]);
  const { house, cast, here } = fresh;
  const verdicts = (asOf?: Date) => reading(house, cast.office, (look) => Promise.all(claims.map(async ({ examine }) => {
    const finding = await examine({ ...look, asOf }, {});
    return [verdict(finding), finding.examined, finding.counterExamples.map(({ label }) => label)];
  })));
  expect(await verdicts()).toEqual([['nothing_to_examine', 0, []], ['nothing_to_examine', 0, []]]);
  const [told] = await fresh.act((act) => createMany<LedgerEntry>(act, ledgerEntry, [{ committee_id: here.committee, received_on: '2025-01-05', matter: '路灯', number: 1, precision: 'day', dispute: false }]));
  const sent = (subject: string, more: Partial<Referral>) => ({ entry_id: told!.id, committee_id: here.committee, sent_by: 'county', number: 1, subject, matter: subject, lead_unit_id: here.unit, sent_on: '2025-01-06', clock_from: '2025-01-06', due_on: '2025-01-20', ...more });
  const [inTime] = await fresh.act((act) => createMany<Referral>(act, referral, [
    sent('按期', { state: 'told', replied_on: '2025-01-20', on_time: true }), sent('迟了', { state: 'replied', replied_on: '2025-01-21', on_time: false }),
    sent('没答复', { state: 'accepted', due_on: '2025-01-22' }), sent('还没到期', { state: 'accepted', due_on: '2099-12-31' }), sent('撤回', { state: 'withdrawn' }),
  ]));
  const promise = (words: string, due_on: string, state: string) => ({ referral_id: inTime!.id, committee_id: here.committee, sent_by: 'county', lead_unit_id: here.unit, subject: '路灯', promise: words, made_on: '2025-01-20', due_on, state });
  const [open] = await fresh.act((act) => createMany<Commitment>(act, commitment, [promise('三月前修', '2025-03-01', 'reported'), promise('修好了', '2025-03-01', 'kept'), promise('明年', '2099-12-31', 'open'), promise('换了说法', '2025-03-01', 'superseded')]));
  expect(await verdicts()).toEqual([['refused', 3, ['迟了', '没答复']], ['refused', 2, ['三月前修']]]);
  const before = await reading(house, cast.office, lastAct);
  await fresh.act((act) => take(act, commitment, open!.id, 'keep', { effect: promised.keep }), cast.office);
  expect((await verdicts())[1]).toEqual(['proved', 2, []]);
  expect((await verdicts(before))[1]).toEqual(['refused', 2, ['三月前修']]);
  await fresh.drop();
});
