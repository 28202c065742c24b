import type { MembersWork, Slice } from '#platform/chapter.ts';
import { term } from '#institutions/terms/record.ts';
import { mountWith } from '#institutions/terms/routes.tsx';

/** @param works what members have open in the duties' chapter, which this one does not know */
export const termsSlice = (works: () => readonly MembersWork[] = () => []): Slice => ({ records: [term], mount: mountWith(works) });
