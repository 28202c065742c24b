/** The body of a report that people go on writing: sentences with tokens, and lines that place a table. */
import { paragraph, type Attachment, type Block, type Table } from '#platform/documents/model.ts';
import { invalid } from '#platform/problems.ts';
import { compose, type Composed } from '#reports/wording/compose.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { readTableMark, tableMark } from '#reports/wording/table-marks.ts';
import { readTemplate, tokensOf } from '#reports/wording/template.ts';
import { templateProblems, withNames } from '#reports/wording/tokens.ts';

/** A table that the body places on a line of its own: 〔name〕. */
export interface NamedTable {
  name: string;
  table: Table;
  /** Printed behind the body, as 附件. */
  annex?: boolean;
  /** Under the table: how its shares were rounded, what adds up to more than the total. */
  note?: string;
}

/** A body with what its tokens and its tables stand for. */
export interface Written {
  body: string;
  quotes: readonly Quote[];
  tables: readonly NamedTable[];
}

export const paragraphsOf = (body: string): string[] => body.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** The tables that the body places, by name. */
export const tablesPlaced = (body: string): Set<string> => new Set(paragraphsOf(body).flatMap((line) => tableMark.exec(line)?.[1] ?? []));

/** The numbers and words that its sentences and tables name, in their order, each once. */
export function quotesNamed({ body, quotes }: Pick<Written, 'body' | 'quotes'>): Quote[] {
  const byName = new Map(quotes.map((quote) => [quote.name, quote]));
  return namesIn(body).flatMap((name) => byName.get(name) ?? []);
}

/** The names in its tokens and in the marks of its tables. */
export const namesIn = (body: string): string[] => [...new Set(paragraphsOf(body).flatMap((line) => {
  const placed = tableMark.exec(line)?.[1];
  return placed === undefined ? tokensOf(readTemplate(line).lines).map(({ name }) => name) : (readTableMark(placed)?.figures ?? []);
}))];

/** The body as it is printed, tables in their places. */
export function composeBody({ body, quotes, tables }: Written): Composed {
  const byName = new Map(quotes.map((quote) => [quote.name, quote]));
  const pieces = paragraphsOf(body).map((line): Composed => {
    const placed = tableMark.exec(line)?.[1];
    if (placed === undefined) return compose(readTemplate(line).lines, byName);
    return placedTables(tables.filter(({ name, annex }) => name === placed && !annex));
  });
  return { blocks: pieces.flatMap(({ blocks }) => blocks), remarks: [...new Set(pieces.flatMap(({ remarks }) => remarks))] };
}

/** A table without a row is left out: its head alone would say that something is missing in the print. */
function placedTables(tables: readonly NamedTable[]): Composed {
  const [empty, filled] = [tables.filter(({ table }) => table.rows.length === 0), tables.filter(({ table }) => table.rows.length > 0)];
  return {
    blocks: filled.flatMap(({ table, note }): Block[] => (note ? [table, paragraph(`注：${note}`)] : [table])),
    remarks: empty.map(({ table }) => `按“${table.columns.map(({ label }) => label).join('、')}”列的表里没有记录，正文里没有印。`),
  };
}

/** Tables that stand behind the body, while the body names them. */
export function annexedTables({ body, tables }: Pick<Written, 'body' | 'tables'>): Attachment[] {
  const placed = tablesPlaced(body);
  return tables.filter(({ name, annex }) => annex && placed.has(name)).map(({ name, table }) => ({ title: name, blocks: [table] }));
}

/** The body as it is stored: tokens by their lasting names. @throws Problem 422 that names the line that cannot be read */
export function typedBody(typed: string, { quotes, tables }: Pick<Written, 'quotes' | 'tables'>): string {
  const body = withNames(typed, quotes);
  const unknown = [...tablesPlaced(body)].find((name) => !tables.some((one) => one.name === name));
  if (unknown) throw invalid({ body: `没有“${unknown}”这张表。可以用的：${tables.map(({ name }) => `〔${name}〕`).join('、') || '没有'}。` });
  const [problem] = templateProblems(body.split('\n').map((line) => (tableMark.test(line.trim()) ? '' : line)).join('\n'), quotes);
  if (problem) throw invalid({ body: problem });
  return body;
}
