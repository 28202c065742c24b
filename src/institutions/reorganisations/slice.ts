import type { CommitteesWork, Slice } from '#platform/chapter.ts';
import type { WordsOfPlan } from '#institutions/county-words.ts';
import { figures } from '#institutions/reorganisations/facts.ts';
import { reorganisation } from '#institutions/reorganisations/record.ts';
import { mountWith } from '#institutions/reorganisations/routes.tsx';

/**
 * @param works what committees may have open, of every slice; none when nobody tells
 * @param wordsOfPlan the county's own words for forms of body; names tell no form when nobody tells
 */
export const reorganisationsSlice = (works: () => readonly CommitteesWork[] = () => [], wordsOfPlan?: WordsOfPlan): Slice => ({ records: [reorganisation], figures, mount: mountWith(works, wordsOfPlan) });
