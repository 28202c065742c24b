import { mostWorkbookRows } from '#platform/documents/sheet.ts';
import { mostSheetRows, workbookStream } from '#platform/documents/workbook.ts';
import { LongListPage, ManyRowsPage } from '#platform/exporting/pages.tsx';
import { beginExport, ownExports } from '#platform/exporting/store.ts';
import { beginWriting, progressOf } from '#platform/exporting/writing.ts';
import { page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { csvAnswer, workbookAnswer } from '#platform/http/downloads.ts';
import { drawn, lookOf, paperAsked, type Drawn } from '#platform/http/list-sheets.ts';
import type { Asked } from '#platform/http/listing.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, titleIn, type Visit } from '#platform/http/visit.ts';
import { mayLeave } from '#platform/identity/proving.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { count, inPieces } from '#platform/records/read.ts';

/** Rows that are read and drawn at once. */
const PIECE = 1_000;

type Of<Row extends Recorded, Around extends Surroundings> = [visit: Visit, one: Resource<Row, Around>, asked: Asked<Row>];

const rowsOf = <Row extends Recorded, Around extends Surroundings>(...[visit, { declared }, { where, figure }]: Of<Row, Around>): Promise<number> =>
  look(visit, async (plain) => count(await readingAt(plain, figure?.asOf), declared, where));

/** How many rows would leave, and whether they may without a question. */
async function leaving<Row extends Recorded, Around extends Surroundings>(...[visit, { declared }, { where, figure }]: Of<Row, Around>): Promise<{ rows: number; may: boolean }> {
  return look(visit, async (plain) => {
    const rows = await count(await readingAt(plain, figure?.asOf), declared, where);
    return { rows, may: await mayLeave(plain, visit.session, rows) };
  });
}

/** The list as CSV; of many rows first who takes them along. */
export async function csvOrQuestion<Row extends Recorded, Around extends Surroundings>(...[visit, one, asked]: Of<Row, Around>): Promise<Response> {
  const { rows, may } = await leaving(visit, one, asked);
  if (may) return csvAnswer(visit, one, asked);
  const { search } = new URL(visit.context.req.url);
  return page(visit, <ManyRowsPage frame={frameOf(visit)} title={titleOf(visit, one)} rows={rows} back={`/${one.declared.path}${search}`} action={`/${one.declared.path}.csv${search}`} />, 403);
}

/** After the proof. */
export async function csvProved<Row extends Recorded, Around extends Surroundings>(...[visit, one, asked]: Of<Row, Around>): Promise<Response> {
  await sent(visit);
  return csvAnswer(visit, one, asked);
}

/** The list as a workbook; of a long one first the question whether it is meant, because it takes a while. */
export async function workbookOrQuestion<Row extends Recorded, Around extends Surroundings>(...[visit, one, asked]: Of<Row, Around>): Promise<Response> {
  const { rows, may } = await leaving(visit, one, asked);
  if (rows <= mostWorkbookRows && may) return workbookAnswer(visit, one, asked);
  const { search } = new URL(visit.context.req.url);
  expectRoom(rows);
  return page(visit, <LongListPage frame={frameOf(visit)} title={titleOf(visit, one)} rows={rows} back={`/${one.declared.path}${search}`} action={`/${one.declared.path}.xlsx${search}`} />);
}

/** Begins to write a list of any length, and leads to where one sees how far it is. */
export async function writeLong<Row extends Recorded, Around extends Surroundings>(...[visit, one, asked]: Of<Row, Around>): Promise<Response> {
  await sent(visit);
  await expectFree(visit);
  const due = await rowsOf(visit, one, asked);
  expectRoom(due);
  const { search } = new URL(visit.context.req.url);
  const id = await beginExport(visit.house, visit.actor, { title: titleOf(visit, one), address: `/${one.declared.path}.xlsx${search}`, due });
  beginWriting(visit.house, visit.actor, id, async function* (plain, told) {
    const reading = await readingAt(plain, asked.figure?.asOf);
    yield* workbookStream({ ...(await lookOf(visit, reading, one, asked, due)), rows: drawnInPieces(reading, visit, one, asked) }, told);
  });
  return seeOther(visit, `/exports/${id}`);
}

async function* drawnInPieces<Row extends Recorded, Around extends Surroundings>(reading: Reading, ...[visit, one, { where, order }]: Of<Row, Around>): AsyncGenerator<Drawn<Row, Around>> {
  for await (const rows of inPieces(reading, one.declared, { where, order }, PIECE)) yield* await drawn(visit, reading, one, rows);
}

const titleOf = <Row extends Recorded, Around extends Surroundings>(visit: Visit, { declared }: Resource<Row, Around>): string => paperAsked(visit, declared)?.kind.title ?? titleIn(visit.county, declared);

/** Exports of one person that may wait or be written at a time. */
const MOST_AT_ONCE = 2;

async function expectFree({ house, actor }: Visit): Promise<void> {
  const busy = (await ownExports(house, actor)).filter(({ id }) => progressOf(id) !== undefined).length;
  if (busy >= MOST_AT_ONCE) throw new Problem(429, 'exporting', `您已有${busy}份清单正在导出。请等写好一份，或在“我导出的文件”里取消一份，再导出这一份。`);
}

function expectRoom(rows: number): void {
  if (rows > mostSheetRows) throw new Problem(422, 'too_many_rows', `Excel 一张表最多放${mostSheetRows}行，现在有${rows}行。请缩小筛选范围，或改用 CSV 导出。`);
}
