import { sectorChoices, unitChoices } from '#institutions/facts.ts';
import { ratioOn, type Derived, type Figure, type Ratio } from '#platform/figures/figure.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Standing } from '#platform/records/moment.ts';
import { countDrawn, type Drawn } from '#duties/proposals/drawn.ts';
import { countAmongProposals, countAndDivide, MOST_ROWS, type Division, type Share } from '#duties/proposals/statistics/breakdown.ts';
import { NONE } from '#platform/figures/dimension.ts';
import type { Dimension } from '#duties/proposals/statistics/dimensions.ts';
import { ofSpan, spanQuery, type Span } from '#duties/proposals/statistics/span.ts';
import { chapters, tables, toldFigures, toldRatios, type DividedTable, type TableColumn } from '#duties/proposals/statistics/told.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** A number with the list that it counts. */
export interface Counted {
  value: number;
  href: string;
}

export interface ToldFigure extends Counted, Pick<Figure, 'name' | 'label' | 'definition' | 'unit'> {
  /** In the span before. */
  was?: number;
}

export interface ToldRatio extends Pick<Ratio, 'name' | 'label' | 'definition' | 'convention' | 'decimals'> {
  numerator: Counted;
  denominator: Counted;
  was?: { numerator: number; denominator: number };
}

export interface ToldChapter {
  label: string;
  figures: ToldFigure[];
  ratios: ToldRatio[];
}

export interface ToldRow {
  key: string;
  words: string;
  cells: (Counted | undefined)[];
}

export interface ToldTable {
  label: string;
  columns: { label: string; definition: string }[];
  rows: ToldRow[];
  /** The whole figures, and where the rows add up to something else. */
  totals: Counted[];
  remark?: string;
  drawn: boolean;
}

export interface Statistics {
  span: Span;
  before?: Span;
  at: Date;
  chapters: ToldChapter[];
  tables: ToldTable[];
}

export interface Wanted {
  span: Span;
  before?: Span;
  /** By which day's conventions the rates are reckoned. */
  day: string;
}

/** All of it, for one span and moment; every number with its list at that moment. */
export async function statisticsOn({ reading, at }: Standing, { span, before, day }: Wanted): Promise<Statistics> {
  const ratios: Ratio[] = [];
  for (const declared of toldRatios) ratios.push(await ratioOn(reading, declared, day));
  const figures = [...new Set([...toldFigures, ...sums])];
  const { numbers: now, shares } = await numbersAndShares(reading, figures, ofSpan(span));
  const then = before && (await numbersAmong(reading, figures, ofSpan(before)));
  const address = addressing(span, at);
  const byName = new Map(figures.map((figure) => [figure.name, figure]));
  return {
    span, before, at,
    chapters: chapters.map((chapter) => ({
      label: chapter.label,
      figures: chapter.figures.map((figure) => toldFigure(figure, now, then, address)),
      ratios: chapter.ratios.map(({ name }) => toldRatio(ratios.find((ratio) => ratio.name === name)!, byName, now, then, address)),
    })),
    tables: await dividedTables(reading, shares, now, address),
  };
}

const sums: readonly Figure[] = tables.flatMap(({ columns }) => columns.flatMap(({ sum, figure }) => (sum ? [sum, figure] : [figure])));

type Numbers = ReadonlyMap<string, number>;
type Address = (figure: Figure, narrowed?: readonly [Dimension, string]) => string;

/** Where the list of a figure is: pinned to the moment, so that it stays as long as the number. */
function addressing(span: Span, at: Date): Address {
  const same: [string, string][] = [...spanQuery(span), ['asof', at.toISOString()]];
  return ({ name, derived }, narrowed) => {
    const row: [string, string][] = narrowed ? [[narrowed[0].name, narrowed[1]]] : [];
    return `/${derived?.path ?? proposal.path}?${new URLSearchParams([['figure', name], ...same, ...row])}`;
  };
}

/** The numbers of figures over these proposals, and over what is drawn from them. */
export async function numbersAmong(reading: Reading, figures: readonly Figure[], among: Predicate<Proposal>): Promise<Numbers> {
  return withDrawn(reading, figures, among, await countAmongProposals(reading, figures.filter(({ derived }) => !derived), among));
}

/** The same, with those of proposals divided for the tables, since these are counted together. */
async function numbersAndShares(reading: Reading, figures: readonly Figure[], among: Predicate<Proposal>): Promise<{ numbers: Numbers; shares: Shares }> {
  const { whole, shares } = await countAndDivide(reading, { whole: figures.filter(({ derived }) => !derived), divisions }, among);
  return { numbers: await withDrawn(reading, figures, among, whole), shares };
}

type Shares = ReadonlyMap<Dimension, Share[]>;

/** Each dimension that a table uses, with all figures that any table asks by it. */
const divisions: readonly Division[] = [...Map.groupBy(tables.flatMap(({ by, columns }) => columns.map((column) => ({ by: column.by ?? by, figure: column.figure }))), ({ by }) => by)]
  .map(([by, some]) => ({ by, figures: [...new Set(some.map(({ figure }) => figure))] }));

async function withDrawn(reading: Reading, figures: readonly Figure[], among: Predicate<Proposal>, numbers: Map<string, number>): Promise<Numbers> {
  for (const [derived, theirs] of Map.groupBy(figures, (figure) => figure.derived)) {
    if (derived) for (const [name, n] of await countDrawn(reading, drawnBy(derived).select(reading, among), theirs)) numbers.set(name, n);
  }
  return numbers;
}

/** What is told here of rows that follow from proposals is drawn from them. */
const drawnBy = (derived: Derived): Drawn<any> => derived as Drawn<any>;

const toldFigure = (figure: Figure, now: Numbers, then: Numbers | undefined, address: Address): ToldFigure => ({
  name: figure.name, label: figure.label, definition: figure.definition, unit: figure.unit,
  value: now.get(figure.name) ?? 0, was: then?.get(figure.name), href: address(figure),
});

function toldRatio(ratio: Ratio, figures: ReadonlyMap<string, Figure>, now: Numbers, then: Numbers | undefined, address: Address): ToldRatio {
  const part = (name: string): Counted => ({ value: now.get(name) ?? 0, href: address(figures.get(name)!) });
  const { name, label, definition, convention, decimals } = ratio;
  return {
    name, label, definition, convention, decimals, numerator: part(ratio.numerator), denominator: part(ratio.denominator),
    was: then && { numerator: then.get(ratio.numerator) ?? 0, denominator: then.get(ratio.denominator) ?? 0 },
  };
}

async function dividedTables(reading: Reading, shares: Shares, now: Numbers, address: Address): Promise<ToldTable[]> {
  const names = { sector: namesOf(await sectorChoices(reading)), unit: namesOf(await unitChoices(reading)) };
  const told: ToldTable[] = [];
  for (const table of tables) {
    const rows = sharesOf(table, shares);
    if (rows.size > 0) told.push(toldTable(table, rows, { now, names, address }));
  }
  return told;
}

const namesOf = (choices: readonly { value: string; label: string }[]): ReadonlyMap<string, string> => new Map(choices.map(({ value, label }) => [value, label]));

/** The numbers of each column by the row's value. */
function sharesOf({ by, columns }: DividedTable, shares: Shares): Map<string, Map<TableColumn, number>> {
  const found = new Map<string, Map<TableColumn, number>>();
  for (const [dimension, theirs] of Map.groupBy(columns, (column) => column.by ?? by)) {
    for (const { key, numbers } of shares.get(dimension)!) {
      const row = found.get(key) ?? new Map<TableColumn, number>();
      for (const column of theirs) row.set(column, numbers.get(column.figure.name) ?? 0);
      found.set(key, row);
    }
  }
  return found;
}

interface Known {
  now: Numbers;
  names: Readonly<Record<'sector' | 'unit', ReadonlyMap<string, string>>>;
  address: Address;
}

function toldTable({ label, by, columns, drawn }: DividedTable, shares: Map<string, Map<TableColumn, number>>, { now, names, address }: Known): ToldTable {
  const rows = [...shares].map(([key, numbers]): ToldRow => ({
    key, words: wordsOf(by, key, names),
    cells: columns.map((column) => {
      const value = numbers.get(column);
      return value === undefined ? undefined : { value, href: address(column.figure, [column.by ?? by, key]) };
    }),
  })).toSorted((a, b) => Number(a.key === NONE) - Number(b.key === NONE));
  const totals = columns.map(({ figure, sum = figure }): Counted => ({ value: now.get(sum.name) ?? 0, href: address(sum) }));
  return { label, columns: columns.map(({ figure, label: words }) => ({ label: words, definition: figure.definition })), rows, totals, remark: remarkOn(by, rows, totals), drawn: drawn === true };
}

const wordsOf = ({ words, named, none }: Dimension, key: string, names: Known['names']): string =>
  (key === NONE ? (none ?? '没有写明') : (words?.[key] ?? (named ? (names[named].get(key) ?? '（已不在名册）') : key)));

/** Why the rows do not add up to the total, where they do not. */
function remarkOn({ several, label }: Dimension, rows: readonly ToldRow[], totals: readonly Counted[]): string | undefined {
  if (rows.length >= MOST_ROWS) return `只列件数最多的${MOST_ROWS}行，其余的没有列出，合计是全部的。`;
  const apart = totals.some(({ value }, place) => rows.reduce((sum, { cells }) => sum + (cells[place]?.value ?? 0), 0) !== value);
  return several && apart ? `一件提案有几个${label}的，每行各计一次；合计按件数，所以各行相加可能多于合计。` : undefined;
}
