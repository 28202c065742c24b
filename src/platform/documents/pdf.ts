/** The paper for reading: the same model as the Word file, set by the press in an openly licensed face (decision 24). */
import { letterHead, mark, secondHeadPoints } from './heads.ts';
import type { BoundPapers, OfficialPaper } from './model.ts';
import { pressed, type Pressed } from './pdf/press.ts';
import { sectionsOf } from './pdf/setting.ts';
import { oneLine } from './text.ts';

export const pdfType = 'application/pdf';

/** The paper as a PDF. The same paper gives the same bytes: the only date inside is the paper's own. */
export const toPdf = async (paper: OfficialPaper): Promise<Uint8Array> => (await set(alone(paper))).bytes;

/** How many pages it is printed on. */
export const pagesOf = async (paper: OfficialPaper): Promise<number> => (await set(alone(paper))).pages;

/** Several papers as one file, each counting its own pages. */
export const toBoundPdf = async (papers: BoundPapers): Promise<Uint8Array> => (await set(papers)).bytes;

const alone = (paper: OfficialPaper): BoundPapers => ({ title: paper.title, organ: paper.organ, date: paper.date, papers: [paper] });

const set = ({ papers, title, organ, date }: BoundPapers): Promise<Pressed> => pressed({
  title: oneLine(title), author: oneLine(organ), date, sections: papers.flatMap(sectionsOf),
  scales: { mark: mark.scale, letter: letterHead.scale }, 'second-points': secondHeadPoints,
}, date);
