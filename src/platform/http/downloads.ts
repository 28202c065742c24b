import { sql, type SqlBool } from 'kysely';
import { csvStream, csvType, mostWorkbookRows, toWorkbook, workbookType, type Sheet } from '#platform/documents/sheet.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, type Predicate } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { count, list } from '#platform/records/read.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { drawn, lookOf, pageColumns, type Drawn } from '#platform/http/list-sheets.ts';
import type { Asked, ListColumn } from '#platform/http/listing.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import { look, titleIn, type Visit } from '#platform/http/visit.ts';
import { today } from '#platform/time.ts';

/** The list being looked at as a workbook: with the columns of its page, or those of the paper ledger. */
export async function workbookAnswer<Row extends Recorded, Around extends Surroundings>(visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>): Promise<Response> {
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, asked.figure?.asOf);
    expectFew(await count(reading, one.declared, asked.where));
    const rows = await list(reading, one.declared, { where: asked.where, order: asked.order, limit: mostWorkbookRows });
    return bookOf({ ...(await lookOf(visit, reading, one, asked, rows.length)), rows: await drawn(visit, reading, one, rows) }, titleIn(visit.county, one.declared));
  });
}

/** A list that follows from the records and is none itself: all its rows, which were worked out before, with the columns of its page. */
export async function derivedAnswer<Row>({ county }: Visit, format: 'csv' | 'xlsx', list: { title: string; columns: readonly ListColumn<Row, undefined>[]; rows: readonly Row[] }): Promise<Response> {
  const { title } = list;
  const [columns, rows] = [pageColumns(list.columns), list.rows.map((row) => ({ row, around: undefined }))];
  if (format === 'csv') return file(csvStream(columns, rows), csvType, `${title}（${today()}）.csv`);
  expectFew(rows.length);
  return bookOf({ title: `${county.name}政协${title}`, organ: county.bodyName, date: today(), columns, rows }, title);
}

function expectFew(total: number): void {
  if (total > mostWorkbookRows) throw new Problem(422, 'too_many_rows', `Excel 一次最多导出${mostWorkbookRows}行，现在有${total}行。请缩小筛选范围，或改用 CSV 导出。`);
}

const bookOf = async <Row>(sheet: Sheet<Row>, title: string): Promise<Response> => file(await toWorkbook(sheet), workbookType, `${title}（${today()}）.xlsx`);

const PIECE = 1_000;

/** The list as CSV, read in pieces by key, so that a million rows take no more memory than a thousand. */
export async function csvAnswer<Row extends Recorded, Around extends Surroundings>(visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>): Promise<Response> {
  return file(csvStream(pageColumns(one.listing.columns), pieces(visit, one, asked)), csvType, `${titleIn(visit.county, one.declared)}（${today()}）.csv`);
}

async function* pieces<Row extends Recorded, Around extends Surroundings>(visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>): AsyncGenerator<Drawn<Row, Around>> {
  let after: string | undefined;
  for (;;) {
    const where: Predicate<Row> = all(asked.where, ...(after ? [idAfter<Row>(after)] : []));
    const rows = await look(visit, async (plain) => {
      const reading = { ...plain, asOf: asked.figure?.asOf };
      return drawn(visit, reading, one, await list(reading, one.declared, { where, order: [{ column: 'id', descending: false }], limit: PIECE }));
    });
    yield* rows;
    if (rows.length < PIECE) return;
    after = rows.at(-1)!.row.id;
  }
}

const idAfter = <Row extends Recorded>(id: string): Predicate<Row> => ({
  test: (row) => row.id > id,
  sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.id`)} > ${id}`,
});

function file(body: Uint8Array | ReadableStream, type: string, name: string): Response {
  return new Response(body as ConstructorParameters<typeof Response>[0], {
    headers: { 'content-type': type, 'content-disposition': namedFile('attachment', name), 'cache-control': 'no-store' },
  });
}
