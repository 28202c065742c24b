import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { contactFields, proposalContact, type ProposalContact } from '#duties/proposals/contacts/record.ts';
import { figures as talkFigures } from '#duties/proposals/contacts/facts.ts';
import { answerFields } from '#duties/proposals/answers/record.ts';
import { figures } from '#duties/proposals/answers/facts.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([proposalsSlice]);
});
afterAll(() => county.drop());

const blank = { signer_ids: [], handler_ids: [], answers: [], adoptions: [] };

test('who may do what with a letter and a talk', () => {
  expect(faultsOfPath(proposalAnswer, ['signed'])).toEqual([]);
  expect(faultsOfPath(proposalContact)).toEqual([]);
  expect(matrix<ProposalAnswer>(proposalAnswer, {
    'of the own unit to the own member': { ...blank, role: 'lead', unit_id: own.unit, member_id: own.member, handler_ids: [own.unit] },
    'of another unit, supervised by the own, signed by the own member': { ...blank, role: 'lead', unit_id: other.unit, supervisor_id: own.unit, member_id: other.member, signer_ids: [own.member], handler_ids: [other.unit] },
    'opinion of the own unit for another, already spoken on': { ...blank, role: 'assisting', unit_id: own.unit, member_id: own.member, handler_ids: [own.unit, other.unit], draft_view: 'agree' },
  })).toMatchSnapshot('letters');
  expect(matrix<ProposalContact>(proposalContact, {
    'of the own unit with the own member': { unit_id: own.unit, member_id: own.member, signer_ids: [], handler_ids: [own.unit] },
    'of another unit, signed by the own member, assisted by the own unit': { unit_id: other.unit, member_id: other.member, signer_ids: [own.member], handler_ids: [other.unit, own.unit] },
  })).toMatchSnapshot('talks');
});

test('who handles it speaks neither for the proposer nor checks itself, whatever else the person holds', () => {
  const row = { ...blank, role: 'lead', state: 'shown', unit_id: own.unit, member_id: own.member, handler_ids: [own.unit, other.unit], draft_view: null } as unknown as ProposalAnswer;
  const { member, office } = county.cast;
  const clerkOf = (unitId: string) => ({ role: 'unit_clerk', committeeId: null, unitId }) as const;
  const asked = (actor: typeof member) => proposalAnswer.steps.agree.by.some((relation) => relation.of(actor).test(row));
  const checks = (actor: typeof member) => proposalAnswer.steps.check.by.some((relation) => relation.of(actor).test({ ...row, state: 'signed' }));
  const author = { ...member, memberId: own.member };
  expect([author, { ...author, posts: [clerkOf(own.unit)] }, { ...author, posts: [clerkOf(other.unit)] }].map(asked)).toEqual([true, false, false]);
  expect([office, { ...office, posts: [...office.posts, clerkOf(own.unit)] }].map(checks)).toEqual([true, false]);
});

const people = [[], [own.member], [other.member], [own.member, other.member]];
const units = [[], [own.unit], [other.unit], [own.unit, other.unit]];

test('relations and figures of letters and talks mean the same in memory and in SQL', async () => {
  const whose = { unit_id: [own.unit, other.unit], member_id: [own.member, other.member, null], signer_ids: people, handler_ids: units };
  const stored = figures.filter(({ record }) => record === proposalAnswer.name);
  await expectRelationsAgree(county.house, proposalAnswer, answerFields.omit({ adoptions: true, answers: true }), {
    columns: { ...whose, role: ['lead', 'separate', 'assisting'], supervisor_id: [own.unit, other.unit, null], draft_view: [null, 'agree', 'disagree'], shown_on: [null, '2026-03-01'], letter: ['A', 'B', null], letter_was: ['C', null], on_time: [true, false, null] },
    conditions: Object.fromEntries(stored.map((one) => [one.name, one.where])),
  });
  await expectRelationsAgree(county.house, proposalContact, contactFields, { columns: whose, conditions: Object.fromEntries(talkFigures.map((one) => [one.name, one.where])) });
});
