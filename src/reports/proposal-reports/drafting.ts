/** One click drafts a report from the records; another takes the numbers anew and leaves the sentences alone. */
import { percentage } from '#platform/figures/percentage.ts';
import type { Run, Table } from '#platform/documents/model.ts';
import { program } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { dayOf, printedMoment } from '#platform/time.ts';
import { before, sittingsKnown, spanWords, statisticsOn, type Span, type Statistics, type ToldRow, type ToldTable } from '#duties/proposals/statistics/facts.ts';
import { paragraphsOf, type NamedTable } from '#reports/wording/body.ts';
import { countyOf } from '#reports/quoting/county-words.ts';
import { tableMark } from '#reports/wording/table-marks.ts';
import type { Quote, QuotedFact } from '#reports/quoting/quote.ts';
import { kinds, type Kind, type ProposalReport } from '#reports/proposal-reports/record.ts';
import { wordings } from '#reports/proposal-reports/wording.ts';

/** What the records give at a moment: everything of a report but its sentences. */
export type Numbers = Pick<ProposalReport, 'as_of' | 'quotes' | 'tables'>;

/** Takes the numbers of the moment, the same for everybody who writes. */
export async function numbersOf(plain: Reading, span: Span): Promise<Numbers> {
  const standing = await standingAt({ ...plain, actor: program(plain.county) });
  const { reading, at } = standing;
  const told = await statisticsOn(standing, { span, before: before(span, await sittingsKnown(reading)), day: 'to' in span ? span.to : dayOf(new Date()) });
  return { as_of: at, quotes: [...(await factsOf(reading, span, at)), ...quotesOf(told)], tables: told.tables.map((table): NamedTable => ({ name: table.label, table: printedTable(table) })) };
}

const quotesOf = ({ chapters }: Statistics): Quote[] => chapters.flatMap(({ figures, ratios }) => [
  ...figures.map(({ name, label, definition, unit, value, href }): Quote => ({ kind: 'figure', name, label, definition, unit, value, href })),
  ...ratios.map(({ name, label, definition, convention, decimals, numerator, denominator }): Quote => ({
    kind: 'ratio', name, label, definition, convention, decimals, numerator: numerator.value, denominator: denominator.value, href: numerator.href,
  })),
]);

async function factsOf(reading: Reading, span: Span, at: Date): Promise<QuotedFact[]> {
  const { bodyName } = await countyOf(reading);
  const fact = (name: string, label: string, definition: string, text: string): QuotedFact => ({ kind: 'fact', name, label, definition, text });
  return [
    fact('body', '政协全称', '县政协的全称，落款用。', bodyName),
    fact('period', '统计期间', '报告写的是哪次会议、哪段时间的提案。', spanWords(span)),
    fact('moment', '截至', '数字截至的时刻。', printedMoment(at)),
  ];
}

/** As on the page, with the share of the first column. */
function printedTable({ label, columns, rows, totals }: ToldTable): Table {
  const base = totals[0]!.value;
  const line = ({ words, cells }: Pick<ToldRow, 'words' | 'cells'>): (string | Run)[] => [
    words, ...columns.map((_, place): string | Run => (cells[place] ? { text: String(cells[place].value), href: cells[place].href } : '—')), (cells[0] && percentage(cells[0].value, base, 1)) ?? '—',
  ];
  return {
    kind: 'table', rows: [...rows, { words: '合计', cells: totals }].map(line),
    columns: [
      { label: label.replace('按', ''), share: 4, align: 'left' },
      ...columns.map((column) => ({ label: column.label, share: 1.8, align: 'right' as const })), { label: '占比', share: 1.8, align: 'right' },
    ],
  };
}

/** The body as it is first written: the wording of its kind, without places for tables that have no rows. */
export const firstBody = (kind: Kind, { tables }: Numbers): string =>
  paragraphsOf(wordings[kind]).filter((line) => {
    const placed = tableMark.exec(line)?.[1];
    return placed === undefined || tables.some(({ name }) => name === placed);
  }).join('\n');

/** 关于九届四次会议提案工作情况的报告 */
export const titleOf = (kind: Kind, span: Span): string => `关于${spanWords(span)}${kinds[kind].replace('报告', '的报告')}`;
