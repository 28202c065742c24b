import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { between, holdsAny, is, not, present, type Predicate } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';
import { source, type Seen } from '#platform/records/source.ts';
import { quarterWords } from '#platform/time.ts';

/** What a record has no value of. */
export const NONE = '-';

/**
 * One way of dividing the records of one kind. Said once: figures are divided by it, and each number of the division opens the list whose
 * condition is the dimension's name with that value.
 */
export interface Dimension<Row = any> {
  /** In addresses: `by.<name>=<value>`. */
  name: string;
  label: string;
  /** The values of the record `r` as texts, in a column `key`; NONE for none. */
  keys(seen: Seen): RawBuilder<unknown>;
  /** The columns that `keys` reads: records that are alike in these are put together before they are asked. */
  columns: readonly (keyof Row & string)[];
  /** Which records have this value. @throws Problem 400 for a value that it cannot have */
  holding(value: string, seen: Seen): Predicate<Row>;
  /** The words of its values, where these are fixed. */
  words?: Readonly<Record<string, string>>;
  /** Values are ids of these records. */
  named?: string;
  /** Values are the days of this length: they follow each other and are told in their order. */
  period?: Period;
  /** How those without a value are called. */
  none?: string;
  /** A record may have several values: the parts add up to more than there are records. */
  several?: true;
}

export type Period = 'month' | 'quarter' | 'half' | 'year';

/** Dimensions of one kind of record that a slice says besides those that follow from its fields. */
export interface DimensionsSaid {
  record: string;
  dimensions: readonly Dimension[];
}

export const wrongValue = (label: string) => new Problem(400, 'bad_filter', `筛选条件“${label}”的值读不懂，请重新选择。`);

const without = (label: string): string => `没有写明${label}`;

/** A column with few different words: choices, states, a category that the clerk types. */
export function byWords<Row>(column: keyof Row & string, label: string, words?: Readonly<Record<string, string>>): Dimension<Row> {
  return {
    name: column, label, words, columns: [column], none: without(label),
    keys: () => sql`select coalesce(${sql.ref(`r.${column}`)}::text, ${NONE}) as key`,
    holding: (value) => {
      if (value === NONE) return not(present<Row>(column));
      if (words && !(value in words)) throw wrongValue(label);
      return is<Row>(column, value);
    },
  };
}

/** Yes or no; what was not said is no. */
export const byTick = <Row>(column: keyof Row & string, label: string): Dimension<Row> => ({
  name: column, label, words: { true: '是', false: '否' }, columns: [column],
  keys: () => sql`select coalesce(${sql.ref(`r.${column}`)}, false)::text as key`,
  holding: (value) => {
    if (value !== 'true' && value !== 'false') throw wrongValue(label);
    return value === 'true' ? is<Row>(column, true) : not(is<Row>(column, true));
  },
});

/** The record that a column names. */
export const byReference = <Row>(column: keyof Row & string, label: string, named: string): Dimension<Row> => ({
  name: column, label, named, columns: [column], none: without(label),
  keys: () => sql`select coalesce(${sql.ref(`r.${column}`)}::text, ${NONE}) as key`,
  holding: (value) => (value === NONE ? not(present<Row>(column)) : is<Row>(column, idOf(value, label))),
});

/** The records that a column names, each once. */
export const byReferences = <Row>(column: keyof Row & string, label: string, named: string): Dimension<Row> => ({
  name: column, label, named, columns: [column], none: without(label), several: true,
  keys: () => sql`select distinct coalesce(one::text, ${NONE}) as key from unnest(case when cardinality(${sql.ref(`r.${column}`)}) > 0 then ${sql.ref(`r.${column}`)} else array[null]::uuid[] end) as one`,
  holding: (value) => (value === NONE ? emptyList<Row>(column) : holdsAny<Row>(column, [idOf(value, label)])),
});

const emptyList = <Row>(column: keyof Row & string): Predicate<Row> => ({
  test: (row) => ((row[column] ?? []) as readonly string[]).length === 0,
  sql: (alias) => sql<SqlBool>`coalesce(cardinality(${sql.ref(`${alias}.${column}`)}), 0) = 0`,
});

/** What another record says, which this one names: the sector of the member who did the deed. Only the database can answer it. */
export function through<Row>(column: keyof Row & string, label: string, { table, its }: { table: string; its: Dimension }): Dimension<Row> {
  const [theirs] = its.columns as [string];
  const value = (alias: string, seen: Seen) => sql`(select t.${sql.ref(theirs)}::text from ${source(seen, table, 't')} where t.county_id = ${sql.ref(`${alias}.county_id`)} and t.id = ${sql.ref(`${alias}.${column}`)})`;
  const full = `${label}的${its.label}`;
  return {
    name: `${column}.${its.name}`, label: full, words: its.words, named: its.named, columns: [column], none: without(full),
    keys: (seen) => sql`select coalesce(${value('r', seen)}, ${NONE}) as key`,
    holding: (typed, seen) => {
      if (typed !== NONE) its.holding(typed, seen); // refuses what it cannot be
      return {
        test: () => { throw new Error(`${full} is asked of the database`); },
        sql: (alias) => (typed === NONE ? sql<SqlBool>`${value(alias, seen)} is null` : sql<SqlBool>`${value(alias, seen)} = ${typed}`),
      };
    },
  };
}

const lengths: Readonly<Record<Period, { label: string; key: (day: RawBuilder<unknown>) => RawBuilder<unknown>; shape: RegExp; months: number }>> = {
  month: { label: '月份', key: (day) => sql`to_char(${day}, 'YYYY-MM')`, shape: /^\d{4}-(0[1-9]|1[0-2])$/, months: 1 },
  quarter: { label: '季度', key: (day) => sql`to_char(${day}, 'YYYY"-Q"Q')`, shape: /^\d{4}-Q[1-4]$/, months: 3 },
  half: { label: '半年', key: (day) => sql`to_char(${day}, 'YYYY"-H"') || case when extract(month from ${day}) > 6 then 2 else 1 end`, shape: /^\d{4}-H[12]$/, months: 6 },
  year: { label: '年度', key: (day) => sql`to_char(${day}, 'YYYY')`, shape: /^\d{4}$/, months: 12 },
};

export const periods = Object.keys(lengths) as readonly Period[];

/** The month, quarter, half-year or year of the day by which a figure counts. */
export const byPeriod = <Row>(day: keyof Row & string, period: Period): Dimension<Row> => {
  const { label, key, shape } = lengths[period];
  return {
    name: period, label, period, columns: [day],
    keys: () => sql`select ${key(sql.ref(`r.${day}`))} as key where ${sql.ref(`r.${day}`)} is not null`,
    holding: (value) => {
      if (!shape.test(value)) throw wrongValue(label);
      const [from, to] = daysOf(period, value);
      return between<Row>(day, from, to);
    },
  };
};

/** The SQL of a period's key for a day. */
export const periodKey = (period: Period, day: RawBuilder<unknown>): RawBuilder<unknown> => lengths[period].key(day);

/** The period in which a day lies, by its key. */
export function keyOfDay(period: Period, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (period === 'year') return year;
  if (period === 'month') return day.slice(0, 7);
  return period === 'half' ? `${year}-H${month > 6 ? 2 : 1}` : `${year}-Q${Math.ceil(month / 3)}`;
}

/** The first and the last day of a period by its key: 2025-Q3. */
export function daysOf(period: Period, key: string): [from: string, to: string] {
  const { months } = lengths[period];
  const nth = period === 'month' ? Number(key.slice(5)) : period === 'year' ? 1 : Number(key.slice(6));
  const year = Number(key.slice(0, 4));
  const first = (nth - 1) * months;
  const day = (month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
  return [day(first, 1), day(first + months, 0)];
}

/** How a period is written: 2025年3月, 2025年第三季度. */
export function periodWords(period: Period, key: string): string {
  const year = key.slice(0, 4);
  if (period === 'year') return `${year}年`;
  if (period === 'month') return `${year}年${Number(key.slice(5))}月`;
  if (period === 'half') return key.endsWith('1') ? `${year}年上半年` : `${year}年下半年`;
  return quarterWords(year, Number(key.at(-1)));
}

function idOf(value: string, label: string): string {
  if (!isId(value)) throw wrongValue(label);
  return value;
}
