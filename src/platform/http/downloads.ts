import { sql, type SqlBool } from 'kysely';
import { csvStream, csvType, mostWorkbookRows, toWorkbook, workbookType, type SheetColumn } from '#platform/documents/sheet.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, type Predicate } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { count, list } from '#platform/records/read.ts';
import { namedFile } from '#platform/http/disposition.ts';
import type { Asked, ListColumn } from '#platform/http/listing.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import { look, titleIn, type Visit } from '#platform/http/visit.ts';
import { today } from '#platform/time.ts';

/** The list being looked at as a workbook laid out like the paper ledger. */
export async function workbookAnswer<Row extends Recorded, Around extends Surroundings>(visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>): Promise<Response> {
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, asked.figure?.asOf);
    expectFew(await count(reading, one.declared, asked.where));
    const rows = await list(reading, one.declared, { where: asked.where, order: asked.order, limit: mostWorkbookRows });
    const around = await one.around(reading, rows, visit);
    return bookOf(visit, titleIn(visit.county, one.declared), sheetColumns(one.listing.columns, around), rows);
  });
}

/** A list that follows from the records and is none itself: all its rows, which were worked out before, with the columns of its page. */
export async function derivedAnswer<Row>(visit: Visit, format: 'csv' | 'xlsx', list: { title: string; columns: readonly ListColumn<Row, undefined>[]; rows: readonly Row[] }): Promise<Response> {
  const { title, rows } = list;
  const columns = sheetColumns(list.columns, undefined);
  if (format === 'csv') return file(csvStream(columns, rows), csvType, `${title}（${today()}）.csv`);
  expectFew(rows.length);
  return bookOf(visit, title, columns, rows);
}

function expectFew(total: number): void {
  if (total > mostWorkbookRows) throw new Problem(422, 'too_many_rows', `Excel 一次最多导出${mostWorkbookRows}行，现在有${total}行。请缩小筛选范围，或改用 CSV 导出。`);
}

async function bookOf<Row>({ county }: Visit, title: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Response> {
  const bytes = await toWorkbook({ title: `${county.name}政协${title}`, organ: county.bodyName, date: today(), columns, rows });
  return file(bytes, workbookType, `${title}（${today()}）.xlsx`);
}

const PIECE = 1_000;

/** The list as CSV, read in pieces by key, so that a million rows take no more memory than a thousand. */
export async function csvAnswer<Row extends Recorded, Around extends Surroundings>(visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>): Promise<Response> {
  const around = await look(visit, (reading) => one.around({ ...reading, asOf: asked.figure?.asOf }, [], visit));
  const stream = csvStream(sheetColumns(one.listing.columns, around), pieces(visit, one, asked));
  return file(stream, csvType, `${titleIn(visit.county, one.declared)}（${today()}）.csv`);
}

async function* pieces<Row extends Recorded, Around extends Surroundings>(visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>): AsyncGenerator<Row> {
  let after: string | undefined;
  for (;;) {
    const where: Predicate<Row> = all(asked.where, ...(after ? [idAfter<Row>(after)] : []));
    const rows = await look(visit, (reading) => list({ ...reading, asOf: asked.figure?.asOf }, one.declared, { where, order: [{ column: 'id', descending: false }], limit: PIECE }));
    yield* rows;
    if (rows.length < PIECE) return;
    after = rows.at(-1)!.id;
  }
}

const idAfter = <Row extends Recorded>(id: string): Predicate<Row> => ({
  test: (row) => row.id > id,
  sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.id`)} > ${id}`,
});

function sheetColumns<Row, Around>(columns: readonly ListColumn<Row, Around>[], around: Around): SheetColumn<Row>[] {
  return columns.map((column) => ({
    label: column.label,
    kind: column.align === 'end' ? 'number' : 'text',
    width: column.tight || column.align === 'end' ? 14 : 30,
    value: (row) => plainOf(column, row, around),
  }));
}

function plainOf<Row, Around>(column: ListColumn<Row, Around>, row: Row, around: Around): string | number | null {
  if (column.plain) return column.plain(row, around);
  const cell = column.cell(row, around);
  return typeof cell === 'string' || typeof cell === 'number' ? cell : null;
}

function file(body: Uint8Array | ReadableStream, type: string, name: string): Response {
  return new Response(body as ConstructorParameters<typeof Response>[0], {
    headers: { 'content-type': type, 'content-disposition': namedFile('attachment', name), 'cache-control': 'no-store' },
  });
}
