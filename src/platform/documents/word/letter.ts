/** 信函格式 (GB/T 9704-2012, 10.1): for each addressee a section of its own, whose first page bears the organ's name and the two red double lines. */
import { AlignmentType, BorderStyle, Footer, Header, Paragraph, Tab, TabStopType, TextRun, type FileChild, type ISectionOptions } from 'docx';
import { letterHead, letterMark } from '../heads.ts';
import { block, footer, margin, millimetres, page } from '../measures.ts';
import { paragraph, type LetterCopy, type LetterPaper } from '../model.ts';
import { oneLine } from '../text.ts';
import { bodyBlocks } from './body.ts';
import { attachmentNoteLines, attachmentPages, copiesAtFoot, pageNumber, remarkLine, signature } from './close.ts';
import { titleParagraphs } from './head.ts';
import { blankLine, exactly, red, run, textLine } from './runs.ts';

/** The organ's name begins 30 mm under the upper edge; over it there is room for one line at each side. */
const headerTop = millimetres(15);
const overMark = millimetres(14);
/** The lines are 170 mm long, longer than the block: one 4 mm under the name, one at the foot, where later pages bear their number. */
const beyond = { left: -millimetres(8), right: -millimetres(6) };
const lineDrop = millimetres(3.2);
/** The line at the foot stands 20 mm over the sheet's lower edge, and later pages bear their number a little higher. */
const footLine = millimetres(20);
/** Word wants a paragraph to have a height. */
const least = 20;

export const letterSections = (paper: LetterPaper): ISectionOptions[] => paper.copies.map((copy) => ({
  properties: { titlePage: true, page: { size: page, margin: { ...margin, header: headerTop, footer: footLine }, pageNumbers: { start: 1 } } },
  headers: { first: firstHeader(paper), default: new Header({ children: [new Paragraph({})] }), even: new Header({ children: [new Paragraph({})] }) },
  footers: { first: firstFooter(), default: pageNumber('right', footer - footLine), even: pageNumber('left', footer - footLine) }, // the first page bears no number
  children: lettersOf(paper, copy),
}));

function firstHeader(paper: LetterPaper): Header {
  const sides = new Paragraph({
    spacing: { before: 0, after: 0, ...exactly(overMark) },
    tabStops: [{ type: TabStopType.RIGHT, position: block.width }],
    children: [run(oneLine(paper.stage ?? ''), { face: 'hei' }), new TextRun({ children: [new Tab()] }), run(oneLine(paper.category ?? ''), { face: 'hei' })],
  });
  return new Header({ children: [sides, organName(oneLine(paper.mark)), rule(BorderStyle.THICK_THIN_SMALL_GAP, lineDrop)] });
}

function organName(text: string): Paragraph {
  const { points } = letterMark(text);
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 0, after: 0, ...exactly(Math.round(points * 22)) }, children: [run(text, { face: 'song', size: points, scale: letterHead.scale, red: true })] });
}

/** A red double line: thick over thin under the name, thin over thick at the foot. */
const rule = (style: typeof BorderStyle.THICK_THIN_SMALL_GAP | typeof BorderStyle.THIN_THICK_SMALL_GAP, height: number): Paragraph => new Paragraph({
  indent: beyond,
  spacing: { before: 0, after: 0, ...exactly(height) },
  border: { bottom: { style, size: 24, color: red, space: 0 } },
  children: [],
});

const firstFooter = (): Footer => new Footer({ children: [rule(BorderStyle.THIN_THICK_SMALL_GAP, least)] });

function lettersOf(paper: LetterPaper, { addressee, title, opening }: LetterCopy): FileChild[] {
  const attachments = paper.attachments ?? [];
  const blocks = [...(opening ? [paragraph(opening)] : []), ...paper.blocks];
  return [
    textLine(paper.number ?? '', {}, { alignment: AlignmentType.RIGHT }),
    ...titleParagraphs(title ?? paper.title, 2),
    blankLine(),
    textLine(`${oneLine(addressee)}：`),
    ...bodyBlocks(blocks, { withNext: blocks.length > 1 }),
    ...attachmentNoteLines(attachments),
    ...signature(paper),
    ...(paper.remark ? [remarkLine(paper.remark)] : []),
    ...attachmentPages(attachments),
    ...copiesAtFoot(paper.copyTo),
  ];
}
