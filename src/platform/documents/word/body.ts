/** The body: numbered headings, paragraphs, tables (GB/T 9704-2012, 7.3.3). */
import { HeadingLevel, type FileChild } from 'docx';
import type { Face } from '../measures.ts';
import { headingTexts, type Block, type Heading, type Paragraph } from '../model.ts';
import { widthOf } from '../text.ts';
import { bodyParagraph, indented, justified, run, runsOf } from './runs.ts';
import { gridTable } from './table.ts';

const headingFaces: Record<Heading['level'], Face> = { 1: 'hei', 2: 'kai', 3: 'fang', 4: 'fang' };
/** Twips between a paragraph and the table it introduces. */
const beforeTable = 120;

const outline = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 };

/**
 * Characters of a last paragraph that may move to the next page for company: about six lines. Some programs move a kept
 * paragraph whole, and a longer one would leave half a page empty.
 */
const movable = 6 * 28;

const plainText = (paragraph: Paragraph): string => paragraph.runs.map(({ text }) => text).join('');

/** `withNext` keeps the end of the last paragraph on one page with what follows: no signature or note stands on a page alone. */
export function bodyBlocks(blocks: readonly Block[], { withNext = false } = {}): FileChild[] {
  const texts = headingTexts(blocks);
  return blocks.map((block, place) => {
    if (block.kind === 'table') return gridTable(block);
    if (block.kind === 'paragraph') {
      const keepNext = block.kept || (withNext && place === blocks.length - 1 && widthOf(plainText(block)) <= movable);
      const after = blocks[place + 1]?.kind === 'table' ? beforeTable : 0;
      return bodyParagraph(runsOf(block.runs), { indent: indented, alignment: justified, keepNext, spacing: { after } });
    }
    const text = run(texts.get(block) ?? block.text, { face: headingFaces[block.level] });
    return bodyParagraph([text], { indent: indented, heading: outline[block.level], keepNext: true });
  });
}
