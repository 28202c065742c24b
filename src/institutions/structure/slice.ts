import type { Slice } from '#platform/chapter.ts';
import { ownChecks, structureChecks, type CountsRepresentatives } from '#institutions/structure/facts.ts';
import { mountWith } from '#institutions/structure/routes.tsx';

/** @param counts whether representatives stand for their sector too; nobody but members when nobody tells */
export const structureSlice = (counts: CountsRepresentatives = async () => false): Slice => ({ claims: ownChecks(counts), mount: mountWith(structureChecks(counts)) });
