/** A report on proposals as an official paper. Pure: the same row gives the same paper, whenever it is printed. */
import { heading, type AddressPaper, type Attachment } from '#platform/documents/model.ts';
import { dayOf, printedDay, printedMoment } from '#platform/time.ts';
import { spanWords } from '#duties/proposals/statistics/facts.ts';
import { annexOf } from '#reports/wording/annex.ts';
import { composeBody, tablesPlaced } from '#reports/wording/body.ts';
import { spanOf, type ProposalReport } from '#reports/proposal-reports/record.ts';
import { ALL_TABLES } from '#reports/proposal-reports/wording.ts';

export interface Written {
  paper: AddressPaper;
  /** What whoever reads the draft should know. */
  remarks: readonly string[];
}

export function write(row: ProposalReport): Written {
  const { blocks, remarks } = composeBody(row);
  const organ = row.quotes.find(({ name }) => name === 'body');
  const body = organ?.kind === 'fact' ? organ.text : '';
  const date = row.finished_on ?? dayOf(row.as_of);
  const paper: AddressPaper = {
    layout: 'address', title: row.title, byline: `${body}　${printedDay(date)}`, date, organ: body, blocks,
    attachments: [...otherTables(row), ...annexOf(row.quotes, { sentence: `提案范围：${spanWords(spanOf(row))}。记录截至：${printedMoment(row.as_of)}。` })],
  };
  return { paper, remarks };
}

/** Every way of dividing that the body does not place itself. */
function otherTables({ body, tables }: ProposalReport): Attachment[] {
  const placed = tablesPlaced(body);
  const others = tables.filter(({ name }) => !placed.has(name));
  return others.length === 0 ? [] : [{ title: ALL_TABLES, blocks: others.flatMap(({ name, table }) => [heading(1, name), table]) }];
}
