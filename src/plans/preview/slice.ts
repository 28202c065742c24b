import type { Slice } from '#platform/chapter.ts';
import type { Verdicts } from '#platform/figures/verdicts.ts';
import { mountPreview } from '#plans/preview/routes.tsx';

/** 看看会改变什么: over the verdicts of all chapters, which `county.ts` gathers. */
export const previewSlice = (verdicts: readonly Verdicts[]): Slice => ({ mount: (site) => mountPreview(site, verdicts) });
