import { numberIn, paragraph, type FormalPaper } from '#platform/documents/model.ts';
import { typedBlocks } from '#platform/documents/typed-body.ts';
import type { FormalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { adopters } from '#duties/inspections/recommendations/formal/record.ts';
import { printedDay } from '#platform/time.ts';

/** 建议案 as it goes to the Party committee or the government. The first and the last sentence are ours. */
export function formalPaper(row: FormalRecommendation, bodyName: string, today: string): FormalPaper {
  const adopted = row.adopted_on ? `${printedDay(row.adopted_on)}，${bodyName}${row.meeting ?? ''}通过了《${row.title}》，现报上，请研究。` : `《${row.title}》草案如下。`;
  return {
    layout: 'formal', mark: `${bodyName}文件`, title: row.title, organ: bodyName, sealed: true, date: row.sent_on ?? row.adopted_on ?? today,
    number: numberIn(row.doc_no), addressee: row.addressee,
    blocks: [paragraph(adopted), ...typedBlocks(row.body ?? ''), paragraph(`以上建议，供决策参考。${row.adopted_by ? `（${adopters[row.adopted_by as 'plenary']}通过）` : ''}`)],
  };
}
