import type { Slice } from '#platform/chapter.ts';
import { founderOf } from '#institutions/founding.ts';
import { specialCommittee } from '#institutions/special-committees/record.ts';
import { mount } from '#institutions/special-committees/routes.tsx';

export const specialCommitteesSlice: Slice = { records: [specialCommittee], founders: [founderOf(specialCommittee)], mount };
