/** Body, title, signature, attachments: what papers of every layout share (GB/T 9704-2012, 7.3). */
import { titleCapacity, type Face } from '../measures.ts';
import { attachmentLabel, attachmentNote, headingTexts, type Attachment, type Block, type FormalPaper, type Heading } from '../model.ts';
import { documentDate, oneLine, printable, widthOf } from '../text.ts';
import { titleLines } from '../title.ts';
import { blank, line, type Item } from './items.ts';

const headingFaces: Record<Heading['level'], Face> = { 1: 'hei', 2: 'kai', 3: 'fang', 4: 'fang' };

/** Characters of a last paragraph that may move to the next page for company: about six lines, as in the Word file. */
const movable = 6 * 28;

/** `withNext` keeps a short last paragraph on one page with what follows it. */
export function bodyItems(blocks: readonly Block[], { withNext = false } = {}): Item[] {
  const texts = headingTexts(blocks);
  return blocks.map((block, place): Item => {
    if (block.kind === 'heading') return line(texts.get(block) ?? block.text, { face: headingFaces[block.level] }, { first: 2, keep: true, level: block.level });
    if (block.kind === 'table') return tableItem(block);
    const runs = block.runs.map(({ text, strong }) => ({ text: printable(text).replace(/[\t\r\n]+/gu, ' '), ...(strong ? { strong } : {}) }));
    const isShortEnd = withNext && place === blocks.length - 1 && widthOf(runs.map(({ text }) => text).join('')) <= movable;
    return { is: 'text', runs, align: 'justify', first: 2, keep: (block.kept ?? false) || isShortEnd };
  });
}

function tableItem({ columns, rows, form = false }: Extract<Block, { kind: 'table' }>): Item {
  const text = (cell: Extract<Block, { kind: 'table' }>['rows'][number][number] | undefined): string => printable(typeof cell === 'string' ? cell : cell?.text ?? '');
  return {
    is: 'table', columns: columns.map(({ share, align }) => ({ share, align })), form,
    header: form ? [] : columns.map(({ label }) => oneLine(label)),
    rows: rows.map((cells) => columns.map((_, place) => text(cells[place]))),
  };
}

/** 2号 小标宋, `before` lines under what stands over it. */
export const titleItem = (title: string, before: number): Item => ({ is: 'title', lines: titleLines(printable(title), titleCapacity), before });

/** 附件说明: one line free, two characters in; further names stand under the first. */
export const noteItems = (attachments: readonly Attachment[]): Item[] =>
  attachmentNote(attachments).map((text, place) => line(text, {}, place === 0 ? { before: 1, left: 5, hanging: -3, keep: true } : { left: 6, hanging: -1, keep: true }));

/** The organ's name and the date; the press measures them and leaves the room that a seal needs. */
export const signatureItems = ({ organ, date, sealed }: Pick<FormalPaper, 'organ' | 'date' | 'sealed'>): Item[] =>
  [{ is: 'signature', organ: oneLine(organ), date: documentDate(date), sealed }];

export const remarkItems = (remark: string | undefined): Item[] => (remark ? [line(`（${oneLine(remark)}）`, {}, { first: 2 })] : []);

/** Each on a page of its own: the label at the upper left, the title on the third line. */
export const attachmentItems = (attachments: readonly Attachment[]): Item[] =>
  attachments.flatMap((attachment, place) => [
    { is: 'page' }, line(attachmentLabel(attachments, place), { face: 'hei' }), titleItem(attachment.title, 1), blank, ...bodyItems(attachment.blocks),
  ]);
