/** How a superior's blank sheet is understood: where its header is, which column stands for which figure, which for the place. */
import type { Figure } from '#platform/figures/figure.ts';
import { columnLetters, isBlank, type Sheet, type SheetRow, type Workbook } from '#platform/importing/cell.ts';
import { bareLabel } from '#platform/importing/labels.ts';
import { limits } from '#platform/importing/limits.ts';
import { Problem } from '#platform/problems.ts';

/** A column with a word over it. */
export interface BlankColumn {
  letter: string;
  index: number;
  header: string;
  /** The figure that its words suggest. */
  suggested?: string;
}

export interface Blank {
  sheet: Sheet;
  /** Row number of the last line of the header. */
  header: number;
  columns: BlankColumn[];
  /** The column that names the township. */
  place?: number;
}

type Named = Pick<Figure, 'name' | 'label'>;

/**
 * Finds the header of the first sheet that has one.
 * @throws Problem 422 when no row of it speaks of anything that is counted
 */
export function understood({ sheets }: Workbook, figures: readonly Named[]): Blank {
  const found = sheets.filter(({ hidden }) => !hidden).flatMap((sheet) => headerOf(sheet, figures) ?? []);
  const best = found.toSorted((a, b) => b.sure - a.sure)[0];
  if (!best) throw new Problem(422, 'no_header', '没有认出这张表的表头：没有一栏和系统的数字对得上。请确认附件是上级发来的空表，表头写着“调研视察次数”一类的栏目。');
  const { sheet, row, above } = best;
  const columns = row.cells.flatMap((cell, index) => {
    if (isBlank(cell)) return [];
    const header = headerText(row, above, index);
    return [{ letter: columnLetters(index), index, header, suggested: isPlace(header) ? undefined : suggestion(header, figures) }];
  });
  return { sheet, header: row.number, columns, place: columns.find(({ header }) => isPlace(header))?.index };
}

interface Header {
  sheet: Sheet;
  row: SheetRow;
  above?: SheetRow;
  sure: number;
}

/** The row whose words find the most figures; of two lines of a header the lower one, whose words are the closer. */
function headerOf(sheet: Sheet, figures: readonly Named[]): Header | undefined {
  const rows = sheet.rows.slice(0, limits.headerSearchRows);
  const judged = rows.map((row, n): Header => {
    const texts = row.cells.flatMap((cell, index) => (isBlank(cell) || cell.number !== undefined ? [] : [headerText(row, rows[n - 1], index)]));
    return { sheet, row, above: rows[n - 1], sure: texts.filter((text) => suggestion(text, figures)).length + (texts.length > 1 && texts.some(isPlace) ? 0.5 : 0) };
  });
  const best = judged.reduce<Header | undefined>((top, one) => (top && top.sure > one.sure ? top : one), undefined);
  return best && best.sure >= 1 ? best : undefined;
}

/** The cell's words, under those of the group it belongs to. */
function headerText(row: SheetRow, above: SheetRow | undefined, index: number): string {
  const own = row.cells[index]!.text.trim();
  const group = above?.cells[index];
  return group && !isBlank(group) && group.text.trim() !== own && row.cells[index]!.merged !== 'down' ? `${group.text.trim()}${own}` : own;
}

const isPlace = (header: string): boolean => /乡镇|街道|联络委|委员工作室|地区|填报单位|^单位|单位名称|^名称/u.test(header);

/** Below this the words have too little in common. */
const LEAST = 0.45;

/** The figure whose name has most in common with the header; none when it is not sure. */
export function suggestion(header: string, figures: readonly Named[]): string | undefined {
  const [best] = figures.map(({ name, label }) => ({ name, likeness: likeness(header, label) })).toSorted((a, b) => b.likeness - a.likeness);
  return best && best.likeness >= LEAST ? best.name : undefined;
}

/** Words that say only how it is counted. */
const counting = /[（(][^）)]*[）)]|次数|件数|条数|人数|个数|份数|数量|总数|开展|情况|数$/gu;

/** The share of neighbouring characters that two words have in common (Dice). */
function likeness(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)];
  const common = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}

function pairs(words: string): Set<string> {
  const bare = Array.from(bareLabel(words.replace(counting, '')));
  return new Set(bare.slice(1).map((character, n) => `${bare[n]}${character}`));
}
