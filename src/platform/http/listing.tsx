import type { Child } from 'hono/jsx';
import type { Figure } from '#platform/figures/figure.ts';
import { composed, compositionIn, type Composition } from '#platform/figures/composition.ts';
import { counted, type Scope } from '#platform/figures/count.ts';
import { isDay } from '#platform/fields.ts';
import type { Surroundings } from '#platform/http/resource.tsx';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, between, is, type Predicate } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { House } from '#platform/records/act.ts';
import { isId, type Order } from '#platform/records/read.ts';
import type { Seen } from '#platform/records/source.ts';
import { containing, matching, wordsIn } from '#platform/search/matching.ts';
import { choiceFilter, daysFilter, textFilter, type Filter, type Option } from '#platform/ui/filters.tsx';

/** A column of a list, of its download and of nothing else: the JSON twin carries the fields. */
export interface ListColumn<Row, Around> {
  key: string;
  label: string;
  /** As drawn on the page. */
  cell(row: Row, around: Around): Child;
  /** As written into a download; the drawn text when absent. */
  plain?(row: Row, around: Around): string | number | null;
  align?: 'end';
  tight?: boolean;
  onCards?: 'title' | 'line' | 'hidden';
  /** False: shown only when chosen. */
  shown?: boolean;
  fixed?: boolean;
  /** The database column it sorts by, when an index serves it. */
  sort?: string;
}

/** One condition a reader may set: how it is drawn and what it means. */
export interface ListFilter<Row, Around> {
  names: string[];
  draw(around: Around): Filter;
  /** The condition for these query values, at the moment that is looked at; undefined when nothing is set. */
  where(value: (name: string) => string | undefined, seen: Seen): Predicate<Row> | undefined;
  /** Of a search: the words typed. `where` says what they mean, but there may be a quicker way to the newest. */
  words?(value: (name: string) => string | undefined): string | undefined;
}

export const stateFilter = <Row extends Recorded, Around>(declared: Lifecycle<Row>): ListFilter<Row, Around> =>
  choiceOn('state', '状态', Object.fromEntries(Object.entries(declared.states).map(([state, { label }]) => [state, label])));

/** One of fixed choices of a column. */
export function choiceOn<Row, Around>(column: keyof Row & string, label: string, options: Readonly<Record<string, string>>, extra: { more?: boolean } = {}): ListFilter<Row, Around> {
  const drawn = Object.entries(options).map(([value, word]) => ({ value, label: word }));
  return {
    names: [column],
    draw: (around) => choiceFilter(column, label, (around as Partial<Surroundings>).choices?.[column] ?? drawn, extra),
    where: (value) => {
      const chosen = value(column);
      if (!chosen) return undefined;
      if (!(chosen in options)) throw badFilter(label);
      return is(column, chosen);
    },
  };
}

/** One of the records that the page knows around the list (committees, sectors, units). */
export function referenceOn<Row, Around>(column: keyof Row & string, label: string, options: (around: Around) => Option[], extra: { more?: boolean } = {}): ListFilter<Row, Around> {
  return {
    names: [column],
    draw: (around) => choiceFilter(column, label, options(around), extra),
    where: (value) => {
      const chosen = value(column);
      if (!chosen) return undefined;
      if (!isId(chosen)) throw badFilter(label);
      return is(column, chosen);
    },
  };
}

/** Yes or no. */
export function tickOn<Row, Around>(column: keyof Row & string, label: string, words: { yes: string; no: string }): ListFilter<Row, Around> {
  return {
    names: [column],
    draw: () => choiceFilter(column, label, [{ value: 'yes', label: words.yes }, { value: 'no', label: words.no }]),
    where: (value) => {
      const chosen = value(column);
      return chosen === 'yes' || chosen === 'no' ? is(column, chosen === 'yes') : undefined;
    },
  };
}

/** A range of days, both ends included. */
export function daysOn<Row, Around>(column: keyof Row & string, label: string, extra: { more?: boolean } = {}): ListFilter<Row, Around> {
  const [from, to] = [`${column}_from`, `${column}_to`];
  return {
    names: [from, to],
    draw: () => daysFilter(column, label, extra),
    where: (value) => {
      const [first, last] = [dayIn(value(from), label), dayIn(value(to), label)];
      return first || last ? between(column, first, last) : undefined;
    },
  };
}

/** Words looked for in the searchable columns. */
export function searchOn<Row extends Recorded, Around>(declared: Lifecycle<Row>, label: string, placeholder?: string): ListFilter<Row, Around> {
  return {
    names: ['q'],
    draw: () => textFilter('q', label, { placeholder }),
    where: (value) => {
      const words = value('q');
      return words ? matching(declared, words) : undefined;
    },
    words: (value) => value('q'),
  };
}

function dayIn(text: string | undefined, label: string): string | undefined {
  if (!text) return undefined;
  const typed = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(text);
  const asDay = typed ? `${typed[1]}-${typed[2]!.padStart(2, '0')}-${typed[3]!.padStart(2, '0')}` : text;
  if (!isDay(asDay)) throw badFilter(label);
  return asDay;
}

const badFilter = (label: string) => new Problem(400, 'bad_filter', `筛选条件“${label}”的值读不懂，请重新选择。`);

export interface Listing<Row extends Recorded, Around> {
  columns: ListColumn<Row, Around>[];
  filters: ListFilter<Row, Around>[];
  /** Key of a sortable column; `-key` is descending. */
  defaultSort: string;
  /** How rows follow each other that the sort holds for equal; without it the newest first. Of few rows only: no index serves it. */
  within?: readonly Order[];
  empty: string;
}

/** What a list's address asks for. */
export interface Asked<Row> {
  where: Predicate<Row>;
  /** Words to be searched, and what else is asked for besides them. */
  search?: { words: string; besides: Predicate<Row> };
  /** The exact length of a list whose end is far. */
  counted: boolean;
  order: Order[];
  page: number;
  size: number;
  figure?: Opened;
}

const PAGE_SIZE = 50;
const LARGEST_PAGE = 200;
/** Nobody turns ten thousand pages; deeper than this the filters are the way. */
const LAST_PAGE = 2_000;

export function ask<Row extends Recorded, Around>(
  house: House, declared: Lifecycle<Row>, listing: Listing<Row, Around>, query: URLSearchParams,
): Asked<Row> {
  const value = (name: string) => query.get(name) || undefined;
  const opened = openedFigure(house, declared, query);
  const besides = all(
    ...listing.filters.filter((filter) => !filter.words).flatMap((filter) => filter.where(value, { house, asOf: opened?.asOf }) ?? []),
    ...(opened ? [counted(opened.figure, opened.scope)] : []),
  );
  const words = listing.filters.map((filter) => filter.words?.(value)).find((typed) => typed !== undefined);
  // The search index knows only the present.
  const found = words === undefined ? [] : [opened?.asOf ? containing(declared, wordsIn(words)) : matching(declared, words)];
  return {
    where: all(besides, ...found),
    search: words === undefined || opened?.asOf ? undefined : { words, besides },
    counted: value('counted') === 'yes',
    order: orderOf(listing, value('sort') ?? listing.defaultSort),
    page: wholeNumber(value('page'), 1, LAST_PAGE),
    size: wholeNumber(value('size'), PAGE_SIZE, LARGEST_PAGE),
    figure: opened,
  };
}

/** The number that opened a list. */
export interface Opened {
  figure: Figure;
  /** How it is put together, to be said with names. */
  composition: Composition;
  scope: Scope;
  asOf?: Date;
}

/** `?figure=…&from=…&to=…&committee=…&asof=…`, perhaps with `with`, `without` and `by.<dimension>`: the list that a number opens. */
function openedFigure(house: House, declared: Lifecycle, query: URLSearchParams): Opened | undefined {
  const composition = compositionIn(query);
  if (!composition) return undefined;
  const value = (name: string) => query.get(name) || undefined;
  const asOf = momentIn(value('asof'));
  const { figure } = composed({ house, asOf }, composition);
  if (figure.record !== declared.name) throw new Problem(404, 'no_figure', '没有这个统计数字，请从“数字与判断”页重新打开。');
  const committee = value('committee');
  if (committee && !isId(committee)) throw badFilter('联络委');
  return { figure, composition, scope: { from: dayIn(value('from'), '起始日期'), to: dayIn(value('to'), '截止日期'), committee }, asOf };
}

/** A moment in an address: ISO 8601 with its offset. */
export function momentIn(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1949 || moment.getUTCFullYear() > 2200) throw badFilter('截止时刻');
  return moment;
}

function orderOf<Row extends Recorded, Around>(listing: Listing<Row, Around>, sort: string): Order[] {
  const descending = sort.startsWith('-');
  const column = listing.columns.find(({ key, sort: by }) => by && key === sort.replace(/^-/, ''));
  return [...(column?.sort ? [{ column: column.sort, descending }] : []), ...(listing.within ?? [])];
}

const wholeNumber = (text: string | undefined, otherwise: number, largest: number): number => {
  const n = Number(text ?? otherwise);
  return Number.isInteger(n) && n >= 1 ? Math.min(n, largest) : otherwise;
};
