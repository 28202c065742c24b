import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { bank, chapters, type Chapter } from '#reports/sentences/bank.ts';
import { stockSentence, type StockSentence } from '#reports/sentences/record.ts';

export interface ReadySentence {
  chapter: Chapter;
  /** With lasting names in its tokens. */
  words: string;
  /** The county's own. */
  own: boolean;
}

/** A county adds a few dozen. */
const MOST = 300;

/** The sentences that can be put into a paper, by chapter: the county's own first. */
export async function sentencesFor(reading: Reading): Promise<ReadySentence[]> {
  const rows = await list<StockSentence>(reading, stockSentence, { where: is<StockSentence>('state', 'in_use'), order: [{ column: 'changed_at', descending: true }], limit: MOST });
  return (Object.keys(chapters) as Chapter[]).flatMap((chapter) => [
    ...rows.filter((row) => row.chapter === chapter).map(({ words }) => ({ chapter, words, own: true })),
    ...bank[chapter].map((words) => ({ chapter, words, own: false })),
  ]);
}
