import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { other, own } from '../../test/cast.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { faultsOfPath, matrix } from '../../test/matrix.ts';
import { expectRelationsAgree } from '../../test/relations.ts';
import { committee, committeeFields } from '#institutions/committees/record.ts';
import { figures as ofCommittees } from '#institutions/committees/facts.ts';
import { figures as ofMembers } from '#institutions/members/facts.ts';
import { member, memberFields } from '#institutions/members/record.ts';
import { person, personFields } from '#institutions/people/record.ts';
import { figures as ofPosts } from '#institutions/posts/facts.ts';
import { post, postFields } from '#institutions/posts/record.ts';
import { sector, sectorFields } from '#institutions/sectors/record.ts';
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
}

const records: Proved[] = [
  { declared: committee, fields: committeeFields, samples: { '': {} }, columns: { abolished_on: [null, '2024-06-30', '2025-01-01'] }, conditions: conditionsOf(ofCommittees) },
  { declared: sector, fields: sectorFields, samples: { '': {} }, columns: {}, conditions: {} },
  { declared: unit, fields: unitFields, samples: { '': {} }, columns: {}, conditions: {} },
  { declared: person, fields: personFields, samples: { 'who is the actor': { id: own.person }, 'who is somebody else': { id: other.person } }, columns: {}, conditions: {} },
  { declared: member, fields: memberFields, samples: { '': { committee_id: own.committee } }, columns: { left_on: [null, '2024-06-30', '2025-01-01'], person_id: [own.person, other.person] }, conditions: conditionsOf(ofMembers) },
  { declared: post, fields: postFields, samples: { acting: { acting: true }, appointed: { acting: false } }, columns: { until: [null, '2024-06-30', '2025-01-01'], person_id: [own.person] }, conditions: conditionsOf(ofPosts) },
  { declared: setting, fields: settingFields, samples: { '': {} }, columns: { committee_ids: [[own.committee]] }, conditions: {} },
];

describe.each(records)('$declared.name', ({ declared, fields, samples, columns, conditions }) => {
  test('who may do what in which state', () => {
    expect(faultsOfPath(declared)).toEqual([]);
    expect(matrix(declared, samples)).toMatchSnapshot();
  });

  test('relations and figures mean the same in memory and in SQL', () => expectRelationsAgree(county.house, declared, fields, { columns, conditions, rows: 120 }));
});
