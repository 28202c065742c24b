/** How a superior's sheet is understood: where its header is, which column stands for which number, which for the place. */
import { columnLetters, isBlank, type SheetRow } from '#platform/importing/cell.ts';
import { bareLabel } from '#platform/importing/labels.ts';
import { limits } from '#platform/importing/limits.ts';
import type { Source } from '#reports/superior-sheets/marks.ts';
import type { FormSheet } from '#reports/superior-sheets/reading-form.ts';

/** A column with words over it. */
export interface HeadColumn {
  letter: string;
  index: number;
  header: string;
  /** What its words suggest. */
  suggested?: string;
}

export interface Head {
  form: FormSheet;
  /** Row number of the last line of the header, from 1. */
  row: number;
  columns: HeadColumn[];
  /** The column that names the township. */
  place?: number;
  /** How much of it speaks of what is counted. */
  sure: number;
}

/** The header of a sheet; undefined when no row of it speaks of anything that is counted. Of two lines the lower one, whose words are the closer. */
export function headOf(form: FormSheet, sources: readonly Source[]): Head | undefined {
  const rows = form.sheet.rows.slice(0, limits.headerSearchRows);
  const judged = rows.map((row, n) => {
    const texts = row.cells.flatMap((cell, index) => (isBlank(cell) || cell.number !== undefined ? [] : [{ own: cell.text.trim(), text: headerText(row, rows[n - 1], index) }]));
    const alone = new Set(texts.map(({ text }) => text)).size < 2; // a title over the whole sheet
    return { row, above: rows[n - 1], sure: alone ? 0 : texts.filter(({ own, text }) => suggestion(text, sources, own)).length + (texts.some(({ text }) => isPlace(text)) ? 0.5 : 0) };
  });
  const best = judged.reduce<(typeof judged)[number] | undefined>((top, one) => (top && top.sure > one.sure ? top : one), undefined);
  if (!best || best.sure < 1) return undefined;
  const columns = best.row.cells.flatMap((cell, index): HeadColumn[] => {
    if (isBlank(cell)) return [];
    const header = headerText(best.row, best.above, index);
    return [{ letter: columnLetters(index), index, header, suggested: isPlace(header) ? undefined : suggestion(header, sources, cell.text) }];
  });
  return { form, row: numberedBelow(form, best.row.number), columns, place: columns.find(({ header }) => isPlace(header))?.index, sure: best.sure };
}

/** The cell's words, under those of the group it belongs to; a title over the whole sheet is no group. */
function headerText(row: SheetRow, above: SheetRow | undefined, index: number): string {
  const own = row.cells[index]!.text.trim();
  const group = above?.cells[index];
  return group && !isBlank(group) && wordsIn(above!).size > 1 && group.text.trim() !== own && row.cells[index]!.merged !== 'down' ? `${group.text.trim()}${own}` : own;
}

const wordsIn = ({ cells }: SheetRow): Set<string> => new Set(cells.flatMap((cell) => (isBlank(cell) ? [] : [cell.text.trim()])));

/** A row that numbers the columns (甲 乙 1 2 3) belongs to the header. */
function numberedBelow({ rows }: FormSheet, row: number): number {
  const texts = (rows.get(row + 1)?.cells ?? []).flatMap((cell) => (isBlank(cell) ? [] : [cell.text.trim().replace(/^[（(](.*)[）)]$/u, '$1')]));
  const numbers = texts.filter((text) => /^\d/.test(text)).map((text) => parseInt(text, 10));
  const all = texts.every((text) => /^(?:[甲乙丙丁戊己庚辛]|[A-H]|[—－-]|\d{1,2}(?:[=＝].+)?)$/u.test(text));
  return all && numbers.length > 1 && numbers[0]! <= 1 && numbers.every((number, n) => n === 0 || number === numbers[n - 1]! + 1) ? row + 1 : row;
}

/** The words over counties, not over what is in one. */
export const isCountyHead = (header: string): boolean => /^各?(?:县|县[（(]?市[、，,]?区?[）)]?|市[、，]?县|县区|区县|县别|市州)(?:区|名称)?$/u.test(header.replace(/\s/gu, ''));

/** 联络委主任（名） counts people, though it speaks of a place. */
const isCount = (header: string): boolean => /[（(](?:[名人个件条次份篇期场]|人次|[万亿]?元|%|％)[）)]\s*$/u.test(header);

export const isPlace = (header: string): boolean => !isCount(header) && (isCountyHead(header) || /乡镇|街道|联络委|委员工作室|地区|填报单位|^单位|单位名称|^名称/u.test(header));

/** Below this the words have too little in common. */
const LEAST = 0.45;

/** Numbers of another time, or of what was wished for: none of ours by their words alone. */
const isOfElsewhere = (words: string): boolean => /上年|去年|同期|增减|增长|目标|计划数|任务/u.test(words);

/** What has most in common with these words, or with the own ones without those of their group; nothing when it is not sure. */
export function suggestion(words: string, sources: readonly Source[], own = words): string | undefined {
  if (isOfElsewhere(words)) return undefined;
  const asked = [words, own].map(pairs);
  const unit = unitIn(own);
  const best = sources.reduce<{ key?: string; likeness: number }>((top, source) => {
    const known = [source.label, ...(source.also ?? [])].map(pairs);
    const likeness = Math.max(...asked.flatMap((one) => known.map((other) => likenessOf(one, other)))) * unitsAgree(unit, source.unit);
    return likeness > top.likeness ? { key: source.key, likeness } : top;
  }, { likeness: 0 });
  return best.likeness >= LEAST ? best.key : undefined;
}

/** 委员办理民生实事（件） → 件. */
const unitIn = (words: string): string | undefined => /[（(]([^（()）]{1,2})[）)]\s*$/u.exec(words)?.[1];

/** People are not pieces of work; other units a sheet often names otherwise. */
function unitsAgree(asked: string | undefined, unit: string | undefined): number {
  if (!asked || !unit || asked === unit) return 1;
  return /[人名]/u.test(asked) === /[人名]/u.test(unit) ? 0.95 : 0.5;
}

/** How much two texts have in common, 0 to 1. */
export const likeness = (one: string, other: string): number => likenessOf(pairs(one), pairs(other));

/** The share of neighbouring characters that two words have in common (Dice). */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}

/** Words that say only how it is counted. */
const counting = /[（(][^）)]*[）)]|次数|件数|条数|人数|个数|份数|数量|总数|开展|情况|数$/gu;

const known = new Map<string, ReadonlySet<string>>();
const MOST_KNOWN = 5_000;

function pairs(words: string): ReadonlySet<string> {
  const found = known.get(words);
  if (found) return found;
  const bare = Array.from(bareLabel(words.replace(counting, '')));
  const made = new Set(bare.slice(1).map((character, n) => `${bare[n]}${character}`));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(words, made);
  return made;
}
