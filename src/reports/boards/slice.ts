import type { Slice } from '#platform/chapter.ts';
import type { LeaderDeclared } from '#reports/boards/leader.ts';
import { mountQuality, type QualityDeclared } from '#reports/boards/quality-routes.tsx';
import { mountBoards } from '#reports/boards/routes.tsx';

/** 看板: what the county, a committee and a leader look at, and what of the records should be looked at twice. */
export const boardsSlice = (declared: LeaderDeclared & QualityDeclared): Slice => ({
  mount(site) {
    mountBoards(site, declared);
    mountQuality(site, declared);
  },
});
