/** A statement as an official paper. Pure: the same row gives the same paper, whenever it is printed. */
import type { OfficialPaper } from '#platform/documents/model.ts';
import { dayOf, printedMoment } from '#platform/time.ts';
import { annexOf } from '#reports/wording/annex.ts';
import { annexedTables, composeBody, quotesNamed } from '#reports/wording/body.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { FIVE_ONES, MONTH } from '#reports/statements/wording.ts';
import { periodOfRow, type Statement } from '#reports/statements/record.ts';

export interface Written {
  paper: OfficialPaper;
  /** What whoever reads the draft should know. */
  remarks: readonly string[];
}

export function write(row: Statement): Written {
  const { blocks, remarks } = composeBody(row);
  const fact = (name: string): string => factIn(row, name);
  const common = {
    title: row.title, date: row.submitted_on ?? dayOf(row.as_of), organ: fact('committee'), blocks,
    attachments: [...annexedTables(row), ...annexOf(quotesNamed(row), { sentence: `期间：${periodOfRow(row)}。记录截至：${printedMoment(row.as_of)}。` })],
  };
  const signatories = [fact('signatory')].filter(Boolean);
  const paper: OfficialPaper = row.kind === 'monthly'
    ? { ...common, layout: 'address', byline: [fact('committee'), ...signatories.map((name) => `签发：${name}`)].join('　') }
    : { ...common, layout: 'formal', mark: fact('committee'), signatories, addressee: fact('body'), sealed: true };
  return { paper, remarks };
}

function factIn({ quotes }: Statement, name: string): string {
  const quote = quotes.find((one) => one.name === name);
  return quote?.kind === 'fact' ? quote.text : '';
}

/** What the paper tells: the numbers and judgements that its sentences name, and with a table of numbers all of them. A plan tells none. */
export function printed(row: Pick<Statement, 'body' | 'tables' | 'quotes'>): Quote[] {
  const named = new Set(quotesNamed(row).map(({ name }) => name));
  const tabled = row.tables.some(({ name }) => name === FIVE_ONES || name === MONTH);
  return row.quotes.filter(({ kind, name }) => named.has(name) || (tabled && kind === 'figure'));
}
