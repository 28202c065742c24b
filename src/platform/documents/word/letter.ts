/** 信函格式 (GB/T 9704-2012, 10.1): for each addressee a section of its own, whose first page bears the organ's name and the two red double lines. */
import { AlignmentType, BorderStyle, Footer, Header, Paragraph, Tab, TabStopType, TextRun, type FileChild, type ISectionOptions } from 'docx';
import { block, footer, margin, millimetres, page, size, character, colophonHeight } from '../measures.ts';
import { paragraph, type LetterCopy, type LetterPaper } from '../model.ts';
import { oneLine, widthOf } from '../text.ts';
import { bodyBlocks } from './body.ts';
import { attachmentNoteLines, attachmentPages, pageNumber, remarkLine, signature } from './close.ts';
import { titleParagraphs } from './head.ts';
import { blankLine, exactly, red, run, textLine } from './runs.ts';

/** The organ's name begins 30 mm under the upper edge; over it there is room for one line at each side. */
const headerTop = millimetres(15);
const overMark = millimetres(15);
/** The lines are 170 mm long, longer than the block: one 4 mm under the name, one at the foot, where later pages bear their number. */
const beyond = { left: -millimetres(8), right: -millimetres(6) };
const lineDrop = millimetres(4);
/** Word wants a paragraph to have a height. */
const least = 20;

/** Points of the organ's name; a long one is set smaller so that it stays on one line. */
const mark = { points: 36, scale: 80 };

export const letterSections = (paper: LetterPaper): ISectionOptions[] => paper.copies.map((copy) => ({
  properties: { titlePage: true, page: { size: page, margin: { ...margin, header: headerTop, footer }, pageNumbers: { start: 1 } } },
  headers: { first: firstHeader(paper), default: new Header({ children: [new Paragraph({})] }), even: new Header({ children: [new Paragraph({})] }) },
  footers: { first: firstFooter(), default: pageNumber('right'), even: pageNumber('left') }, // the first page bears no number
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
  const room = block.width / 20 / widthOf(text);
  const points = Math.min(mark.points, Math.floor(room / (mark.scale / 100)));
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 0, after: 0, ...exactly(Math.round(points * 22)) }, children: [run(text, { face: 'song', size: points, scale: mark.scale, red: true })] });
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
    ...titleParagraphs(title ?? paper.title, 1),
    blankLine(),
    textLine(`${oneLine(addressee)}：`),
    ...bodyBlocks(blocks, { withNext: blocks.length > 1 }),
    ...attachmentNoteLines(attachments),
    ...signature(paper),
    ...(paper.remark ? [remarkLine(paper.remark)] : []),
    ...copiesLine(paper.copyTo),
    ...attachmentPages(attachments),
  ];
}

/** 版记 of a letter: without lines, and without who printed it. */
function copiesLine(copyTo: readonly string[]): Paragraph[] {
  const copies = copyTo.map(oneLine).filter(Boolean);
  if (copies.length === 0) return [];
  return [new Paragraph({ indent: { left: 4 * character, hanging: 3 * character, right: character }, spacing: { before: colophonHeight, after: 0, ...exactly(colophonHeight) }, children: [run(`抄送：${copies.join('，')}。`, { size: size.four })] })];
}
