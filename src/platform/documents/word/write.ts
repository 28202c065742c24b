/** From the model to a Word file. Loaded only when a file is asked for: the library is large. */
import { AlignmentType, Document, Packer, type FileChild, type ISectionOptions } from 'docx';
import { face, footer, margin, page, size } from '../measures.ts';
import type { AddressPaper, FormalPaper, LetterPaper, OfficialPaper, WidePaper } from '../model.ts';
import { bodyBlocks } from './body.ts';
import { briefParts } from './brief.ts';
import { attachmentNoteLines, attachmentPages, colophonTable, pageNumber, remarkLine, signature } from './close.ts';
import { redHead, titleParagraphs } from './head.ts';
import { letterSections } from './letter.ts';
import { minutesParts } from './minutes.ts';
import { wideSection } from './wide.ts';
import { blankLine, halfPoints, textLine } from './runs.ts';

/** Headings carry their outline level for the reader's navigation, and none of the program's own colours and slants. */
const plain = { run: { color: '000000', italics: false, bold: false, size: halfPoints(size.three) } };
const plainHeadings = { heading1: plain, heading2: plain, heading3: plain, heading4: plain };

/** The file as the library makes it; its times and ids are not yet fixed (`docx.ts` does that). */
export async function writeWord(papers: readonly OfficialPaper[], { title, author }: { title: string; author: string }): Promise<Uint8Array> {
  const word = new Document({
    title,
    creator: author,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: halfPoints(size.three), font: face.fang } }, ...plainHeadings } },
    sections: papers.flatMap((paper) => sectionsOf(paper, papers.length > 1)),
  });
  return Packer.toBuffer(word);
}

/** Bound with others, a paper counts its own pages. */
function sectionsOf(paper: OfficialPaper, bound: boolean): ISectionOptions[] {
  if (paper.layout === 'letter') return letterSections(paper);
  if (paper.layout === 'wide') return [wideSection(paper, bound)];
  return [{
    properties: { page: { size: page, margin: { ...margin, footer, header: margin.top / 2 }, ...(bound ? { pageNumbers: { start: 1 } } : {}) } },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    children: partsOf(paper),
  }];
}

function partsOf(paper: Exclude<OfficialPaper, LetterPaper | WidePaper>): FileChild[] {
  switch (paper.layout) {
    case 'formal': return formalParts(paper);
    case 'address': return addressParts(paper);
    case 'brief': return briefParts(paper);
    case 'minutes': return minutesParts(paper);
  }
}

function formalParts(paper: FormalPaper): FileChild[] {
  const attachments = paper.attachments ?? [];
  return [
    ...redHead(paper),
    ...titleParagraphs(paper.title, 2),
    blankLine(),
    ...(paper.addressee ? [textLine(`${paper.addressee}：`)] : []),
    ...bodyBlocks(paper.blocks, { withNext: paper.blocks.length > 1 }),
    ...attachmentNoteLines(attachments),
    ...signature(paper),
    ...(paper.remark ? [remarkLine(paper.remark)] : []),
    ...attachmentPages(attachments),
    ...(paper.colophon ? [colophonTable(paper.colophon), blankLine()] : []),
  ];
}

function addressParts(paper: AddressPaper): FileChild[] {
  const attachments = paper.attachments ?? [];
  return [
    ...titleParagraphs(paper.title, 0),
    ...(paper.byline ? [textLine(paper.byline, { face: 'kai' }, { alignment: AlignmentType.CENTER })] : []),
    blankLine(),
    ...bodyBlocks(paper.blocks, { withNext: attachments.length > 0 }),
    ...attachmentNoteLines(attachments),
    ...attachmentPages(attachments),
  ];
}
