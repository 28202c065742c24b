import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { claimOverride, overrideFields } from '#reports/overrides/record.ts';
import { speech, speechFields } from '#reports/speech/record.ts';
import { speechTemplate, templateFields } from '#reports/templates/record.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { faultsOfPath, matrix } from '../../test/matrix.ts';
import { expectRelationsAgree } from '../../test/relations.ts';

const records: { declared: Lifecycle; fields: z.ZodObject }[] = [
  { declared: speechTemplate, fields: templateFields },
  { declared: claimOverride, fields: overrideFields },
  { declared: speech, fields: speechFields },
];

describe.each(records)('$declared.title', ({ declared }) => {
  test('state × role', () => {
    expect(matrix(declared, { 'of the county': {} })).toMatchSnapshot();
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
  afterAll(() => county.drop());

  test.each(records)('of $declared.title', async ({ declared, fields }) => {
    await expectRelationsAgree(county.house, declared, fields);
  });
});
