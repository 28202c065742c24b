/**
 * Breaking a title into centred lines: in the shape of a trapezoid or a diamond, never inside a word
 * (GB/T 9704-2012, 7.3.1: 词意完整，排列对称，长短适宜，间距恰当，使用梯形或菱形).
 */
import { oneLine, widthOf } from './text.ts';

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Words of this field that the general dictionary cuts in pieces, names of bodies, days and months, and short names in quotation marks or brackets. */
const fieldWords = /(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|“[^“”]{1,10}”|《[^《》]{1,12}》|（[^（）]{1,8}）|(?:政协|中共)[^，、；（“]{1,14}?[县市区州省旗]委员会|联络委员会|联络委|常务委员会|常务委员|工作报告|政协委员|社情民意|规范化建设|考核评价|座谈会|发言材料|民生实事|调研视察|自治县|自治州|自治区|办公室|委员会|政协工作/g;

/** Marks that may not begin a line, and marks that may not end one. */
const clinging = /^[的了们，。、；：？！）》”’〕】·]/;
const opening = /[（《“‘〔【]$/;
/** One-character words that belong to what follows them. */
const leading = new Set(['在', '和', '与', '及', '或', '对', '为', '以', '于', '把', '将', '向', '从', '由', '各', '第', '并']);

/**
 * The title in lines no wider than `capacity` full characters. Line breaks written by the author stand.
 * A word wider than a line is cut: nothing is lost.
 */
export function titleLines(title: string, capacity: number): string[] {
  const written = title.split(/\r?\n/).map(oneLine).filter(Boolean);
  if (written.length > 1) return written.flatMap((line) => brokenLines(line, capacity));
  return brokenLines(written[0] ?? '', capacity);
}

function brokenLines(text: string, capacity: number): string[] {
  if (text === '' || widthOf(text) <= capacity) return [text];
  const pieces = unbreakable(text).flatMap((piece) => cutToWidth(piece, capacity));
  const fewest = Math.ceil(widthOf(text) / capacity);
  for (const count of [fewest, fewest + 1]) {
    const shaped = bestShape(pieces, count, capacity);
    if (shaped) return shaped;
  }
  return filledLines(pieces, capacity);
}

/** The pieces of the text between which a line may end. */
function unbreakable(text: string): string[] {
  const pieces: string[] = [];
  let single = false;
  for (const word of segments(text)) {
    const last = pieces.at(-1);
    const short = [...word].length === 1 && !leading.has(word);
    const joins = last !== undefined
      && (clinging.test(word) || opening.test(last) || leading.has(last) || (short && (single || !leading.has(word))));
    if (joins) pieces[pieces.length - 1] = last + word;
    else pieces.push(word);
    single = short;
  }
  return pieces;
}

function segments(text: string): string[] {
  const found: string[] = [];
  let done = 0;
  const cut = (part: string) => found.push(...[...words.segment(part)].map((piece) => piece.segment));
  for (const match of text.matchAll(fieldWords)) {
    cut(text.slice(done, match.index));
    found.push(match[0]);
    done = match.index + match[0].length;
  }
  cut(text.slice(done));
  return found;
}

function cutToWidth(piece: string, capacity: number): string[] {
  if (widthOf(piece) <= capacity) return [piece];
  return filledLines([...piece], capacity);
}

/** Each line as full as it will go: for titles too long to be shaped. */
function filledLines(pieces: readonly string[], capacity: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + widthOf(piece) <= capacity) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines;
}

/** A title with more lines than this is not shaped, only filled: the search grows with every line. */
const mostShapedLines = 4;

function bestShape(pieces: readonly string[], count: number, capacity: number): string[] | undefined {
  if (count > mostShapedLines) return undefined;
  const widths = pieces.map(widthOf);
  const least = (widths.reduce((sum, width) => sum + width, 0) / count) * 0.5;
  let best: { cost: number; ends: number[] } | undefined;
  const search = (start: number, ends: number[], lines: number[]): void => {
    if (lines.length === count) {
      const cost = start === pieces.length ? shapeCost(lines) : Infinity;
      if (cost < (best?.cost ?? Infinity)) best = { cost, ends };
      return;
    }
    let width = 0;
    for (let end = start; end < pieces.length; end++) {
      width += widths[end] ?? 0;
      if (width > capacity) return;
      if (width >= least) search(end + 1, [...ends, end + 1], [...lines, width]);
    }
  };
  search(0, [], []);
  return best?.ends.map((end, line, ends) => pieces.slice(ends[line - 1] ?? 0, end).join(''));
}

/** The difference of neighbouring lines at which a slope is plainly seen. */
const goodSlope = 3;
/** Cost of an hourglass: worse than any even trapezoid. */
const hourglass = 100;

/** Lower is better: gentle slopes, and never a line narrower than both its neighbours. */
function shapeCost(lines: readonly number[]): number {
  let cost = 0;
  let fell = false;
  for (let line = 1; line < lines.length; line++) {
    const step = (lines[line] ?? 0) - (lines[line - 1] ?? 0);
    cost += Math.abs(Math.abs(step) - goodSlope);
    if (step > 0 && fell) cost += hourglass;
    if (step < 0) fell = true;
  }
  return cost;
}
