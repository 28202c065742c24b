import type { Level, Reader } from './reading.ts';

/** What surrounds the rows of a sheet: the lines above the header, the sheet's and the file's name, and what they tell. */
export interface SheetContext {
  fileName: string;
  sheetName: string;
  /** Title and preamble lines above the header, top to bottom. */
  lines: string[];
  /** The township, street or zone named by the nearest of: group row, sheet name, title lines, file name. */
  place: string | null;
  year: number | null;
  month: number | null;
  /** 届 and 次 when the title names a session, as in 九届五次. */
  session: { term: number; number: number } | null;
}

export interface Column<V> {
  /** The paper ledger's own word; also the header in exports and templates. */
  label: string;
  /** Other header words that mean the same. Spaces, brackets and width do not matter. */
  synonyms: readonly string[];
  read: Reader<V>;
  /** A row without it is refused, with a sentence that names the column. */
  required: boolean;
  /** An empty cell repeats the value above it even where the cells are not merged. */
  fillDown: boolean;
  /** Stands in when the column is missing or the cell is empty. */
  fromContext: ((context: SheetContext) => V | null) | null;
  /** The value names a record of this kind (committee, unit, sector …) which the directory resolves. */
  refersTo: string | null;
}

/**
 * Declares one column.
 *
 *   collected: column('收集时间', { synonyms: ['来访时间', '登记日期'], read: day(), required: true, fillDown: true })
 */
export function column<V>(
  label: string,
  options: {
    read: Reader<V>;
    synonyms?: readonly string[];
    required?: boolean;
    fillDown?: boolean;
    fromContext?: (context: SheetContext) => V | null;
    refersTo?: string;
  },
): Column<V> {
  return {
    label,
    synonyms: options.synonyms ?? [],
    read: options.read,
    required: options.required ?? false,
    fillDown: options.fillDown ?? false,
    fromContext: options.fromContext ?? null,
    refersTo: options.refersTo ?? null,
  };
}

export type Columns = Readonly<Record<string, Column<unknown>>>;
export type ValuesOf<C extends Columns> = { [F in keyof C]: C[F] extends Column<infer V> ? V | null : never };

/** Lets `derive` speak about a cell of its row. */
export interface RowRemarks<F extends string = string> {
  /** `asks`: the row can be read once the clerk tells this about the whole sheet. */
  (field: F, level: Level, sentence: string, asks?: 'year'): void;
}

/**
 * How one kind of row is read from spreadsheets: the declaration a slice makes.
 * Fields are the record's own, so a value read is a value stored.
 */
export interface ImportKind<C extends Columns = Columns> {
  /** Stable name, kept in the import log. */
  name: string;
  /** What the clerk calls it: 民情台账. */
  title: string;
  /** The record the rows become. */
  record: string;
  /** Words in a title, sheet or file name that speak for this kind; they only break ties between kinds with like headers. */
  words: readonly string[];
  columns: C;
  /** Looks at the whole row once its cells are read: completes values, and remarks on cells that disagree. */
  derive?(values: ValuesOf<C>, remark: RowRemarks<Extract<keyof C, string>>, context: SheetContext): void;
  /** What makes two rows the same one; null when this row has nothing to go by and is always new. */
  identity(values: ValuesOf<C>): readonly unknown[] | null;
  /** What makes two rows look alike without being the same (a name shared by two people): the person is asked, nothing is merged. */
  likeness?(values: ValuesOf<C>): readonly unknown[] | null;
  /** The sentence for likeness; `other` is where the like row stands (第 5 行). */
  likenessSentence?(values: ValuesOf<C>, other: string): string;
}

/** Declares a kind of row; see `ImportKind`. */
export function importKind<const C extends Columns>(kind: ImportKind<C>): ImportKind<C> {
  return kind;
}
