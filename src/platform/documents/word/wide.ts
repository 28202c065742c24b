/** A4 横表: the sheet on its side with narrow margins, tables as wide as it, and lines to be signed under them. */
import { AlignmentType, PageOrientation, Paragraph, type FileChild, type ISectionOptions } from 'docx';
import { millimetres, page, size } from '../measures.ts';
import type { Block, WidePaper } from '../model.ts';
import { headingTexts } from '../model.ts';
import { oneLine } from '../text.ts';
import { pageNumber } from './close.ts';
import { run } from './runs.ts';
import { gridTable } from './table.ts';

const margin = { top: millimetres(18), bottom: millimetres(16), left: millimetres(18), right: millimetres(18) };
/** The library turns the sheet over itself. */
const width = page.height - margin.left - margin.right;
/** Twips before and after a line of text. */
const air = 60;

export function wideSection(paper: WidePaper, bound: boolean): ISectionOptions {
  return {
    properties: { page: { size: { ...page, orientation: PageOrientation.LANDSCAPE }, margin: { ...margin, footer: margin.bottom / 2, header: margin.top / 2 }, ...(bound ? { pageNumbers: { start: 1 } } : {}) } },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    children: [title(paper.title), line(paper.about), ...blocksOf(paper.blocks), ...signed(paper)],
  };
}

const title = (text: string): Paragraph => new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [run(oneLine(text), { face: 'song', size: size.two })] });

const line = (text: string, face: 'fang' | 'hei' = 'fang', keepNext = false): Paragraph =>
  new Paragraph({ spacing: { before: air, after: air }, keepNext, children: [run(oneLine(text), { face, size: size.table })] });

function blocksOf(blocks: readonly Block[]): FileChild[] {
  const texts = headingTexts(blocks);
  return blocks.map((block) => {
    if (block.kind === 'table') return gridTable(block, width);
    return block.kind === 'heading' ? line(texts.get(block) ?? block.text, 'hei', true) : line(block.runs.map(({ text }) => text).join(''));
  });
}

/** Room to sign by hand where no name is known. */
const signed = ({ hands }: WidePaper): Paragraph[] => [line(hands.map(([label, name]) => `${label}：${name || '　　　　　　'}`).join('　　　'))];
