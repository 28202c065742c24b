import { assessmentRoundsSlice } from '#assessment/rounds/slice.ts';
import { scoresPart } from '#assessment/scores/slice.ts';
import { schemesPart } from '#assessment/schemes/slice.ts';
import { ballotsSlice } from '#assessment/ballots/slice.ts';
import { consequencesSlice } from '#assessment/consequences/slice.ts';
import type { Slice } from '#platform/chapter.ts';
import type { WorkKind } from '#platform/work.ts';

/** 考核, room by room; `works` is what all duties and archives declare as work. */
export const assessmentSlice = (works: () => readonly WorkKind[]): readonly Slice[] => [
  schemesPart(works),
  scoresPart(works),
  assessmentRoundsSlice(works),
  ballotsSlice,
  consequencesSlice,
];
