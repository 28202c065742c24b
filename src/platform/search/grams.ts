/**
 * The pieces by which Chinese text is found: every character and every pair of neighbours. One- and two-character
 * words are then found by an index, which three-letter indexes cannot do (docs/decisions/0006).
 */
export function grams(...texts: (string | null | undefined)[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const characters = [...normal(text ?? '')];
    characters.forEach((character, index) => {
      if (isWordy(character)) found.add(character);
      const next = characters[index + 1];
      if (next && isWordy(character) && isWordy(next)) found.add(character + next);
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

/** Width and letter case do not matter when looking for something. */
export const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

const isWordy = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
