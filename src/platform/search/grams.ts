import { middots } from '#platform/people/dots.ts';

/**
 * The pieces by which Chinese text is found: every character and every pair of neighbours. One- and two-character
 * words are then found by an index, which three-letter indexes cannot do (docs/decisions/0006).
 */
export function grams(...texts: (string | null | undefined)[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const characters = [...normal(text ?? '')];
    characters.forEach((character, index) => {
      if (!isWordy(character)) return;
      found.add(character);
      const next = characters[index + 1];
      if (next && isWordy(next)) found.add(character + next);
    });
  }
  return [...found];
}

/** The pieces that a text must have to contain the searched words. */
export function wantedGrams(words: string): string[] {
  const wanted = new Set<string>();
  for (const word of normal(words).split(/[^\p{L}\p{N}]+/u).filter(Boolean)) {
    const characters = [...word];
    if (characters.length === 1) wanted.add(word);
    for (let index = 0; index + 1 < characters.length; index += 1) wanted.add(characters[index]! + characters[index + 1]!);
  }
  return [...wanted];
}

/** Whether having the pieces is the same as containing the words: none is longer than a pair, none has other signs. */
export const piecesSuffice = (words: readonly string[]): boolean => words.every((word) => /^[\p{L}\p{N}]{1,2}$/u.test(word));

/** The week in which a day lies, counted from 1970. */
export const weekOf = (day: string): number => Math.floor(Date.parse(day) / WEEK_MS);
const WEEK_MS = 7 * 86_400_000;

/** The piece of the week in which a record belongs, among its others; no text has it. Null: the record has no day yet. */
export const weekPiece = (week: number | null): string => `#${week ?? ''}`;

/**
 * Width does not matter when looking for something, nor the case of Latin letters, nor the dots within names. Only of Latin letters: databases and
 * programs fold other alphabets in different ways.
 */
export const normal = (text: string): string => text.normalize('NFKC').replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(dots, '');

const dots = new RegExp(`[${middots}]`, 'gu');

const isWordy = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
