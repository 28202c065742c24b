import { docxType } from '#platform/documents/docx.ts';
import { pdfType } from '#platform/documents/pdf.ts';
import { namedFile } from '#platform/http/disposition.ts';
import type { Visit } from '#platform/http/visit.ts';

type Ending = 'docx' | 'pdf';

/** The very file that was issued; undefined where it is not kept. */
export async function issuedAnswer({ house, county }: Visit, hash: string | null | undefined, title: string, ending: Ending): Promise<Response | undefined> {
  if (!hash || !(await house.files.has(county.id, hash))) return undefined;
  return fileAnswer(await house.files.open(county.id, hash), title, ending);
}

export const fileAnswer = (body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>, title: string, ending: Ending): Response =>
  new Response(body, { headers: { 'content-type': ending === 'pdf' ? pdfType : docxType, 'content-disposition': namedFile('attachment', `${title}.${ending}`), 'cache-control': 'no-store' } });
