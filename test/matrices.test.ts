import { describe, expect, test } from 'vitest';
import { records } from '#county.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { other, own, type Place } from './cast.ts';
import { matrix } from './matrix.ts';

/** Every record type there is, so that none can be added without its rights being seen; the slices' own tests look closer. */
describe('state × role', () => {
  test.each(records.map((declared) => [declared.title, declared] as const))('%s', (_title, declared) => {
    expect(matrix(declared as Lifecycle<any>, { 'of the own place and person': belonging(own), 'of another': belonging(other) })).toMatchSnapshot();
  });
});

test('every work queue is a step that its state has', () => {
  const faults = records.flatMap((declared: Lifecycle<any>) => Object.entries(declared.states).flatMap(([state, { waitsFor = [] }]) =>
    waitsFor.filter((name) => !declared.steps[name]?.from.includes(state)).map((name) => `${declared.name} ${state} waits for ${name}`)));
  expect(faults).toEqual([]);
});

/** A record that names this place and these people wherever it can name any. */
const belonging = ({ committee, unit, person, member }: Place) => ({
  committee_id: committee, unit_id: unit, lead_unit_id: unit, person_id: person, author_id: person, leader_id: person, recommender_id: unit, account_id: person, member_id: member,
  invited_ids: [], cosigner_ids: [], assisting_ids: [], countersigned_ids: [], other_cosigners: [], committee_ids: [committee], body_ids: [committee], asked_ids: [member], unplaqued_ids: [], items: [], source: '',
});
