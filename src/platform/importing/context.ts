import type { Sheet, SheetRow } from './cell.ts';
import { isBlank } from './cell.ts';
import type { SheetContext } from './kind.ts';
import { plain } from './reading.ts';
import { arabicBefore } from './readers/chinese-numbers.ts';

/** The distinct texts of a row, left to right; what a merge repeats counts once. */
export function distinctTexts(row: SheetRow): string[] {
  return row.cells.filter((cell) => !isBlank(cell) && !cell.merged).map((cell) => cell!.text.trim());
}

/**
 * What the lines above the header, the sheet name and the file name tell. The nearest speaks first.
 *
 * @param places names of the committees' townships known so far; without them a township is told by its ending.
 */
export function contextOf(fileName: string, sheet: Sheet, linesAbove: readonly SheetRow[], places: readonly string[]): SheetContext {
  const lines = linesAbove.map((row) => distinctTexts(row).join(' '));
  const sources = [sheet.name, ...lines, fileName.replace(/\.[^.]*$/u, '')];
  return {
    fileName,
    sheetName: sheet.name,
    lines,
    place: firstOf(sources, (text) => placeIn(text, places)),
    year: firstOf([...lines, sheet.name, fileName], yearIn),
    month: firstOf([...lines, sheet.name, fileName], monthIn),
    session: firstOf(sources, sessionIn),
  };
}

function firstOf<T>(texts: readonly string[], find: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = find(text);
    if (found !== null) return found;
  }
  return null;
}

/** The township named in a text: the longest known name, else a word that ends like one. 六乡镇 and 各乡镇 name none. */
export function placeIn(text: string, places: readonly string[]): string | null {
  const known = places.filter((place) => text.includes(place)).toSorted((a, b) => b.length - a.length)[0];
  if (known) return known;
  const local = text.replace(/[\p{Script=Han}]*(?:自治县|自治州|自治旗)|^[\p{Script=Han}]{1,6}?[县市区](?=[\p{Script=Han}]+(?:乡|镇|街道|开发区|园区|新区))/gu, ' ');
  const found = /(?<![\p{Script=Han}])(?:[\p{Script=Han}]{1,6}?单位[:：]\s*)?([\p{Script=Han}]{1,8}?(?:民族乡|街道办事处|街道|经济开发区|开发区|工业园区|新区|镇|乡))(?![镇村])/u.exec(local)?.[1];
  if (!found || /^(?:[一二三四五六七八九十百两各全本\d]+个?|所在|所属|驻|县|市|区)?(?:乡|镇|街道|乡镇|开发区)$/u.test(found) || found.includes('乡镇')) return null;
  return found.replace(/办事处$/u, '');
}

function yearIn(text: string): number | null {
  const found = /(?<!\d)(20\d{2})(?=\s*(?:年|[-./]\d{1,2}(?!\d)|$|\D))/u.exec(arabicBefore(plain(text)))?.[1];
  return found ? Number(found) : null;
}

function monthIn(text: string): number | null {
  const found = /(?<!\d)20\d{2}\s*[年.-]\s*(\d{1,2})(?=\s*月|\D|$)/u.exec(arabicBefore(plain(text)))?.[1];
  const month = found ? Number(found) : null;
  return month !== null && month >= 1 && month <= 12 ? month : null;
}

function sessionIn(text: string): SheetContext['session'] {
  const found = /(\d{1,2})\s*届\s*(?:县?委员会)?\s*第?\s*(\d{1,2})\s*次/u.exec(arabicBefore(plain(text), '届次'));
  return found ? { term: Number(found[1]), number: Number(found[2]) } : null;
}
