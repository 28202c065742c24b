import { clausesIn, clauseTitle, type Clause } from '#plans/clauses.ts';
import type { Plan } from '#plans/documents/record.ts';
import { numberIn, paragraph, type Block, type FormalPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';

/**
 * A plan goes out behind a 通知 that brings it into force (GB/T 9704-2012; 党政机关公文处理工作条例: 通知适用于发布、传达要求下级机关执行的事项). Until its issue
 * is registered it is the draft of both, without number and day of force.
 * @param today printed while it has no day of issue
 */
export function planPaper(row: Plan, bodyName: string, today: string): FormalPaper {
  const organ = row.issued_by ?? bodyName;
  return {
    layout: 'formal', mark: `${organ}文件`, number: numberIn(row.document_no), title: `关于印发《${row.title}》的通知`,
    date: row.issued_on ?? today, organ, addressee: '各乡镇（街道）政协联络委', sealed: true,
    blocks: [paragraph(notice(row))],
    attachments: [{ title: row.title, blocks: clausesIn(row).flatMap(blocksOf) }],
  };
}

function notice({ title, adopted_by, adopted_on, in_force_from }: Plan): string {
  const adopted = adopted_by ? `已经${adopted_by}${adopted_on ? `于${printedDay(adopted_on)}` : ''}审定，` : '';
  const force = in_force_from ? `自${printedDay(in_force_from)}起施行，` : '';
  return `《${title}》${adopted}现印发给你们，${force}请结合实际认真执行。`;
}

/** Each piece keeps its printed number; only chapters and the numbers of clauses stand out. */
function blocksOf(clause: Clause): Block[] {
  const { level, text } = clause;
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const title = clauseTitle(clause);
  if (level !== 'clause') return [paragraph({ text: title, strong: true }), ...lines.map((line) => paragraph(line))];
  const [first, ...others] = lines;
  return [paragraph(...(title ? [{ text: `${title}　`, strong: true }] : []), first ?? ''), ...others.map((line) => paragraph(line))];
}
