/** What follows the body: 附件说明, signature, 附注, 附件, 版记, page numbers (GB/T 9704-2012, 7.3.4 to 7.5). */
import {
  AlignmentType, BorderStyle, Footer, PageNumber, Paragraph, RelativeVerticalPosition, Tab, Table, TableAnchorType, TableCell,
  TableRow, TabStopType, TextRun, WidthType, type FileChild, type ITableBordersOptions,
} from 'docx';
import { block, character, colophonHeight, face, line, size } from '../measures.ts';
import { attachmentLabel, attachmentNote, type Attachment, type Colophon, type FormalPaper } from '../model.ts';
import { signaturePlaces } from '../signature.ts';
import { documentDate, oneLine, widthOf } from '../text.ts';
import { bodyBlocks } from './body.ts';
import { titleParagraphs } from './head.ts';
import { bodyParagraph, exactly, halfPoints, indented, run, textLine } from './runs.ts';

/** One line free, then two characters in; further names stand under the first (three characters of 附件： further). */
export function attachmentNoteLines(attachments: readonly Attachment[]): Paragraph[] {
  return attachmentNote(attachments).map((text, place) =>
    textLine(text, {}, place === 0
      ? { spacing: { before: line }, indent: indented, keepNext: true }
      : { indent: { firstLine: 5 * character }, keepNext: true }));
}

/** The organ's name and the date; `sealed` leaves the places a seal needs. */
export function signature(paper: Pick<FormalPaper, 'organ' | 'date' | 'sealed'>): Paragraph[] {
  const organ = oneLine(paper.organ);
  const date = documentDate(paper.date);
  const places = signaturePlaces(organ, date, paper.sealed);
  const right = (characters: number) => ({ alignment: AlignmentType.RIGHT, indent: { right: Math.round(characters * character) } });
  const free = paper.sealed ? 2 : 1;
  const start = Math.round(block.width - (places.organ + widthOf(organ) - 2) * character);
  return [
    textLine(organ, {}, { ...right(places.organ), spacing: { before: free * line }, keepNext: true }),
    textLine(date, {}, paper.sealed || places.organ > 2 ? right(places.date) : { indent: { left: start } }), // two after the name's beginning, however wide a face's digits are
  ];
}

export function remarkLine(remark: string): Paragraph {
  return textLine(`（${oneLine(remark)}）`, {}, { indent: indented });
}

/** Each on a page of its own: the label in SimHei at the upper left, the title on the third line. */
export function attachmentPages(attachments: readonly Attachment[]): FileChild[] {
  return attachments.flatMap((attachment, place) => [
    textLine(attachmentLabel(attachments, place), { face: 'hei' }, { pageBreakBefore: true }),
    ...titleParagraphs(attachment.title, 1),
    bodyParagraph([]),
    ...bodyBlocks(attachment.blocks),
  ]);
}

const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const fine = { style: BorderStyle.SINGLE, size: 6, color: '000000' };

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** 版记 at the foot of the page: a table floating at the lower edge of the text block. LibreOffice before version 24 floats no table and sets it after the text. */
export function colophonTable(colophon: Colophon): Table {
  const copies = colophon.copyTo.map(oneLine).filter(Boolean);
  const printed = [small(oneLine(colophon.printedBy)), new TextRun({ children: [new Tab()] }), small(`${documentDate(colophon.printedOn)}印发`)];
  const lines = copies.length > 0 ? [[small(`抄送：${copies.join('，')}。`)], printed] : [printed];
  return footTable(lines, { top: thick, bottom: thick, left: none, right: none, insideHorizontal: fine, insideVertical: none });
}

/** Twips: what a row's lines add to it, and what is left free under the table. */
const [ruled, spare] = [20, 100];

/** On a page of its own; free lines over it bring it to the foot also where tables do not float. */
export function colophonOverleaf(colophon: Colophon): FileChild[] {
  const free = block.height - colophonLines(colophon) * (colophonHeight + ruled) - spare;
  return [new Paragraph({ spacing: exactly(free), children: [] }), colophonTable(colophon), new Paragraph({ spacing: exactly(ruled), children: [] })];
}

/** As many lines as it takes up: who gets copies may need several. */
function colophonLines({ copyTo }: Colophon): number {
  const copies = copyTo.map(oneLine).filter(Boolean).join('，');
  const characters = block.width / (size.four * 20) - 3;
  return 1 + (copies ? Math.ceil((widthOf(copies) + 4) / characters) : 0);
}

/** 版记 of a letter: at the foot of the last page, without lines and without who printed it (10.1). */
export function copiesAtFoot(copyTo: readonly string[]): FileChild[] {
  const copies = copyTo.map(oneLine).filter(Boolean);
  if (copies.length === 0) return [];
  return [footTable([[small(`抄送：${copies.join('，')}。`)]], { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }), bodyParagraph([])];
}

/** At the lower edge of the text block. */
export const atFoot = { horizontalAnchor: TableAnchorType.MARGIN, verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM };

function footTable(lines: readonly TextRun[][], borders: ITableBordersOptions): Table {
  return new Table({
    width: { size: block.width, type: WidthType.DXA },
    columnWidths: [block.width],
    borders,
    float: atFoot,
    rows: lines.map((children) => new TableRow({ cantSplit: true, children: [colophonCell(children)] })),
  });
}

const small = (text: string): TextRun => run(text, { size: size.four });

function colophonCell(children: TextRun[]): TableCell {
  const side = size.four * 20;
  return new TableCell({
    children: [new Paragraph({
      indent: { left: side, right: side },
      tabStops: [{ type: TabStopType.RIGHT, position: block.width - side }],
      spacing: exactly(colophonHeight),
      children,
    })],
  });
}

/** `— 1 —` in 4号 SimSun: odd pages at the right, even pages at the left, one character in; `rise` twips over the footer's edge. */
export function pageNumber(side: 'left' | 'right', rise = 0): Footer {
  const name = face.number;
  return new Footer({
    children: [new Paragraph({
      alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
      indent: { [side]: character },
      ...(rise > 0 ? { spacing: { after: rise } } : {}),
      children: [new TextRun({
        children: ['— ', PageNumber.CURRENT, ' —'],
        font: { ascii: name, hAnsi: name, eastAsia: name, cs: name },
        size: halfPoints(size.four),
      })],
    })],
  });
}
