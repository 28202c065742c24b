import type { Slice } from '#platform/chapter.ts';
import { founderOf } from '#institutions/founding.ts';
import { unitImport } from '#institutions/units/imports.ts';
import { unit } from '#institutions/units/record.ts';
import { mount } from '#institutions/units/routes.tsx';

export const unitsSlice: Slice = { records: [unit], founders: [founderOf(unit)], imports: [unitImport], mount };
