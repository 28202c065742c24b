import { heading, paragraph, type Block, type Heading } from './model.ts';

/** 一、 and （一） at the beginning of a short line. */
const headings: readonly (readonly [level: Heading['level'], mark: RegExp])[] = [
  [1, /^[一二三四五六七八九十]+、(?<text>.{1,40})$/u],
  [2, /^（[一二三四五六七八九十]+）(?<text>[^。]{1,30})$/u],
];

/** A body as somebody typed it: a paragraph on each line. Short numbered lines are headings: they are numbered by their place, whatever was typed. */
export const typedBlocks = (body: string): Block[] => body.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
  for (const [level, mark] of headings) {
    const text = mark.exec(line)?.groups?.['text'];
    if (text) return heading(level, text);
  }
  return paragraph(line);
});
