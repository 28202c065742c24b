/** The head of a formal paper: organ mark, number and signatories over the red line (GB/T 9704-2012, 7.2). */
import { AlignmentType, BorderStyle, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { mark, organMark as markOf, secondHeadPoints, signatoryRows } from '../heads.ts';
import { block, character, line, markDrop, millimetres, redLineSpace, size, titleCapacity, titleLine } from '../measures.ts';
import { numberText, type FormalPaper, type SecondHead } from '../model.ts';
import { oneLine, widthOf } from '../text.ts';
import { titleLines } from '../title.ts';
import { bodyParagraph, exactly, red, run } from './runs.ts';

export function redHead(paper: FormalPaper): Paragraph[] {
  const corner = cornerLines(paper);
  return [...corner, ...organMark(oneLine(paper.mark), { above: corner.length, second: paper.second }), ...numberLines(paper)];
}

/** 份号 in the first line, 紧急程度 under it (7.2.1, 7.2.3). */
const cornerLines = ({ copyNumber, urgency }: FormalPaper): Paragraph[] =>
  [...(copyNumber ? [bodyParagraph([run(copyNumber)])] : []), ...(urgency ? [bodyParagraph([run(urgency, { face: 'hei' })])] : [])];

/**
 * The line of the mark is as high as its type. Letters of 小标宋 then begin 0.03 em under the line's upper edge, those of Noto, which stand in where
 * that face is missing, 0.12 em over it: the middle of both is put at 35 mm.
 */
const markRise = 0.045;

/**
 * The mark's upper edge is 35 mm under the block's, whatever stands over it; two lines stay free under it (7.2.4, 7.2.5). The second language
 * stands over the mark in the room that is free there, or to its right.
 */
export function organMark(text: string, { above = 0, second }: { above?: number; second?: SecondHead | undefined } = {}): Paragraph[] {
  const points = Math.floor(markOf(text).points * (second?.place === 'right' ? besideShare : 1));
  const height = points * 20;
  const over = second?.place === 'above' ? [secondRun(second, 1)] : [];
  const free = markDrop - above * line - over.length * (secondHeight + secondGap) + Math.round(height * markRise);
  const name = run(text, { face: 'song', size: points, scale: mark.scale, red: true });
  const beside = second?.place === 'right' ? [run('　', { size: size.three }), secondRun(second, 1 - besideShare)] : [];
  const spacing = { before: over.length > 0 ? 0 : free, after: 2 * line, ...exactly(height) };
  return [
    ...over.map((children) => new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: free, after: secondGap, ...exactly(secondHeight) }, children: [children] })),
    new Paragraph({ alignment: AlignmentType.CENTER, spacing, children: [name, ...beside] }),
  ];
}

/** Height of the second language's line, and what is free under it. */
const secondHeight = secondHeadPoints * 20 + 80;
const secondGap = millimetres(3);
/** What the mark keeps of its size where the second language stands beside it. */
const besideShare = 0.64;

/** Set smaller where it would not stand on its share of one line; letters of most faces are wider than half their height. */
function secondRun({ text }: SecondHead, share: number): TextRun {
  const words = oneLine(text);
  const fit = Math.min(1, (block.width / 20) * share / (widthOf(words) * secondHeadPoints * 1.4));
  return run(words, { face: 'song', size: Math.floor(secondHeadPoints * fit), red: true });
}

/** Centred; in an upward paper one character in on the left, with 签发人 one character in on the right, two names on a row. */
function numberLines(paper: FormalPaper): Paragraph[] {
  const number = paper.number ? numberText(paper.number) : '';
  const border = { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: redLineSpace } };
  if (!paper.signatories?.length) return [bodyParagraph([run(number)], { alignment: AlignmentType.CENTER, border })];
  const rows = signatoryRows(paper.signatories);
  const tabStops = [{ type: TabStopType.RIGHT, position: block.width - character }];
  return rows.map((names, place) => {
    const last = place === rows.length - 1;
    const words = place === 0 ? '签发人：' : '';
    return bodyParagraph([run(last ? `　${number}` : '　'), new TextRun({ children: [new Tab()] }), run(words), run(names, { face: 'kai' })], { tabStops, ...(last ? { border } : {}) });
  });
}

/** 2号 小标宋, centred, in the shape of a trapezoid; `before` lines are left free over it. */
export function titleParagraphs(title: string, before: number): Paragraph[] {
  return titleLines(title, titleCapacity).map((text, place) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: place === 0 ? before * line : 0, after: 0, ...exactly(titleLine) },
      children: [run(text, { face: 'song', size: size.two })],
    }));
}
