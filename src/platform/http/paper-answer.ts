import { docxType, toBoundDocx, toDocx } from '#platform/documents/docx.ts';
import { withSecondHead, type BoundPapers, type OfficialPaper } from '#platform/documents/model.ts';
import { pdfType, toBoundPdf, toPdf } from '#platform/documents/pdf.ts';
import { toWorkbook, workbookType, type Sheet } from '#platform/documents/sheet.ts';
import { oneLine } from '#platform/documents/text.ts';
import { namedFile } from '#platform/http/disposition.ts';
import type { Visit } from '#platform/http/visit.ts';

/** An official paper as a file, named after its title: the Word file, and at the same address with the other ending the PDF. */
export async function paperAnswer(visit: Visit, paper: OfficialPaper): Promise<Response> {
  const headed = withSecondHead(paper, visit.county);
  return asksForPdf(visit) ? saved(await toPdf(headed), pdfType, `${oneLine(paper.title)}.pdf`) : saved(await toDocx(headed), docxType, `${oneLine(paper.title)}.docx`);
}

/** Several in one file, to be printed in one go. */
export async function boundAnswer(visit: Visit, bound: BoundPapers): Promise<Response> {
  const headed = { ...bound, papers: bound.papers.map((paper) => withSecondHead(paper, visit.county)) };
  return asksForPdf(visit) ? saved(await toBoundPdf(headed), pdfType, `${oneLine(bound.title)}.pdf`) : saved(await toBoundDocx(headed), docxType, `${oneLine(bound.title)}.docx`);
}

/** Which ending the address has; `twinOf` of the site mounts both. */
const asksForPdf = ({ path }: Visit): boolean => path.endsWith('.pdf');

/** A list as a workbook, named after its title. */
export const sheetAnswer = async <Row>(sheet: Sheet<Row>): Promise<Response> => saved(await toWorkbook(sheet), workbookType, `${oneLine(sheet.title)}.xlsx`);

const saved = (bytes: Uint8Array, type: string, name: string): Response =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': type, 'content-disposition': namedFile('attachment', name), 'cache-control': 'no-store' } });
