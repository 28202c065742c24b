import type { Slice } from '#platform/chapter.ts';
import { keepColumns } from '#platform/figures/columns/keeping.ts';

/** Packed columns of numerous records, brought up to the day. */
export const columnsSlice: Slice = { daily: (house, county) => keepColumns(house, county) };
