/** Runs and paragraphs in the standard's faces and measures. */
import { AlignmentType, LineRuleType, Paragraph as WordParagraph, TextRun, type IParagraphOptions } from 'docx';
import type { Run } from '../model.ts';
import { character, face, line, size, tracking, type Face } from '../measures.ts';
import { oneLine, printable } from '../text.ts';

export interface Look {
  readonly face?: Face;
  /** Points. */
  readonly size?: number;
  readonly strong?: boolean;
  readonly red?: boolean;
  /** Horizontal scale in percent. */
  readonly scale?: number;
  /** Twips between characters, instead of the body's tracking. */
  readonly apart?: number;
}

/** Signal red of the organ mark and its line. */
export const red = 'FF0000';

/**
 * Text in one of the standard's faces. Western letters and digits take the same face, and ambiguous marks (“ ” · —) are
 * set as Chinese ones.
 */
export function run(text: string, look: Look = {}): TextRun {
  const name = face[look.face ?? 'fang'];
  return new TextRun({
    text: printable(text).replace(/[\t\r\n]+/g, ' '),
    font: { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' },
    size: halfPoints(look.size ?? size.three),
    characterSpacing: look.apart ?? tracking,
    bold: look.strong,
    color: look.red ? red : undefined,
    scale: look.scale,
  });
}

/** The runs of the model; a link is plain text on paper. */
export function runsOf(runs: readonly Run[], look: Look = {}): TextRun[] {
  return runs.map((part) => run(part.text, { ...look, strong: part.strong ?? look.strong }));
}

/** Word counts type sizes in half points. */
export const halfPoints = (points: number): number => points * 2;

export const exactly = (height: number) => ({ line: height, lineRule: LineRuleType.EXACT });

type Place = Pick<IParagraphOptions, 'alignment' | 'indent' | 'spacing' | 'pageBreakBefore' | 'border' | 'tabStops' | 'keepNext' | 'heading'>;

/** A paragraph of the body: exact lines, and no widow control, which would leave pages of 21 lines. */
export function bodyParagraph(children: readonly TextRun[], place: Place = {}): WordParagraph {
  return new WordParagraph({
    widowControl: false,
    ...place,
    spacing: { before: 0, after: 0, ...exactly(line), ...place.spacing },
    children,
  });
}

/** Two characters in, as every paragraph and heading begins. */
export const indented = { firstLine: 2 * character };

/** A line of one text, flush left unless placed otherwise. */
export function textLine(text: string, look: Look = {}, place: Place = {}): WordParagraph {
  return bodyParagraph([run(oneLine(text), look)], place);
}

export const blankLine = (): WordParagraph => bodyParagraph([]);
export const justified = AlignmentType.BOTH;
