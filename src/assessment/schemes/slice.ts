import type { Slice } from '#platform/chapter.ts';
import type { WorkKind } from '#platform/work.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { mount } from '#assessment/schemes/routes.tsx';

/** 考核办法: what is counted and what follows from it, as the county adopts it. */
export const schemesPart = (works: () => readonly WorkKind[]): Slice => ({
  records: [assessmentScheme],
  mount: (site) => mount(site, works),
});
