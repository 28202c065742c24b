import type { Slice } from '#platform/chapter.ts';
import { founderOf } from '#institutions/founding.ts';
import { claims, figures } from '#institutions/committees/facts.ts';
import { committeeImport } from '#institutions/committees/imports.ts';
import { committee } from '#institutions/committees/record.ts';
import { mountWith, type DutiesOfYear } from '#institutions/committees/routes.tsx';
import type { WordsOfPlan } from '#institutions/county-words.ts';

/**
 * @param dutiesOfYear what a committee's page says of the year's duties; none when nobody tells
 * @param wordsOfPlan the county's own words for forms of body and ways of setting up; any words when nobody tells
 */
export const committeesSlice = (dutiesOfYear: DutiesOfYear = async () => [], wordsOfPlan?: WordsOfPlan): Slice => ({
  records: [committee], founders: [founderOf(committee)], figures, claims, imports: [committeeImport], mount: mountWith(dutiesOfYear, wordsOfPlan),
});
