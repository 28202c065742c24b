import type { Slice } from '#platform/chapter.ts';
import { founderOf } from '#institutions/founding.ts';
import { sector, sectorGroup, specialCommittee } from '#institutions/groupings/record.ts';
import { mount } from '#institutions/groupings/routes.tsx';

const records = [sector, specialCommittee, sectorGroup];

/** 界别、专委会、界别小组: three lists of names alike. */
export const groupingsSlice: Slice = { records, founders: records.map(founderOf), mount };
