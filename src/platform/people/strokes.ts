import { strokeTable } from '#platform/people/stroke-table.ts';

/** Strokes of each known character, `1121` for 王. */
const strokes = new Map(
  strokeTable.split('\n').flatMap((line) => {
    const written = /^\d+/u.exec(line)?.[0] ?? '';
    return Array.from(line.slice(written.length), (character): [string, string] => [character, written]);
  }),
);

/** More strokes than any character has: what is not in the table comes last. */
const UNKNOWN = '99';

/** What a county decides about the order of its rosters. */
export interface NameOrder {
  /** Those with a rank of their own (chair, vice-chairs) stand at the head. */
  rankedFirst: boolean;
  /** Of one first character, a name of two characters stands before longer ones; otherwise the second character is compared whatever the length. */
  shortFirst: boolean;
}

export const usualOrder: NameOrder = { rankedFirst: true, shortFirst: true };

/**
 * A text by whose order names stand 按姓氏笔画为序: fewer strokes of the first character first, then its strokes one by one
 * (横 竖 撇 点 折); of the same first character a name of two characters before longer ones, where the county holds to it; then the further
 * characters likewise. Only digits, so that every collation orders it alike. Source: the rule that published rosters follow (GF 3003-1999 for the strokes).
 */
export function nameKey(name: string, { shortFirst }: NameOrder = usualOrder): string {
  const [first = '', ...rest] = Array.from(name).filter((character) => /\p{Letter}/u.test(character));
  return [ofCharacter(first), shortFirst && rest.length > 1 ? '2' : '1', ...rest.map(ofCharacter)].join('');
}

/** The same for a list in which some may stand at the head by a rank of their own, before the order by strokes. */
export const listKey = (name: string, rank: number | null | undefined, order: NameOrder = usualOrder): string =>
  (rank && order.rankedFirst ? `00${String(rank).padStart(3, '0')}` : '') + nameKey(name, order); // no character has 00 strokes

/** Two digits of how many strokes, the strokes, and the code point, so that different characters written alike stay apart. */
function ofCharacter(character: string): string {
  const written = strokes.get(character);
  const code = String(character.codePointAt(0) ?? 0).padStart(7, '0');
  return written ? String(written.length).padStart(2, '0') + written + code : UNKNOWN + code;
}

/** Characters of a name whose strokes are not known; the clerk may set the place in the list by hand (`rank`). */
export const unknownStrokes = (name: string): string[] =>
  Array.from(name).filter((character) => /\p{Script=Han}/u.test(character) && !strokes.has(character));
