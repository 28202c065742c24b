import { mostWorkbookRows, workbookType } from '#platform/documents/sheet.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { ask } from '#platform/http/listing.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { workingWorkbook } from '#platform/importing/outgoing.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import { count, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { ledgerImport } from '#duties/opinions/ledger/imports.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** The list being looked at as a workbook that may be corrected and sent back: without who told it, which is corrected on the entry's own page. */
export async function giveWorkingSheet<Around extends Surroundings>(visit: Visit, { listing }: Resource<LedgerEntry, Around>): Promise<Response> {
  const asked = ask(visit.house, ledgerEntry, listing, visit.query);
  const rows = await look(visit, async (reading) => {
    const total = await count(reading, ledgerEntry, asked.where);
    if (total > mostWorkbookRows) throw new Problem(422, 'too_many_rows', `Excel 一次最多导出${mostWorkbookRows}行，现在有${total}行。请先缩小筛选范围。`);
    return list(reading, ledgerEntry, { where: asked.where, order: asked.order, limit: mostWorkbookRows });
  });
  const mine = rows.filter((row) => !mayEdit(ledgerEntry, visit.actor, row));
  if (mine.length === 0) throw new Problem(422, 'nothing_to_correct', '这些条目里没有可以由您修改的（已办结、已并入、已作废的不能改）。请换个筛选条件。');
  const letterhead = { title: `${visit.county.name}${ledgerEntry.title}（可改）`, organ: visit.county.bodyName, date: today() };
  const bytes = await look(visit, (reading) => workingWorkbook(reading, ledgerImport, mine, letterhead));
  return new Response(Buffer.from(bytes), {
    headers: { 'content-type': workbookType, 'content-disposition': namedFile('attachment', `${ledgerEntry.title}（可改，${today()}）.xlsx`), 'cache-control': 'no-store' },
  });
}
