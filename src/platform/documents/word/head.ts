/** The head of a formal paper: organ mark, number and signatories over the red line (GB/T 9704-2012, 7.2). */
import { AlignmentType, BorderStyle, LineRuleType, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { block, character, line, markDrop, redLineDrop, size, titleCapacity, titleLine } from '../measures.ts';
import { numberText, type FormalPaper } from '../model.ts';
import { oneLine, widthOf } from '../text.ts';
import { titleLines } from '../title.ts';
import { bodyParagraph, exactly, red, run } from './runs.ts';

/** Points and horizontal scale of the organ mark; a long name is set smaller so that it stays on one line. */
const mark = { points: 48, scale: 66 };

export function redHead(paper: FormalPaper): Paragraph[] {
  return [organMark(oneLine(paper.mark)), numberLine(paper)];
}

export function organMark(text: string): Paragraph {
  const room = block.width / 20 / widthOf(text);
  const points = Math.min(mark.points, Math.floor(room / (mark.scale / 100)));
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: markDrop, after: line, lineRule: LineRuleType.AUTO, line: 240 },
    children: [run(text, { face: 'song', size: points, scale: mark.scale, red: true })],
  });
}

/** Where nobody is named yet there is room to sign by hand. */
const signedBy = (names: readonly string[]): string => names.map(oneLine).filter(Boolean).join('　') || '　　　　';

/** Centred; in an upward paper one character in on the left, with 签发人 one character in on the right. */
function numberLine(paper: FormalPaper): Paragraph {
  const number = paper.number ? numberText(paper.number) : '';
  const border = { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: Math.round(redLineDrop / 20) } };
  if (!paper.signatories?.length) {
    return bodyParagraph([run(number)], { alignment: AlignmentType.CENTER, border });
  }
  const right = new TextRun({ children: [new Tab()] });
  return bodyParagraph([run(`　${number}`), right, run('签发人：'), run(signedBy(paper.signatories), { face: 'kai' })], {
    border,
    tabStops: [{ type: TabStopType.RIGHT, position: block.width - character }],
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
