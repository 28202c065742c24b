import { isBlank, type Sheet, type SheetRow } from './cell.ts';
import { distinctTexts, placeIn } from './context.ts';
import { bareLabel } from './labels.ts';
import { plain } from './reading.ts';
import type { Recognition } from './recognition.ts';

/** What a row below the header is. Only `data` is imported; the rest is shown to the clerk as left aside, with the reason. */
export type RowNature = 'data' | 'example' | 'total' | 'note' | 'group' | 'header' | 'numbered blank';

export interface NaturedRow {
  row: SheetRow;
  nature: RowNature;
  /** The township a group row above named. */
  place: string | null;
}

export const natureLabels: Readonly<Record<Exclude<RowNature, 'data'>, string>> = {
  example: '示例行',
  total: '合计行',
  note: '说明文字',
  group: '分组标题',
  header: '重复的表头',
  'numbered blank': '只有序号的空行',
};

/** How the example row of our blank templates begins. */
export const exampleMark = '示例';
const exampleRow = new RegExp(`^${exampleMark}[（(]`, 'u');

/** Tells data rows from examples, totals, notes, group titles, repeated headers and empty numbered lines. */
export function natureOfRows(sheet: Sheet, recognition: Recognition, places: readonly string[] = []): NaturedRow[] {
  let place: string | null = null;
  return sheet.rows
    .filter((row) => row.number > recognition.header.last)
    .map((row) => {
      const nature = natureOf(row, recognition);
      if (nature === 'group') place = placeIn(distinctTexts(row).join(' '), places) ?? place;
      return { row, nature, place };
    });
}

const totalCell = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本页小计|合计数|总数|全县合计)(?![\p{L}]{6})/u;
const totalSentence = /^(?:以上|全县|全年|本月|本季度)?(?:共收到|共有|共计|合计|共(?=\s*[\d一二三四五六七八九十百]+\s*[件条人项次户]))/u;
const noteWords = /^(?:注|备注|说明|填表说明|填报说明|填表人|填报人|填报单位|填报时间|填表时间|制表|制表人|审核|审核人|负责人|单位负责人|主要领导|分管领导|联系人|联系电话|经办人|签字|盖章|※|注意)\s*(?:[:：（(]|\d*[.、．]|$)/u;

const runningNumber = /^(?:[a-z\p{Script=Han}]{0,4}[-_]?\d{1,9}|[一二三四五六七八九十百]+)$/iu;

function natureOf(row: SheetRow, recognition: Recognition): RowNature {
  const texts = distinctTexts(row).map(plain);
  const first = texts[0] ?? '';
  const own = ownMappedCells(row, recognition);
  if (exampleRow.test(first)) return 'example';
  if (repeatsHeader(row, recognition)) return 'header';
  if (texts.slice(0, 2).some((text) => totalCell.test(text)) || (texts.length <= 2 && texts.some((text) => totalSentence.test(text)))) return 'total';
  if (noteWords.test(first) && (own < 4 || texts.filter((text) => /[:：]/u.test(text)).length * 2 >= texts.length)) return 'note';
  if (texts.every((text) => runningNumber.test(text))) return own === 0 ? 'numbered blank' : 'data';
  if (texts.length === 1 && (startsTable(row) || /[。:：]$/u.test(first))) return first.length <= 20 && !/[。；;]/u.test(first) ? 'group' : 'note';
  if (own === 0) return 'note';
  return 'data';
}

function repeatsHeader(row: SheetRow, { headers, mapping }: Recognition): boolean {
  const mapped = Object.values(mapping);
  const same = mapped.filter((c) => {
    const cell = row.cells[c];
    return !isBlank(cell) && (headers[c] ?? '').split('/').some((part) => bareLabel(part) === bareLabel(cell.text));
  });
  return same.length >= 2 && same.length * 2 >= mapped.length;
}

const numbering = /^(?:序号|编号|序|no)$/iu;

/** Cells under mapped columns that hold something of their own; the running number does not count. */
function ownMappedCells(row: SheetRow, { mapping, headers }: Recognition): number {
  return Object.values(mapping).filter((c) => !isBlank(row.cells[c]) && !row.cells[c]?.merged && !numbering.test(headers[c] ?? '')).length;
}

/** A single text that is merged across, or stands in the table's first column. */
const startsTable = (row: SheetRow) => row.cells.some((cell) => cell?.merged === 'across') || row.cells.findIndex((cell) => !isBlank(cell)) === 0;
