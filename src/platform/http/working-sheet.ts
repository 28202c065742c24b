import { mostWorkbookRows, workbookType } from '#platform/documents/sheet.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { ask } from '#platform/http/listing.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import { look, titleIn, type Visit } from '#platform/http/visit.ts';
import { workingWorkbook } from '#platform/importing/outgoing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { mayLeave } from '#platform/identity/proving.ts';
import { mayEdit, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import { count, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';

interface Going {
  /** What the sheet is called, when not after its records. */
  called?: string;
  /** Also the rows that this person can no longer correct: a register is whole. */
  whole?: boolean;
}

/** The list being looked at as a workbook in the paper's own columns, which may be corrected and sent back. */
export async function giveWorkingSheet<Row extends Recorded, Around extends Surroundings>(
  visit: Visit, { declared, listing }: Resource<Row, Around>, target: ImportTarget, { called = titleIn(visit.county, declared), whole = false }: Going = {},
): Promise<Response> {
  const asked = ask(visit.house, declared, listing, visit.query);
  const rows = await look(visit, async (reading) => {
    const total = await count(reading, declared, asked.where);
    if (total > mostWorkbookRows) throw new Problem(422, 'too_many_rows', `Excel 一次最多导出${mostWorkbookRows}行，现在有${total}行。请先缩小筛选范围。`);
    if (!(await mayLeave(reading, visit.session, total))) throw new Problem(403, 'prove_again', `这份清单有${total}行，算成批导出，要再核对一次是您本人：请退出后重新登录，马上再导出；或者先缩小筛选范围。`);
    return list(reading, declared, { where: asked.where, order: asked.order, limit: mostWorkbookRows });
  });
  const going = whole ? rows : rows.filter((row) => !mayEdit(declared, visit.actor, row));
  if (going.length === 0) throw new Problem(422, 'nothing_to_correct', '这些条目里没有可以由您修改的（已办结、已并入、已作废的不能改）。请换个筛选条件。');
  const letterhead = { title: `${visit.county.name}${called}（可改）`, organ: visit.county.bodyName, date: today() };
  const bytes = await look(visit, (reading) => workingWorkbook(reading, target, going, letterhead));
  return new Response(Buffer.from(bytes), {
    headers: { 'content-type': workbookType, 'content-disposition': namedFile('attachment', `${called}（可改，${today()}）.xlsx`), 'cache-control': 'no-store' },
  });
}
