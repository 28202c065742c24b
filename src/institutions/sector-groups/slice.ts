import type { Slice } from '#platform/chapter.ts';
import { founderOf } from '#institutions/founding.ts';
import { sectorGroup } from '#institutions/sector-groups/record.ts';
import { mount } from '#institutions/sector-groups/routes.tsx';

export const sectorGroupsSlice: Slice = { records: [sectorGroup], founders: [founderOf(sectorGroup)], mount };
