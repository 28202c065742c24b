/** The tables of a report: its numbers beside those of an earlier period. */
import type { Run, Table } from '#platform/documents/model.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';
import { fiveOnes, reported } from '#reports/statements/numbers.ts';

/** Every figure with its value in the period and in the same period of the year before, where the committee was there then. */
export function fiveOnesTable(figures: readonly QuotedFigure[], before: readonly QuotedFigure[] | undefined): Table {
  const then = new Map(before?.map(({ name, value }) => [name, value]));
  const now = new Map(figures.map((figure) => [figure.name, figure]));
  const rows = reported.flatMap(({ label, figures: its }) => its.flatMap(({ name }, place) => {
    const figure = now.get(name);
    return figure ? [[place === 0 ? label : '', figure.label, valueOf(figure), ...compared(figure, then.get(name))]] : [];
  }));
  return {
    kind: 'table', rows,
    columns: [
      { label: '事项', share: 3.6, align: 'left' }, { label: '指标', share: 5.4, align: 'left' }, { label: '本期', share: 2, align: 'right' },
      { label: '上年同期', share: 2.2, align: 'right' }, { label: '增减', share: 1.8, align: 'right' },
    ],
  };
}

/** The month's numbers beside those of the month before, where the committee was there then. Domain forms, monthly_report: 数据表. */
export function monthTable(figures: readonly QuotedFigure[], before: readonly QuotedFigure[] | undefined): Table {
  const then = new Map(before?.map(({ name, value }) => [name, value]));
  const now = new Map(figures.map((figure) => [figure.name, figure]));
  return {
    kind: 'table',
    rows: fiveOnes[0]!.figures.flatMap(({ name }) => {
      const figure = now.get(name);
      return figure ? [[figure.label, valueOf(figure), ...compared(figure, then.get(name))]] : [];
    }),
    columns: [{ label: '指标', share: 7, align: 'left' }, { label: '本月', share: 2.5, align: 'right' }, { label: '上月', share: 2.5, align: 'right' }, { label: '增减', share: 2.5, align: 'right' }],
  };
}

const valueOf = ({ value, unit, href }: QuotedFigure): Run => ({ text: `${value}${unit}`, href });

function compared({ value, unit }: QuotedFigure, then: number | undefined): string[] {
  if (then === undefined) return ['—', '—'];
  return [`${then}${unit}`, value === then ? '持平' : `${value > then ? '+' : '−'}${Math.abs(value - then)}`];
}
