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
    const total = await count(reading, one.declared, asked.where);
    if (total > mostWorkbookRows) {
      throw new Problem(422, 'too_many_rows', `Excel 一次最多导出${mostWorkbookRows}行，现在有${total}行。请缩小筛选范围，或改用 CSV 导出。`);
    }
    const rows = await list(reading, one.declared, { where: asked.where, order: asked.order, limit: mostWorkbookRows });
    const around = await one.around(reading, rows, visit);
    const bytes = await toWorkbook({
      title: `${visit.county.name}政协${titleIn(visit.county, one.declared)}`,
      organ: visit.county.bodyName,
      date: today(),
      columns: sheetColumns(one, around),
      rows,
    });
    return file(bytes, workbookType, `${titleIn(visit.county, one.declared)}（${today()}）.xlsx`);
  });
}

const PIECE = 1_000;

/** The list as CSV, read in pieces by key, so that a million rows take no more memory than a thousand. */
export async function csvAnswer<Row extends Recorded, Around extends Surroundings>(visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>): Promise<Response> {
  const around = await look(visit, (reading) => one.around({ ...reading, asOf: asked.figure?.asOf }, [], visit));
  const stream = csvStream(sheetColumns(one, around), pieces(visit, one, asked));
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

function sheetColumns<Row extends Recorded, Around extends Surroundings>(one: Resource<Row, Around>, around: Around): SheetColumn<Row>[] {
  return one.listing.columns.map((column) => ({
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
