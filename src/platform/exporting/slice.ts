import type { Slice } from '#platform/chapter.ts';
import { mountExports } from '#platform/exporting/routes.tsx';
import { sweepExports } from '#platform/exporting/store.ts';

/** Long lists, written as workbooks beside everything else. */
export const exportingSlice: Slice = { mount: mountExports, daily: (house, county) => sweepExports(house, county) };
