import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { stockSentence } from '#reports/sentences/record.ts';
import { mountSentences } from '#reports/sentences/routes.tsx';

/** 句库: ready sentences that the county adds to those of the program. */
export const sentencesSlice = (declared: Declared): Slice => ({ records: [stockSentence], mount: (site) => mountSentences(site, declared) });
