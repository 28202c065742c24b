/**
 * Advice cut into its single suggestions, each of which is answered by itself (domain rules 2.6: the adoption rate counts suggestions). Pure, and
 * without loss: the opening and the pieces, one after the other, are the text again.
 */
export interface Cut {
  /** What stands before the first suggestion: 为此，建议： */
  opening: string;
  pieces: string[];
}

/** The table has room for so many; what comes after belongs to the last. */
const MOST = 50;

const ones = '一二三四五六七八九';
/** 1 to 50 as they are counted in Chinese: 十二, 二十, 二十一. */
const inChinese = (n: number): string => `${n >= 20 ? ones[Math.floor(n / 10) - 1] : ''}${n >= 10 ? '十' : ''}${n % 10 > 0 ? ones[(n % 10) - 1] : ''}`;
const circled = (n: number): string => (n <= 20 ? String.fromCodePoint(0x2460 + n - 1) : n <= 35 ? String.fromCodePoint(0x3251 + n - 21) : String.fromCodePoint(0x32b1 + n - 36));

/** The ways of counting, each as a pattern for its nth sign. 1.5公里 is no first point. */
const ways: readonly ((n: number) => string)[] = [
  (n) => `第?${inChinese(n)}[、.．]`,
  (n) => `[（(]${inChinese(n)}[）)]`,
  (n) => `(?<!\\d)${n}[、.．](?!\\d)`,
  (n) => `[（(]${n}[）)]`,
  (n) => circled(n),
  (n) => `${inChinese(n)}是(?!否)`,
  (n) => `(?:第${inChinese(n)}|其${inChinese(n)})[，,、：:]`,
];

/** A sign counts only where something may begin: at the head of the text or a line, or after the end of a sentence. */
const sign = (way: (n: number) => string, n: number): RegExp => new RegExp(`(?<=^|[\\n。；;：:！？])[ \\t\\u3000]*(?:${way(n)})`, 'gu');

/** Where the suggestions begin by one way of counting: 1, then 2 behind it, and so on. */
function beginnings(text: string, way: (n: number) => string): number[] {
  const found: number[] = [];
  for (let n = 1; n <= MOST; n += 1) {
    const pattern = sign(way, n);
    pattern.lastIndex = n === 1 ? 0 : found.at(-1)! + 1;
    const next = pattern.exec(text);
    if (!next) break;
    found.push(next.index);
  }
  return found;
}

/** By the way of counting whose first sign stands first, which is the outermost; without any, one for each line. */
export function cutAdvice(text: string): Cut {
  const counted = ways.map((way) => beginnings(text, way)).filter((starts) => starts.length > 0).toSorted((a, b) => a[0]! - b[0]! || b.length - a.length)[0];
  const starts = counted ?? lineStarts(text);
  if (starts.length === 0) return { opening: text, pieces: [] };
  return { opening: text.slice(0, starts[0]), pieces: starts.map((start, place) => text.slice(start, starts[place + 1])) };
}

/** The first character of every line that says something; a line before the list that ends in a colon opens it. */
function lineStarts(text: string): number[] {
  const starts = [...text.matchAll(/^.*\S.*$/gmu)].map(({ index }) => index);
  const opens = starts.length > 1 && /^.*[：:]\s*$/mu.exec(text)?.index === starts[0];
  return (opens ? starts.slice(1) : starts).slice(0, MOST);
}

/** The suggestions as they are kept and answered. */
export const suggestionsIn = (advice: string | null | undefined): string[] => cutAdvice(advice ?? '').pieces.map((piece) => piece.trim());

/** Whether they were counted by whoever wrote them. */
export const isCounted = (advice: string): boolean => ways.some((way) => beginnings(advice, way).length > 0);
