/** A statement as an official paper. Pure: the same row gives the same paper, whenever it is printed. */
import type { Block, OfficialPaper } from '#platform/documents/model.ts';
import { dayOf, printedMoment } from '#platform/time.ts';
import { annexOf } from '#reports/annex.ts';
import { compose } from '#reports/compose.ts';
import type { Quote } from '#reports/quote.ts';
import { readTemplate, tokensOf, type TemplateLine } from '#reports/template.ts';
import { FIVE_ONES, MONTH } from '#reports/statements/wording.ts';
import { periodOfRow, type NamedTable, type Statement } from '#reports/statements/record.ts';

/** A line that places a table: 〔五个一数据表〕. */
export const tableMark = /^〔(.{1,40})〕$/u;

export const paragraphsOf = (body: string): string[] => body.split('\n').map((line) => line.trim()).filter((line) => line !== '');

export interface Written {
  paper: OfficialPaper;
  /** What whoever reads the draft should know. */
  remarks: readonly string[];
}

export function write(row: Statement): Written {
  const quotes = new Map(row.quotes.map((quote) => [quote.name, quote]));
  const { lines } = readTemplate(sentencesOf(row.body));
  const named = new Set(tokensOf(lines).map(({ name }) => name));
  const remarks: string[] = [];
  const blocks = pieces(row.body).flatMap((piece) => blocksOf(piece, row.tables, quotes, remarks));
  const fact = (name: string): string => factIn(quotes, name);
  const common = {
    title: row.title, date: row.submitted_on ?? dayOf(row.as_of), organ: fact('committee'), blocks,
    attachments: [...annexes(row), ...annexOf([...named].flatMap((name) => quotes.get(name) ?? []), { sentence: `期间：${periodOfRow(row)}。记录截至：${printedMoment(row.as_of)}。` })],
  };
  const signatories = [fact('signatory')].filter(Boolean);
  const paper: OfficialPaper = row.kind === 'monthly'
    ? { ...common, layout: 'address', byline: [fact('committee'), ...signatories.map((name) => `签发：${name}`)].join('　') }
    : { ...common, layout: 'formal', mark: fact('committee'), signatories, addressee: fact('body'), sealed: true };
  return { paper, remarks: [...new Set(remarks)] };
}

function factIn(quotes: ReadonlyMap<string, Quote>, name: string): string {
  const quote = quotes.get(name);
  return quote?.kind === 'fact' ? quote.text : '';
}

/** What the paper tells: the numbers and judgements that its sentences name, and with a table of numbers all of them. A plan tells none. */
export function printed(row: Pick<Statement, 'body' | 'tables' | 'quotes'>): Quote[] {
  const named = new Set(tokensOf(readTemplate(sentencesOf(row.body)).lines).map(({ name }) => name));
  const tabled = row.tables.some(({ name }) => name === FIVE_ONES || name === MONTH);
  return row.quotes.filter(({ kind, name }) => named.has(name) || (tabled && kind === 'figure'));
}

/** The body without the lines that only place a table. */
const sentencesOf = (body: string): string => paragraphsOf(body).filter((line) => !tableMark.test(line)).join('\n');

type Piece = { table: string } | { lines: TemplateLine[] };

function pieces(body: string): Piece[] {
  return paragraphsOf(body).map((line) => {
    const table = tableMark.exec(line)?.[1];
    return table === undefined ? { lines: readTemplate(line).lines } : { table };
  });
}

function blocksOf(piece: Piece, tables: readonly NamedTable[], quotes: ReadonlyMap<string, Quote>, remarks: string[]): readonly Block[] {
  if ('table' in piece) return tables.filter(({ name, annex }) => name === piece.table && !annex).map(({ table }) => table);
  const composed = compose(piece.lines, quotes);
  remarks.push(...composed.remarks);
  return composed.blocks;
}

/** Tables that stand behind the body, while the body names them. */
const annexes = ({ body, tables }: Statement) =>
  tables.filter(({ name, annex }) => annex && paragraphsOf(body).includes(`〔${name}〕`)).map(({ name, table }) => ({ title: name, blocks: [table] }));
