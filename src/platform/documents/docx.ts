/** The formal output of every official paper: a Word file laid out by GB/T 9704-2012. */
import { coreProperties, fixedArchive } from './archive.ts';
import { colophonSide } from './colophon-side.ts';
import type { BoundPapers, OfficialPaper } from './model.ts';
import { oneLine } from './text.ts';

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The paper as a .docx file. The same paper gives the same bytes, on any day and in any process: the only date inside is
 * the paper's own. The Word library is loaded on the first call, so that a server at rest does not hold it.
 */
export const toDocx = (paper: OfficialPaper): Promise<Uint8Array> => toBoundDocx({ title: paper.title, organ: paper.organ, date: paper.date, papers: [paper] });

/** Several papers as one file. */
export async function toBoundDocx({ papers, title, organ, date }: BoundPapers): Promise<Uint8Array> {
  const { writeWord } = await import('./word/write.ts');
  const properties = { title: oneLine(title), author: oneLine(organ), date };
  const sided = await Promise.all(papers.map(async (paper) => ({ paper, side: await colophonSide(paper) })));
  return fixedArchive(await writeWord(sided, properties), { 'docProps/core.xml': coreProperties(properties) });
}
