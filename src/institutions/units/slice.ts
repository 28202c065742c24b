import type { Slice } from '#platform/chapter.ts';
import { unitImport } from '#institutions/units/imports.ts';
import { unit } from '#institutions/units/record.ts';
import { mount } from '#institutions/units/routes.tsx';

export const unitsSlice: Slice = { records: [unit], imports: [unitImport], mount };
