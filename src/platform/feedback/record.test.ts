import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedback, feedbackFields } from '#platform/feedback/record.ts';
import { feedbackSlice } from '#platform/feedback/slice.ts';
import { own, other } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';

let county: TestCounty;
beforeAll(async () => void (county = await testCounty([feedbackSlice])));
afterAll(() => county.drop());

test('who may do what in which state', () => {
  expect(faultsOfPath(feedback)).toEqual([]);
  expect(matrix(feedback, { 'of the own person': { person_id: own.person }, 'of another person': { person_id: other.person } })).toMatchSnapshot();
});

test('relations mean the same in memory and in SQL', () => expectRelationsAgree(county.house, feedback, feedbackFields));
