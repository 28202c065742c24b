import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { mountFigures } from '#reports/figures/routes.tsx';

export const figuresSlice = (declared: Declared): Slice => ({ mount: (site) => mountFigures(site, declared) });
