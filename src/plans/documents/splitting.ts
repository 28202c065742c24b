import { clausesOf, emptyClause, type Clause, type Level } from '#plans/clauses.ts';

const DIGITS = '[零〇一二三四五六七八九十百\\d]{1,6}';

/** How a line begins that opens a new piece: 第二章 总则, 第六条 ……, 一、……, （二）……. */
const openings: readonly (readonly [Level, RegExp])[] = [
  ['chapter', new RegExp(`^(?<number>第${DIGITS}[章编])[\\s\\u3000]*(?<rest>.*)$`)],
  ['section', new RegExp(`^(?<number>第${DIGITS}节)[\\s\\u3000]*(?<rest>.*)$`)],
  ['clause', new RegExp(`^(?<number>第${DIGITS}条)[\\s\\u3000]*(?<rest>.*)$`)],
  ['chapter', /^(?<number>[零〇一二三四五六七八九十百]{1,4})[、．.][\s\u3000]*(?<rest>.*)$/],
  ['clause', /^(?<number>[（(][零〇一二三四五六七八九十百]{1,4}[）)])[\s\u3000]*(?<rest>.*)$/],
];

/** A heading is short and is no sentence; what is longer begins the text. */
const HEADING = 40;

/**
 * A pasted text cut into its pieces, in order. Where it counts by articles (第N条), （一） stays inside them; else 一、 opens a part and
 * （一） a clause. What stands before the first piece keeps its place without a number.
 */
export function split(pasted: string): Clause[] {
  const lines = pasted.split('\n').map((line) => line.trim()).filter(Boolean);
  const byArticles = lines.some((line) => openings[2]![1].test(line));
  const pieces: Clause[] = [];
  for (const line of lines) {
    const begun = begin(line, byArticles);
    const last = pieces.at(-1);
    if (begun) pieces.push(begun);
    else if (last && last.level === 'clause') pieces[pieces.length - 1] = { ...last, text: last.text ? `${last.text}\n${line}` : line };
    else pieces.push({ ...emptyClause, text: line });
  }
  return pieces;
}

function begin(line: string, byArticles: boolean): Clause | undefined {
  for (const [level, pattern] of byArticles ? openings.slice(0, 3) : openings) {
    const found = pattern.exec(line)?.groups;
    if (found) return { ...emptyClause, level, number: found['number']!, ...worded(level, found['rest']!) };
  }
  return undefined;
}

/** A chapter's words are its heading; of a clause, what ends with a full stop in a short first sentence without a comma. */
function worded(level: Level, rest: string): Pick<Clause, 'heading' | 'text'> {
  if (level !== 'clause') return Array.from(rest).length <= HEADING ? { heading: rest, text: '' } : { heading: '', text: rest };
  const title = /^([^，,。；：]{2,20})[\u3000 ]+(.*)$/.exec(rest) ?? /^([^，,。；：]{2,20})。(.+)$/.exec(rest);
  return title ? { heading: title[1]!, text: title[2]! } : Array.from(rest).length <= 20 && !/[。；，]/.test(rest) ? { heading: rest, text: '' } : { heading: '', text: rest };
}

/**
 * The pieces with what they answer to: as the earlier text had it for the piece that begins alike, else by the words of the clauses
 * that the program cites. Each key once; whoever saves it can put it right.
 */
export function recognised(kind: string, pieces: readonly Clause[], earlier: readonly Clause[] = []): Clause[] {
  const taken = new Set<string>();
  const kept = pieces.map((piece) => {
    const same = earlier.find((one) => begins(one) === begins(piece));
    if (!same || (same.key && taken.has(same.key))) return piece;
    if (same.key) taken.add(same.key);
    return { ...piece, key: same.key, parameters: same.parameters };
  });
  return kept.map((piece) => {
    const key = piece.key ?? keyOf(kind, piece, taken);
    if (key) taken.add(key);
    return { ...piece, key: key ?? null };
  });
}

/** How a piece begins: its heading, else its first words. Its number moves when a clause is put in before it. */
const begins = ({ level, heading, text }: Clause): string => `${level} ${heading || text.slice(0, 12)}`;

/** The clause whose words the piece says, if no other piece has said them before. */
function keyOf(kind: string, { level, heading, text }: Clause, taken: ReadonlySet<string>): string | undefined {
  if (level !== 'clause') return undefined;
  const says = `${heading}\n${text}`;
  return clausesOf(kind).find(({ key, words }) => !taken.has(key) && words?.some((word) => says.includes(word)))?.key;
}

