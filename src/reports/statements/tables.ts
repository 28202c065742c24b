/** The tables of a statement: the year's duties with their numbers, and what a plan sets itself to do. */
import type { Run, Table } from '#platform/documents/model.ts';
import type { Reading } from '#platform/records/act.ts';
import { clauseWords, parameterAt } from '#plans/facts.ts';
import type { QuotedFigure } from '#reports/quote.ts';
import { fiveOnes } from '#reports/statements/numbers.ts';

/** Every figure with its value in the period and in the same period of the year before, where the committee was there then. */
export function fiveOnesTable(figures: readonly QuotedFigure[], before: readonly QuotedFigure[] | undefined): Table {
  const then = new Map(before?.map(({ name, value }) => [name, value]));
  const now = new Map(figures.map((figure) => [figure.name, figure]));
  const rows = fiveOnes.flatMap(({ label, figures: its }) => its.flatMap(({ name }, place) => {
    const figure = now.get(name);
    return figure ? [[place === 0 ? label : '', figure.label, valueOf(figure), ...compared(figure, then.get(name))]] : [];
  }));
  return {
    kind: 'table', rows,
    columns: [
      { label: '五个一', share: 3.6, align: 'left' }, { label: '指标', share: 5.4, align: 'left' }, { label: '本期', share: 2, align: 'right' },
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

/** The parameters that the table of the five ones prints. */
export const printedParameters = ['monthly.required', 'monthly.day', 'quarterly.required', 'half_yearly.required', 'deeds.required'] as const;

/** What each of the five ones asks for, by the plan's parameters of that day. */
export async function tasksTable(reading: Reading, day: string): Promise<Table> {
  const value = async (key: (typeof printedParameters)[number]) => parameterAt(reading, key, day);
  const consultation = await parameterAt(reading, 'label.consultation', day);
  const tasks: [string, string, string, string][] = [
    ['一月一次民情反映', `每月不少于${await value('monthly.required')}次`, `次月${await value('monthly.day')}日前`, 'duty.monthly'],
    ['一季一次调研视察', `每季度不少于${await value('quarterly.required')}次`, '每季度末前', 'duty.quarterly'],
    [`半年一次${consultation}`, `每半年不少于${await value('half_yearly.required')}次`, '6月、12月底前', 'duty.half_yearly'],
    ['一年一次提案征集', '组织委员提出提案，推荐重点提案', '按县政协通知', 'duty.yearly'],
    ['一人一件民生实事', `每名委员不少于${await value('deeds.required')}件`, '12月底前', 'duty.deed'],
  ];
  const rows: string[][] = [];
  for (const [task, amount, until, clause] of tasks) rows.push([task, amount, until, (await clauseWords(reading, clause, day)) ?? '—']);
  return {
    kind: 'table', rows,
    columns: [{ label: '任务', share: 3.6, align: 'left' }, { label: '数量', share: 4.4, align: 'left' }, { label: '时限', share: 3, align: 'left' }, { label: '依据', share: 4.6, align: 'left' }],
  };
}

/** The months of a year with what falls into each. */
export function calendarTable(): Table {
  const rows = Array.from({ length: 12 }, (_, place) => [`${place + 1}月`, [...fixed(place + 1)].join('；')]);
  return { kind: 'table', rows, columns: [{ label: '月份', share: 2, align: 'center' }, { label: '安排', share: 13, align: 'left' }] };
}

function* fixed(month: number): Iterable<string> {
  yield '登记和反映民情，报上月月报';
  if (month === 1) yield '报年度工作计划';
  if (month % 3 === 2) yield '开展本季度调研视察';
  if (month === 5 || month === 10) yield '开展本半年协商';
  if (month === 6) yield '报半年工作报告';
  if (month === 11) yield '核对委员民生实事，补齐缺项';
  if (month === 12) yield '报下半年工作报告和年度工作总结';
}
