/** 简报、专报: masthead and line in red, the issue, the editing office and the day; at the foot the addressees. Source: domain forms, info_brief. */
import { AlignmentType, BorderStyle, LineRuleType, Paragraph, Tab, Table, TableCell, TableRow, TabStopType, TextRun, WidthType, type FileChild } from 'docx';
import { masthead as mastheadOf } from '../heads.ts';
import { block, character, colophonHeight, line, redLineSpace, size } from '../measures.ts';
import type { BriefPaper } from '../model.ts';
import { documentDate, oneLine, widthOf } from '../text.ts';
import { bodyBlocks } from './body.ts';
import { atFoot } from './close.ts';
import { titleParagraphs } from './head.ts';
import { blankLine, bodyParagraph, exactly, indented, justified, red, run, textLine } from './runs.ts';

export function briefParts(paper: BriefPaper): FileChild[] {
  return [
    ...(paper.mark ? [textLine(paper.mark, { face: 'hei' })] : []),
    masthead(oneLine(paper.masthead)),
    textLine(paper.issue, {}, { alignment: AlignmentType.CENTER }),
    officeLine(paper),
    ...titleParagraphs(paper.title, 1),
    blankLine(),
    ...(paper.note ? [editorsNote(paper.note)] : []),
    ...bodyBlocks(paper.blocks, { withNext: paper.reflector !== undefined }),
    ...(paper.reflector ? [reflectorLine(paper.reflector)] : []),
    blankLine(),
    footTable(paper),
    blankLine(),
  ];
}

function masthead(text: string): Paragraph {
  const { points, apart } = mastheadOf(text);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: line / 2, after: line / 2, lineRule: LineRuleType.AUTO, line: 240 },
    children: [run(text, { face: 'song', size: points, red: true, apart: Math.round(points * 20 * apart) })],
  });
}

/** The editing office at the left, the day at the right, over the red line. */
function officeLine(paper: BriefPaper): Paragraph {
  return bodyParagraph([run(`${oneLine(paper.organ)}编`), new TextRun({ children: [new Tab()] }), run(documentDate(paper.date))], {
    indent: { left: character, right: character },
    tabStops: [{ type: TabStopType.RIGHT, position: block.width - character }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: red, space: redLineSpace } },
  });
}

const editorsNote = (note: string): Paragraph =>
  bodyParagraph([run('编者按：', { face: 'hei' }), run(oneLine(note), { face: 'kai' })], { indent: indented, alignment: justified, spacing: { after: line / 2 } });

/** More characters than this do not stand at the right of one line. */
const ofOneLine = 24;

function reflectorLine(reflector: string): Paragraph {
  const text = `（${oneLine(reflector)}反映）`;
  const spacing = { before: line / 2 };
  return textLine(text, {}, widthOf(text) > ofOneLine ? { alignment: justified, indent: indented, spacing } : { alignment: AlignmentType.RIGHT, indent: { right: 2 * character }, spacing });
}

const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const fine = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** 版记: 报, 送, 发, each on a line of its own; then whose hands it went through, and how many copies. */
function footTable(paper: BriefPaper): Table {
  const sentTo = ([['报', paper.reportTo], ['送', paper.sendTo], ['发', paper.issueTo]] as const).flatMap(([word, bodies]) => (bodies ? [`${word}：${oneLine(bodies)}`] : []));
  const hands = paper.hands.map(([label, name]) => `${label}：${oneLine(name)}`).join('　');
  const copies = paper.copies === undefined ? '' : `共印${paper.copies}份`;
  const rows = [...sentTo.map((text) => footRow([small(text)])), footRow([small(hands), new TextRun({ children: [new Tab()] }), small(copies)])];
  return new Table({
    width: { size: block.width, type: WidthType.DXA },
    columnWidths: [block.width],
    float: atFoot,
    borders: { top: thick, bottom: thick, left: none, right: none, insideHorizontal: fine, insideVertical: none },
    rows,
  });
}

const small = (text: string): TextRun => run(text, { size: size.four });

/** Long lists go on under the first name, past 报：. */
function footRow(children: TextRun[]): TableRow {
  const side = size.four * 20;
  const paragraph = new Paragraph({
    indent: { left: 3 * side, hanging: 2 * side, right: side },
    tabStops: [{ type: TabStopType.RIGHT, position: block.width - side }],
    spacing: exactly(colophonHeight),
    keepNext: true,
    children,
  });
  return new TableRow({ cantSplit: true, children: [new TableCell({ children: [paragraph] })] });
}
