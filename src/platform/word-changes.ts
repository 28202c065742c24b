import { diffArrays } from 'diff';

/** A run of words that both texts have, or only the older or the newer. */
export interface WordRun {
  kind: 'same' | 'removed' | 'added';
  words: string;
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment);

/** What became of each word from the older text to the newer, in reading order. */
export const wordChanges = (older: string, newer: string): WordRun[] =>
  diffArrays(wordsOf(older), wordsOf(newer)).map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', words: value.join('') }));
