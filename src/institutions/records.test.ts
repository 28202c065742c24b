import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cast, other, own } from '../../test/cast.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { faultsOfPath, matrix } from '../../test/matrix.ts';
import { expectRelationsAgree } from '../../test/relations.ts';
import { byAppointment, byAppointmentFields } from '#institutions/by-appointments/record.ts';
import { committee, committeeFields } from '#institutions/committees/record.ts';
import { figures as ofCommittees } from '#institutions/committees/facts.ts';
import { figures as ofMembers } from '#institutions/members/facts.ts';
import { member, memberFields } from '#institutions/members/record.ts';
import { figures as ofParticipants } from '#institutions/participants/facts.ts';
import { participant, participantFields } from '#institutions/participants/record.ts';
import { partyPost, partyPostFields } from '#institutions/party-posts/record.ts';
import { person, personFields } from '#institutions/people/record.ts';
import { figures as ofPosts } from '#institutions/posts/facts.ts';
import { post, postFields } from '#institutions/posts/record.ts';
import { handover, handoverFields } from '#institutions/handovers/record.ts';
import { quota, quotaFields } from '#institutions/quotas/record.ts';
import { groupingFields, sector, sectorGroup, specialCommittee } from '#institutions/groupings/record.ts';
import { term, termFields } from '#institutions/terms/record.ts';
import { setting, settingFields } from '#institutions/settings/record.ts';
import { unit, unitFields } from '#institutions/units/record.ts';
import { counted } from '#platform/figures/count.ts';
import type { Figure } from '#platform/figures/figure.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { z } from 'zod';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([]);
});
afterAll(() => county.drop());

const spans = [undefined, '2024-06-30', '2025-12-31'];
const conditionsOf = (figures: readonly Figure[]): Record<string, Predicate<any>> =>
  Object.fromEntries(figures.flatMap((one) => spans.map((to) => [`${one.name} to ${to}`, counted(one, { to })])));

interface Proved {
  declared: Lifecycle;
  fields: z.ZodObject;
  samples: Record<string, object>;
  columns: Record<string, readonly unknown[]>;
  conditions: Record<string, Predicate<any>>;
  /** States in which records may begin besides the first, or come to by a step of another record. */
  enteredIn?: string[];
}

const records: Proved[] = [
  { declared: committee, fields: committeeFields, samples: { '': {} }, columns: { abolished_on: [null, '2024-06-30', '2025-01-01'] }, conditions: conditionsOf(ofCommittees) },
  { declared: sector, fields: groupingFields, samples: { '': {} }, columns: {}, conditions: {} },
  { declared: specialCommittee, fields: groupingFields, samples: { '': {} }, columns: {}, conditions: {} },
  { declared: sectorGroup, fields: groupingFields, samples: { '': {} }, columns: {}, conditions: {} },
  { declared: term, fields: termFields, enteredIn: ['current', 'closed'], samples: { '': {}, 'that took over': { changed_over_at: new Date('2026-12-01T01:00:00Z') } }, columns: {}, conditions: {} },
  { declared: quota, fields: quotaFields, samples: { '': {} }, columns: {}, conditions: {} },
  { declared: handover, fields: handoverFields, samples: { 'with the contact': { contact_id: own.member } }, columns: {}, conditions: {} },
  { declared: unit, fields: unitFields, samples: { '': {} }, columns: {}, conditions: {} },
  { declared: person, fields: personFields, samples: { 'who is the actor': { id: own.person }, 'who is somebody else': { id: other.person } }, columns: {}, conditions: {} },
  { declared: member, fields: memberFields, enteredIn: ['nominated'], samples: { 'of the own committee': { committee_id: own.committee, person_id: own.person }, 'who asked to resign': { person_id: own.person, resign_asked_on: '2024-05-01' } }, columns: { left_on: [null, '2024-06-30', '2025-01-01'], person_id: [own.person, other.person], resign_asked_on: [null, '2024-05-01'], affiliation: [null, '中共党员', '群众'] }, conditions: conditionsOf(ofMembers) },
  { declared: post, fields: postFields, samples: { acting: { acting: true }, appointed: { acting: false } }, columns: { until: [null, '2024-06-30', '2025-01-01'], person_id: [own.person] }, conditions: conditionsOf(ofPosts) },
  {
    declared: partyPost, fields: partyPostFields, conditions: {},
    samples: { 'carries a post, handed over': { bound_role: 'director', follows_id: own.person }, 'carries none, entered': { bound_role: null, follows_id: null } },
    columns: { bound_role: [null, 'director'], person_id: [own.person, other.person], ended_post_ids: [[]] },
  },
  {
    declared: participant, fields: participantFields, conditions: conditionsOf(ofParticipants),
    samples: { 'who is the actor': { person_id: cast.participant.personId, committee_id: own.committee }, 'who is somebody else': { person_id: other.person, committee_id: other.committee } },
    columns: { person_id: [cast.participant.personId, other.person], belongs: [true, false], until: [null, '2024-06-30', '2025-01-01'] },
  },
  { declared: byAppointment, fields: byAppointmentFields, samples: { '': {} }, columns: { person_id: [own.person, other.person] }, conditions: {} },
  {
    declared: setting, fields: settingFields, columns: { committee_ids: [[own.committee]], unplaqued_ids: [[], [own.committee]] }, conditions: {},
    samples: {
      '': { committee_ids: [own.committee], unplaqued_ids: [own.committee] },
      'with the reply and every plaque': { committee_ids: [own.committee], reply_no: '云委复〔2025〕1号', unplaqued_ids: [] },
    },
  },
];

describe.each(records)('$declared.name', ({ declared, fields, samples, columns, conditions, enteredIn }) => {
  test('who may do what in which state', () => {
    expect(faultsOfPath(declared, enteredIn)).toEqual([]);
    expect(matrix(declared, samples)).toMatchSnapshot();
  });

  test('relations and figures mean the same in memory and in SQL', () => expectRelationsAgree(county.house, declared, fields, { columns, conditions, rows: 120 }));
});
