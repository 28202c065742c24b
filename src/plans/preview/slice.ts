import type { Slice } from '#platform/chapter.ts';
import type { Verdicts } from '#platform/figures/verdicts.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { mountPreview } from '#plans/preview/routes.tsx';

/** 看看会改变什么: over the verdicts and the duties of all chapters, which `county.ts` gathers. */
export const previewSlice = (verdicts: readonly Verdicts[], obligations: readonly Obligation[]): Slice => ({ mount: (site) => mountPreview(site, { verdicts, obligations }) });
