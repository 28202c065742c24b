/** What fills the cells of a superior's sheet: marks that the office sets, or that the words of the sheet suggest. */
import type { Declared } from '#reports/declared.ts';
import { calledBySuperiors } from '#reports/superior-sheets/customary-words.ts';

export const markKinds = {
  cell: '只填这一格',
  column: '这一栏都填它，每个乡镇一行',
  row: '这一行都填它，每个月（季、年）一格',
  list: '从这一格往下列名单，每条一行',
} as const;
export type MarkKind = keyof typeof markKinds;

/** Which column of the list stands in which column of the sheet, and the words over it. */
export interface ListPart {
  letter: string;
  words: string;
  /** Key of a column of the list; `#` counts the rows. */
  column: string;
}

export interface Mark {
  /** Name of the sheet; empty: the one whose header is understood best. */
  sheet: string;
  kind: MarkKind;
  /** `B4` for a cell or where a list begins, `C` for a column, `7` for a row. */
  at: string;
  /** The words that stand there in the sheet, by which it is found again in a changed one; empty: only the place is known. */
  words: string;
  /** `figure:…`, `ratio:…` or `fact:…`; empty: nothing, whatever the words suggest. */
  fills: string;
  parts?: readonly ListPart[];
}

export const keyOf = ({ sheet, kind, at }: Pick<Mark, 'sheet' | 'kind' | 'at'>): string => `${sheet}!${kind}:${at}`;

/** Something that can stand in a cell. */
export interface Source {
  key: string;
  label: string;
  unit?: string;
  /** What superiors often call it. */
  also?: readonly string[];
}

/** What the county, the period and whoever fills in give. */
export const facts = {
  county: '县名', body: '填报单位（本会全称）', period: '统计期间', year: '年份', from: '起始日期', to: '截止日期', filler: '填表人', filled_on: '填表日期',
} as const;
export type Fact = keyof typeof facts;

export const sourcesOf = ({ figures, ratios }: Pick<Declared, 'figures' | 'ratios'>): Source[] => [
  ...figures.map(({ name, label, unit }) => ({ key: `figure:${name}`, label, unit, also: calledBySuperiors[name] })),
  ...ratios.map(({ name, label }) => ({ key: `ratio:${name}`, label, unit: '%' })),
  ...Object.entries(facts).map(([name, label]) => ({ key: `fact:${name}`, label })),
];

export const nameIn = (key: string): string => key.slice(key.indexOf(':') + 1);
