import type { Slice } from '#platform/chapter.ts';
import { founderOf } from '#institutions/founding.ts';
import { sector } from '#institutions/sectors/record.ts';
import { mount } from '#institutions/sectors/routes.tsx';

export const sectorsSlice: Slice = { records: [sector], founders: [founderOf(sector)], mount };
