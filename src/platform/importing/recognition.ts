import { type Cell, isBlank, type Sheet, type SheetRow, type Workbook } from './cell.ts';
import { contextOf, distinctTexts } from './context.ts';
import type { Column, ImportKind, SheetContext } from './kind.ts';
import { knownLabels, bareLabel, likenessOfLabel } from './labels.ts';
import { limits } from './limits.ts';
import { returnLabels } from './return-labels.ts';

/** The first column of a returned workbook; never data. */
export const remarkLabel = '错误说明';

/** Columns of our own; never data. */
const ownLabels = new Set<string>([remarkLabel, ...Object.values(returnLabels)]);

/** How a sheet is understood: what rows it holds, where its header is, which column is which field. All of it may be changed by the clerk. */
export interface Recognition {
  kind: ImportKind;
  /** Row numbers (from 1) of the header's first and last row. */
  header: { first: number; last: number };
  /** Field → column index from 0. */
  mapping: Readonly<Record<string, number>>;
  /** Header by column index, its lines joined with /. */
  headers: readonly (string | null)[];
  /** 0 to 1: how sure the recognition is. */
  score: number;
  /** Required columns the sheet has not, and its surroundings do not tell. */
  missing: readonly string[];
  context: SheetContext;
}

export interface RecognitionOptions {
  fileName: string;
  places?: readonly string[];
  /** What the clerk told about the sheet (a year it does not name); stands before what was found. */
  told?: Partial<Pick<SheetContext, 'year' | 'place' | 'month' | 'session'>>;
  /** The mapping the clerk has chosen; absent: found by the words of the header. */
  mapping?: Readonly<Record<string, number>>;
  /** A mapping by kind and header signature, as this uploader made it before; counted without the column of remarks. */
  remembered?: (kind: string, signature: string) => Readonly<Record<string, number>> | undefined;
}

/** Finds the kind, header and columns of a sheet; null when it holds no rows we know (a sheet of instructions). */
export function recognise(sheet: Sheet, kinds: readonly ImportKind[], options: RecognitionOptions): Recognition | null {
  const labels = knownLabels(kinds);
  const candidates = headerCandidates(sheet, labels).flatMap((header) => kinds.map((kind) => recogniseAs(sheet, kind, header, options)));
  const best = candidates.reduce<Recognition | null>((found, next) => (found && found.score >= next.score ? found : next), null);
  return best && best.score >= acceptable ? best : null;
}

/** Below this a sheet is not taken for the kind without the clerk saying so. */
const acceptable = 0.35;

/** The recognition under a kind and header the clerk has chosen. */
export function recogniseAs(sheet: Sheet, kind: ImportKind, header: { first: number; last: number }, options: RecognitionOptions): Recognition {
  const lines = headerLines(sheet, header);
  const headers = joinedHeaders(lines);
  const above = sheet.rows.filter((row) => row.number < header.first);
  const context = { ...contextOf(options.fileName, sheet, above, options.places ?? []), ...options.told };
  const remembered = options.remembered?.(kind.name, signatureOf(headers));
  const mapping = options.mapping ?? (remembered && placed(remembered, headers)) ?? mapColumns(kind, lines, sampleBelow(sheet, header.last), context);
  const missing = Object.entries(kind.columns).flatMap(([field, column]) => (column.required && !(field in mapping) && (column.fromContext?.(context) ?? null) === null ? [column.label] : []));
  return { kind, header, mapping, headers, score: remembered ? 1 : score(kind, lines, mapping, missing, context), missing, context };
}

/** Names a header's wording, so that a mapping made once is found again. */
export function signatureOf(headers: readonly (string | null)[]): string {
  return headers.map((header) => bareLabel(header ?? '')).filter((header) => header !== bareLabel(remarkLabel)).join('|');
}

/** Columns other than that of remarks, in order. */
const ownColumns = (headers: readonly (string | null)[]) => headers.flatMap((header, c) => (header === remarkLabel ? [] : [c]));

/** A mapping counted without the column of remarks, to be remembered under the header's signature. */
export function unplaced(mapping: Readonly<Record<string, number>>, headers: readonly (string | null)[]): Record<string, number> {
  const own = ownColumns(headers);
  return Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, own.indexOf(column)]).filter(([, at]) => at !== -1));
}

function placed(remembered: Readonly<Record<string, number>>, headers: readonly (string | null)[]): Record<string, number> {
  const own = ownColumns(headers);
  return Object.fromEntries(Object.entries(remembered).flatMap(([field, at]) => (own[at] === undefined ? [] : [[field, own[at]]])));
}

/** Rows that may be the header: one, or several whose cells are joined by merges or fill each other's gaps. */
function headerCandidates(sheet: Sheet, labels: Set<string>): { first: number; last: number }[] {
  const rows = sheet.rows.slice(0, limits.headerSearchRows);
  return rows.flatMap((row, i) => {
    if (!looksLikeHeader(row, labels)) return [];
    let last = row;
    for (const next of rows.slice(i + 1, i + limits.headerDepth)) {
      if (!continuesHeader(last, next, labels)) break;
      last = next;
    }
    return [{ first: row.number, last: last.number }];
  });
}

/** A header has at least two different short texts, one of which is a word we know, and no numbers. 填报单位：… is a line above it. */
function looksLikeHeader(row: SheetRow, labels: Set<string>): boolean {
  const texts = distinctTexts(row);
  const filledIn = texts.filter((text) => /[:：]/u.test(text)).length;
  return texts.length >= 2 && filledIn * 2 < texts.length && texts.every((text) => text.length <= 40) && row.cells.every((cell) => cell?.number === undefined) && texts.some((text) => isKnown(text, labels));
}

function isKnown(text: string, labels: Set<string>): boolean {
  const bare = bareLabel(text);
  return labels.has(bare) || [...labels].some((label) => label.length > 1 && bare.includes(label));
}

/** The row belongs to the header above it: some of its cells are merged down from there, or stand under a word merged across. */
function continuesHeader(above: SheetRow, row: SheetRow, labels: Set<string>): boolean {
  const own = row.cells.flatMap((cell, c) => (isBlank(cell) || cell.merged ? [] : [{ cell, c }]));
  if (own.length === 0 || own.some(({ cell }) => cell.number !== undefined || cell.text.length > 20)) return false;
  const mergedDown = row.cells.some((cell) => cell?.merged === 'down');
  const underGroup = own.every(({ c }) => isBlank(above.cells[c]) || above.cells[c]?.merged === 'across' || above.cells[c + 1]?.merged === 'across');
  return (mergedDown || underGroup) && own.some(({ cell }) => isKnown(cell.text, labels));
}

/** For each column the header's texts top to bottom, what merges repeat once. */
function headerLines(sheet: Sheet, header: { first: number; last: number }): string[][] {
  const rows = sheet.rows.filter((row) => row.number >= header.first && row.number <= header.last);
  const width = Math.max(0, ...sheet.rows.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, c) => {
    const texts = rows.map((row) => row.cells[c]).filter((cell) => !isBlank(cell) && (cell.merged !== 'across' || rows.length > 1)).map((cell) => cell!.text.trim());
    return texts.filter((text, i) => text !== texts[i - 1]);
  });
}

const joinedHeaders = (lines: string[][]) => lines.map((texts) => (texts.length > 0 ? texts.join('/').replace(/\s+/gu, '') : null));

function sampleBelow(sheet: Sheet, lastHeaderRow: number): SheetRow[] {
  return sheet.rows.filter((row) => row.number > lastHeaderRow).slice(0, 20);
}

/** Pairs fields and columns, the surest pair first. A pair that is not sure must also read most of the column's sample. */
function mapColumns(kind: ImportKind, lines: string[][], sample: SheetRow[], context: SheetContext): Record<string, number> {
  const pairs = Object.entries(kind.columns).flatMap(([field, column]) =>
    lines.flatMap((texts, index) => {
      if (texts.some((text) => ownLabels.has(text))) return [];
      const variants = [texts.at(-1) ?? '', texts.join(''), ...texts];
      const likeness = likenessOfLabel(variants.slice(0, texts.length > 1 ? 2 : 1), column) || likenessOfLabel(variants, column) * 0.8;
      return likeness > 0 ? [{ field, column, index, likeness }] : [];
    }),
  );
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  for (const pair of pairs.toSorted((a, b) => b.likeness - a.likeness)) {
    if (pair.field in mapping || taken.has(pair.index)) continue;
    if (pair.likeness < 0.9 && !readsMost(pair.column, pair.index, sample, context, lines[pair.index]!.join(''))) continue;
    mapping[pair.field] = pair.index;
    taken.add(pair.index);
  }
  return mapping;
}

function readsMost(column: Column<unknown>, index: number, sample: SheetRow[], context: SheetContext, header: string): boolean {
  const cells = sample.map((row) => row.cells[index]).filter((cell): cell is Cell => !isBlank(cell));
  const read = cells.filter((cell) => {
    const reading = column.read(cell, { today: '9999-12-31', year: context.year, header });
    return reading.value !== null || reading.also !== undefined;
  });
  return read.length * 2 >= cells.length;
}

/** So much likeness of labels, added up, speaks for a kind at all: one column alone never does. */
const leastSure = 1.1;

/** Half for the share of the sheet's headers that found a field, half for the required fields found; words of the title break ties. */
function score(kind: ImportKind, lines: string[][], mapping: Readonly<Record<string, number>>, missing: readonly string[], context: SheetContext): number {
  const headed = lines.filter((texts) => texts.length > 0 && !texts.some((text) => /^(?:序号|编号|备注|说明)$/u.test(text) || ownLabels.has(text))).length;
  const sure = Object.entries(mapping).reduce((sum, [field, index]) => sum + likenessOfLabel(lines[index] ?? [], kind.columns[field]!), 0);
  const required = Object.values(kind.columns).filter((column) => column.required).length;
  const share = headed > 0 ? Math.min(1, sure / headed) : 0;
  const whole = required > 0 ? (required - missing.length) / required : 1;
  const surroundings = [context.sheetName, ...context.lines, context.fileName].join(' ');
  const spoken = kind.words.some((word) => surroundings.includes(word)) ? 0.1 : 0;
  return sure < leastSure || Object.keys(mapping).length < 2 ? 0 : Math.min(1, 0.45 * share + 0.45 * whole + spoken);
}

/** Recognises every sheet of a workbook, in its order. */
export function recogniseWorkbook(workbook: Workbook, kinds: readonly ImportKind[], options: Omit<RecognitionOptions, 'fileName'> = {}): { sheet: Sheet; recognition: Recognition | null }[] {
  return workbook.sheets.map((sheet) => ({ sheet, recognition: recognise(sheet, kinds, { ...options, fileName: workbook.fileName }) }));
}
