import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { ownFigure } from '#reports/figures/own/record.ts';
import { mountOwn } from '#reports/figures/own/routes.tsx';
import { mountFigures } from '#reports/figures/routes.tsx';

/** 数字与判断: the register of all that can be quoted, and what the office puts together of it. */
export const figuresSlice = (declared: Declared): Slice => ({
  records: [ownFigure],
  mount(site) {
    mountFigures(site, declared);
    mountOwn(site, declared);
  },
});
