import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { superiorSheet } from '#reports/superior-sheets/record.ts';
import { mountWith } from '#reports/superior-sheets/routes.tsx';

/** 上级表样: filled from every figure that the chapters declared. */
export const superiorSheetsSlice = (declared: Declared): Slice => ({ records: [superiorSheet], mount: mountWith(declared) });
