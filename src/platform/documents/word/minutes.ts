/** 纪要: red mark, organ and day over the red line; under the body who was there, in SimHei and FangSong (GB/T 9704-2012, 10.3). */
import { BorderStyle, Paragraph, Tab, TabStopType, TextRun, type FileChild } from 'docx';
import { block, character, line, redLineSpace } from '../measures.ts';
import type { MinutesPaper } from '../model.ts';
import { documentDate, oneLine, widthOf } from '../text.ts';
import { bodyBlocks } from './body.ts';
import { attachmentNoteLines, attachmentPages } from './close.ts';
import { organMark, titleParagraphs } from './head.ts';
import { blankLine, bodyParagraph, justified, red, run, textLine } from './runs.ts';

export function minutesParts(paper: MinutesPaper): FileChild[] {
  const attachments = paper.attachments ?? [];
  return [
    ...organMark(oneLine(paper.mark), { second: paper.second }),
    dayLine(paper),
    ...titleParagraphs(paper.title, 2),
    blankLine(),
    ...bodyBlocks(paper.blocks),
    ...attachmentNoteLines(attachments),
    ...paper.attended.flatMap(([label, names], place) => attendedLines(label, names, place === 0 ? line : 0)),
    ...handLines(paper),
    ...attachmentPages(attachments),
  ];
}

/** The organ at the left, the day at the right, each one character in. */
function dayLine({ organ, date }: MinutesPaper): Paragraph {
  return bodyParagraph([run(`　${oneLine(organ)}`), new TextRun({ children: [new Tab()] }), run(documentDate(date))], {
    tabStops: [{ type: TabStopType.RIGHT, position: block.width - character }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: redLineSpace } },
  });
}

/** One line under the body, two characters in, one kind under another; what follows begins under the first name (10.3). */
function attendedLines(label: string, names: readonly string[], before: number): Paragraph[] {
  const hanging = Math.ceil(widthOf(`${label}：`)) * character;
  const left = 2 * character + hanging;
  return names.map((name, place) => (place === 0
    ? bodyParagraph([run(`${label}：`, { face: 'hei' }), run(oneLine(name))], { indent: { left, hanging }, alignment: justified, spacing: { before } })
    : bodyParagraph([run(oneLine(name))], { indent: { left }, alignment: justified })));
}

/** Lines to be signed stay together. */
const handLines = ({ hands }: MinutesPaper): Paragraph[] =>
  hands.map(([label, name], place) => textLine(`${label}（签名）：${name}`, {}, { indent: { firstLine: 2 * character }, keepNext: place < hands.length - 1, ...(place === 0 ? { spacing: { before: line } } : {}) }));
