import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { cast } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { sharedFigure } from '#reports/sharing/figures/record.ts';
import { sharing, sharingFields } from '#reports/sharing/record.ts';
import { requiredFields, requiredFigure } from '#reports/sharing/required/record.ts';
import { sibling } from '#reports/sharing/siblings/record.ts';
import { subscription } from '#reports/sharing/subscriptions/record.ts';

const none = z.object({});
const records: { declared: Lifecycle; fields: z.ZodObject }[] = [
  { declared: sharing, fields: sharingFields }, { declared: requiredFigure, fields: requiredFields }, { declared: subscription, fields: none },
  { declared: sharedFigure, fields: none }, { declared: sibling, fields: none },
];

/** Whoever works for a superior, beside everybody of a county. */
const superior: Actor = { ...cast.office, name: '州政协办公室', posts: [{ role: 'superior_office', committeeId: null, unitId: null }] };
const actors = { ...cast, 'superior office': superior };

describe.each(records)('$declared.title', ({ declared }) => {
  test('state × role', () => {
    expect(matrix(declared, { 'of the county or the superior': {} }, actors)).toMatchSnapshot();
  });

  test('every state is reached and leads somewhere', () => {
    expect(faultsOfPath(declared)).toEqual([]);
  });
});

describe('who may, in memory and in SQL', () => {
  let county: TestCounty;
  beforeAll(async () => {
    county = await testCounty([{ records: records.map(({ declared }) => declared) }]);
  });
  afterAll(() => county?.drop());

  test.each(records)('of $declared.title', ({ declared, fields }) => expectRelationsAgree(county.house, declared, fields, { actors }));
});
