import { setImmediate } from 'node:timers/promises';
import { type Cell, columnLetters, isBlank, type Sheet, type SheetRow } from './cell.ts';
import { limits } from './limits.ts';
import { natureOfRows, type RowNature } from './data-rows.ts';
import type { Column, ImportKind, SheetContext } from './kind.ts';
import type { Level, Reading, ReadingContext } from './reading.ts';
import type { Recognition } from './recognition.ts';

/** A remark on one cell of one row, with its address: sheet, row, column letter and header. */
export interface CellRemark {
  level: Level;
  sentence: string;
  sheet: string;
  row: number;
  field: string;
  /** The column's letters in Excel; null when the sheet has no such column. */
  column: string | null;
  /** The header as written, else the field's own label. */
  label: string;
  asks?: 'year';
}

/** A row as read: its values by field, what was written in each cell, and what there is to say. */
export interface TakenRow {
  sheet: string;
  row: number;
  values: Record<string, unknown>;
  /** The cells' own texts by field, for “old → new”. */
  written: Record<string, string>;
  /** Column letters and headers by field, for the address of remarks made later. */
  columns: Readonly<Record<string, string | null>>;
  headers: Readonly<Record<string, string>>;
  /** What cells said besides their own field (see `Reading.also`), whether or not a column of that name took it. */
  also: Record<string, unknown>;
  remarks: CellRemark[];
}

/** A row below the header that is no data, and why. */
export interface LeftAside {
  sheet: string;
  row: number;
  nature: Exclude<RowNature, 'data'>;
  text: string;
}

export interface TakenSheet {
  rows: TakenRow[];
  aside: LeftAside[];
}

interface TakingOptions {
  /** The county's day, YYYY-MM-DD. */
  today: string;
  places?: readonly string[];
}

/** Reads all data rows of a sheet under a recognition. */
export function takeSheet(sheet: Sheet, recognition: Recognition, options: TakingOptions): TakenSheet {
  const taken: TakenSheet = { rows: [], aside: [] };
  for (const row of takeRows(sheet, recognition, options)) put(taken, row);
  return taken;
}

/** Rows that are read before others get their turn. */
const rowsInATurn = 250;

/** The same, letting the program answer others in between: thousands of rows would hold it up for a good part of a second. */
export async function takeSheetInTurns(sheet: Sheet, recognition: Recognition, options: TakingOptions): Promise<TakenSheet> {
  const taken: TakenSheet = { rows: [], aside: [] };
  let read = 0;
  for (const row of takeRows(sheet, recognition, options)) {
    put(taken, row);
    if (++read % rowsInATurn === 0) await setImmediate();
  }
  return taken;
}

function put(taken: TakenSheet, row: TakenRow | LeftAside): void {
  if ('nature' in row) taken.aside.push(row);
  else taken.rows.push(row);
}

function* takeRows(sheet: Sheet, recognition: Recognition, options: TakingOptions): Generator<TakenRow | LeftAside> {
  const addresses = addressesOf(recognition);
  let above: SheetRow | null = null;
  for (const { row, nature, place } of natureOfRows(sheet, recognition, options.places)) {
    if (nature !== 'data') {
      yield { sheet: sheet.name, row: row.number, nature, text: row.cells.map((cell) => (cell && !cell.merged ? cell.text.trim() : '')).filter(Boolean).join(' ') };
      continue;
    }
    const filled: SheetRow = filledDown(row, above, recognition);
    const context = place ? { ...recognition.context, place } : recognition.context;
    yield takeRow(sheet.name, filled, recognition, addresses, context, options.today);
    above = filled;
  }
}

/** Repeats the value above into the empty cells of grouping columns. */
function filledDown(row: SheetRow, above: SheetRow | null, { kind, mapping }: Recognition): SheetRow {
  const cells = [...row.cells];
  for (const [field, column] of Object.entries(kind.columns)) {
    const c = mapping[field];
    const over = c === undefined ? null : above?.cells[c];
    if (column.fillDown && c !== undefined && isBlank(cells[c]) && !isBlank(over)) cells[c] = { ...over, merged: 'down' };
  }
  return { ...row, cells };
}

function takeRow(sheetName: string, row: SheetRow, recognition: Recognition, addresses: Addresses, context: SheetContext, today: string): TakenRow {
  const { kind } = recognition;
  const taken: TakenRow = { sheet: sheetName, row: row.number, values: {}, written: {}, ...addresses, also: {}, remarks: [] };
  const remark: Remarker = (field, level, sentence, asks) => {
    const label = taken.headers[field] ?? kind.columns[field]?.label ?? field;
    taken.remarks.push({ level, sentence, sheet: sheetName, row: row.number, field, column: taken.columns[field] ?? null, label, ...(asks ? { asks } : {}) });
  };
  readCells(row, recognition, context, today, taken, remark);
  completeFromContext(kind, context, taken);
  kind.derive?.(taken.values, remark, context);
  demandRequired(kind, taken, remark);
  return taken;
}

type Addresses = Pick<TakenRow, 'columns' | 'headers'>;

/** A column beyond those of the file holds what was typed on the page; it has no letters. */
function addressesOf({ mapping, headers }: Recognition): Addresses {
  const mapped = Object.entries(mapping);
  return {
    columns: Object.fromEntries(mapped.map(([field, column]) => [field, column < limits.columns ? columnLetters(column) : null])),
    headers: Object.fromEntries(mapped.flatMap(([field, column]) => (headers[column] ? [[field, headers[column]]] : []))),
  };
}

type Remarker = (field: string, level: Level, sentence: string, asks?: 'year') => void;

function readCells(row: SheetRow, { kind, mapping, headers }: Recognition, context: SheetContext, today: string, taken: TakenRow, remark: Remarker): void {
  const unit = unitAbove(context);
  for (const [field, column] of Object.entries(kind.columns)) {
    taken.values[field] = null;
    const index = mapping[field];
    const cell = index === undefined ? null : row.cells[index];
    if (index === undefined || isBlank(cell) || cell.merged === 'across') continue;
    taken.written[field] = cell.text;
    const reading = readCell(column, cell, { today, year: context.year, header: headers[index] ?? column.label, unit });
    taken.values[field] = reading.value;
    reading.remarks.forEach(({ level, sentence, asks }) => remark(field, level, sentence, asks));
    Object.assign(taken.also, reading.also);
  }
  for (const [field, value] of Object.entries(taken.also)) {
    if (field in kind.columns) taken.values[field] ??= value;
  }
}

/** 单位：万元, as it stands above many a table of money. */
const unitAbove = ({ lines }: SheetContext): string | null => /单位\s*[:：]?\s*(?:人民币)?\s*((?:万|亿|千|百)?元)/u.exec(lines.join(' '))?.[1] ?? null;

/** An Excel error is no value; a formula's result is taken, and said to be one. */
function readCell(column: Column<unknown>, cell: Cell, context: ReadingContext): Reading<unknown> {
  if (cell.error) {
    const level: Level = column.required ? 'refuse' : 'check';
    return { value: null, remarks: [{ level, sentence: `这一格是公式错误（${cell.text}）。请改成实际的内容。` }] };
  }
  const reading = column.read(cell, context);
  return cell.formula ? { ...reading, remarks: [...reading.remarks, { level: 'info', sentence: `这一格是公式，按显示的结果“${cell.text}”录入。` }] } : reading;
}

function completeFromContext(kind: ImportKind, context: SheetContext, taken: TakenRow): void {
  for (const [field, column] of Object.entries(kind.columns)) {
    if (column.fromContext && !taken.remarks.some((said) => said.field === field && said.level === 'refuse')) taken.values[field] ??= column.fromContext(context);
  }
}

function demandRequired(kind: ImportKind, taken: TakenRow, remark: Remarker): void {
  for (const [field, column] of Object.entries(kind.columns)) {
    const value = taken.values[field];
    const missing = value === null || value === undefined || value === '';
    if (column.required && missing && !taken.remarks.some((said) => said.field === field && said.level === 'refuse')) {
      remark(field, 'refuse', field in taken.written ? `“${column.label}”没有可用的内容，请补填。` : `“${column.label}”是空的，请补填。`);
    }
  }
}
