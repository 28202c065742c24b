import { docxType, toBoundDocx, toDocx } from '#platform/documents/docx.ts';
import type { BoundPapers, OfficialPaper } from '#platform/documents/model.ts';
import { toWorkbook, workbookType, type Sheet } from '#platform/documents/sheet.ts';
import { oneLine } from '#platform/documents/text.ts';
import { namedFile } from '#platform/http/disposition.ts';

/** An official paper as a file, named after its title. */
export const paperAnswer = async (paper: OfficialPaper): Promise<Response> => saved(await toDocx(paper), docxType, `${oneLine(paper.title)}.docx`);

/** Several in one file, to be printed in one go. */
export const boundAnswer = async (bound: BoundPapers): Promise<Response> => saved(await toBoundDocx(bound), docxType, `${oneLine(bound.title)}.docx`);

/** A list as a workbook, named after its title. */
export const sheetAnswer = async <Row>(sheet: Sheet<Row>): Promise<Response> => saved(await toWorkbook(sheet), workbookType, `${oneLine(sheet.title)}.xlsx`);

const saved = (bytes: Uint8Array, type: string, name: string): Response =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': type, 'content-disposition': namedFile('attachment', name), 'cache-control': 'no-store' } });
