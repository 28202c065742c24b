/** From the model to a Word file. Loaded only when a file is asked for: the library is large. */
import { AlignmentType, Document, Footer, Packer, SectionType, type FileChild, type ISectionOptions } from 'docx';
import type { ColophonSide } from '../colophon-side.ts';
import { face, footer, margin, page, size } from '../measures.ts';
import type { AddressPaper, Colophon, FormalPaper, LetterPaper, OfficialPaper, WidePaper } from '../model.ts';
import { bodyBlocks } from './body.ts';
import { briefParts } from './brief.ts';
import { attachmentNoteLines, attachmentPages, colophonOverleaf, colophonTable, pageNumber, remarkLine, signature } from './close.ts';
import { redHead, titleParagraphs } from './head.ts';
import { letterSections } from './letter.ts';
import { minutesParts } from './minutes.ts';
import { wideSection } from './wide.ts';
import { blankLine, halfPoints, textLine } from './runs.ts';

/** Headings carry their outline level for the reader's navigation, and none of the program's own colours and slants. */
const plain = { run: { color: '000000', italics: false, bold: false, size: halfPoints(size.three) } };
const plainHeadings = { heading1: plain, heading2: plain, heading3: plain, heading4: plain };

/** A paper, and on which side its 版记 stands. */
interface Sided {
  readonly paper: OfficialPaper;
  readonly side: ColophonSide;
}

/** The file as the library makes it; its times and ids are not yet fixed (`docx.ts` does that). */
export async function writeWord(papers: readonly Sided[], { title, author }: { title: string; author: string }): Promise<Uint8Array> {
  const word = new Document({
    title,
    creator: author,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: halfPoints(size.three), font: face.fang } }, ...plainHeadings } },
    sections: papers.flatMap((sided) => sectionsOf(sided, papers.length > 1)),
  });
  return Packer.toBuffer(word);
}

/** Bound with others, a paper counts its own pages. */
function sectionsOf({ paper, side }: Sided, bound: boolean): ISectionOptions[] {
  if (paper.layout === 'letter') return letterSections(paper);
  if (paper.layout === 'wide') return [wideSection(paper, bound)];
  const apart = paper.layout === 'formal' && side !== 'here' && paper.colophon;
  return [{
    properties: { page: { ...sheet, ...(bound ? { pageNumbers: { start: 1 } } : {}) } },
    footers: numbered(),
    children: partsOf(apart ? { ...paper, colophon: undefined } : paper),
  }, ...(apart ? [overleaf(apart, side)] : [])];
}

const sheet = { size: page, margin: { ...margin, footer, header: margin.top / 2 } };
const numbered = () => ({ default: pageNumber('right'), even: pageNumber('left') });
const unnumbered = () => ({ default: new Footer({ children: [] }), even: new Footer({ children: [] }) });

/** The 版记 on an even page of its own; after a blank page neither bears a number (7.5). */
const overleaf = (colophon: Colophon, side: ColophonSide): ISectionOptions => ({
  properties: { type: SectionType.EVEN_PAGE, page: sheet },
  footers: side === 'after_blank' ? unnumbered() : numbered(),
  children: colophonOverleaf(colophon),
});

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
