import { derivedAnswer } from '#platform/http/downloads.ts';
import type { ListColumn } from '#platform/http/listing.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { shownMoment } from '#platform/time.ts';
import { rateWords } from '#duties/proposals/statistics/page.tsx';
import { spanWords } from '#duties/proposals/statistics/span.ts';
import type { Statistics } from '#duties/proposals/statistics/statistics.ts';

/** One number on a line of its own: so it can be filtered and added up in a sheet. */
interface Line {
  table: string;
  row: string;
  column: string;
  value: number | null;
  words: string;
  definition: string;
}

const columns: readonly ListColumn<Line, undefined>[] = [
  { key: 'table', label: '表', cell: ({ table }) => table },
  { key: 'row', label: '项目', cell: ({ row }) => row },
  { key: 'column', label: '指标', cell: ({ column }) => column },
  { key: 'value', label: '数值', cell: ({ words }) => words, plain: ({ value }) => value, align: 'end' },
  { key: 'words', label: '写法', cell: ({ words }) => words, tight: true },
  { key: 'definition', label: '怎样算', cell: ({ definition }) => definition },
];

export const statisticsFile = (visit: Visit, format: 'csv' | 'xlsx', told: Statistics): Promise<Response> =>
  derivedAnswer(visit, format, { title: `提案统计（${spanWords(told.span)}，截至${shownMoment(told.at).replaceAll(':', '.')}）`, columns, rows: linesOf(told) });

export const linesOf = ({ chapters, tables }: Statistics): Line[] => [
  ...chapters.flatMap(({ label, figures, ratios }) => [
    ...figures.map((one): Line => ({ table: label, row: one.label, column: one.label, value: one.value, words: `${one.value}${one.unit}`, definition: one.definition })),
    ...ratios.map((one): Line => {
      const [numerator, denominator] = [one.numerator.value, one.denominator.value];
      return { table: label, row: one.label, column: one.label, value: null, words: `${rateWords({ numerator, denominator, decimals: one.decimals })}（${numerator}/${denominator}）`, definition: `${one.definition}口径：${one.convention}。` };
    }),
  ]),
  ...tables.flatMap(({ label, columns: heads, rows, totals }) => [...rows, { words: '合计', cells: totals }].flatMap(({ words, cells }) =>
    heads.flatMap((head, place): Line[] => {
      const value = cells[place]?.value;
      return value === undefined ? [] : [{ table: label, row: words, column: head.label, value, words: String(value), definition: head.definition }];
    }))),
];
