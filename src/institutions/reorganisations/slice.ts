import type { CommitteesWork, Slice } from '#platform/chapter.ts';
import { figures } from '#institutions/reorganisations/facts.ts';
import { reorganisation } from '#institutions/reorganisations/record.ts';
import { mountWith } from '#institutions/reorganisations/routes.tsx';

/** @param works what committees may have open, of every slice; none when nobody tells */
export const reorganisationsSlice = (works: () => readonly CommitteesWork[] = () => []): Slice => ({ records: [reorganisation], figures, mount: mountWith(works) });
