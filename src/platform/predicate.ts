import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * One condition over a record, with one meaning in memory and in SQL.
 *
 * Everything that must hold in both places (who may see, what a figure counts, what a list filters) is built from
 * these few pieces, so the two readings cannot drift apart; `predicate.test.ts` proves it over random rows.
 */
export interface Predicate<Row> {
  test(row: Row): boolean;
  /**
   * The same condition on the table or subquery called `alias`. It may be null, which counts as false wherever conditions are
   * asked and `not` minds it: wrapping each comparison instead would keep every index from being used.
   */
  sql(alias: string): RawBuilder<SqlBool>;
}

type Column<Row> = keyof Row & string;
type Plain = string | number | boolean;

export const always: Predicate<unknown> = { test: () => true, sql: () => sql<SqlBool>`true` };
export const never: Predicate<unknown> = { test: () => false, sql: () => sql<SqlBool>`false` };

/** `always` or `never`: for conditions that depend on the actor alone. */
export const when = (holds: boolean): Predicate<unknown> => (holds ? always : never);

export function is<Row>(column: Column<Row>, value: Plain): Predicate<Row> {
  return {
    test: (row) => row[column] === value,
    sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.${column}`)} = ${value}`,
  };
}

export function oneOf<Row>(column: Column<Row>, values: readonly Plain[]): Predicate<Row> {
  if (values.length === 0) return never as Predicate<Row>;
  return {
    test: (row) => (values as readonly unknown[]).includes(row[column]),
    sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.${column}`)} in (${sql.join(values)})`,
  };
}

/** The list of ids in the column (a `uuid[]`) has one of these. */
export function holdsAny<Row>(column: Column<Row>, ids: readonly string[]): Predicate<Row> {
  if (ids.length === 0) return never as Predicate<Row>;
  return {
    test: (row) => ((row[column] ?? []) as readonly string[]).some((id) => ids.includes(id)),
    sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.${column}`)} && ${ids}::uuid[]`,
  };
}

/** The text in the column has these words somewhere. */
export function mentions<Row>(column: Column<Row>, words: string): Predicate<Row> {
  if (words === '') return never as Predicate<Row>;
  return {
    test: (row) => String(row[column] ?? '').includes(words),
    sql: (alias) => sql<SqlBool>`strpos(${sql.ref(`${alias}.${column}`)}, ${words}) > 0`,
  };
}

/** The column holds something. */
export function present<Row>(column: Column<Row>): Predicate<Row> {
  return {
    test: (row) => row[column] !== null && row[column] !== undefined,
    sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.${column}`)} is not null`,
  };
}

/** From the first day to the last, both included; days are `YYYY-MM-DD`, whose text order is the order of time. */
export function between<Row>(column: Column<Row>, from: string | undefined, to: string | undefined): Predicate<Row> {
  return {
    test: (row) => {
      const value = row[column];
      if (typeof value !== 'string') return false;
      return (from === undefined || value >= from) && (to === undefined || value <= to);
    },
    sql: (alias) => {
      const ref = sql.ref(`${alias}.${column}`);
      const parts = [sql<SqlBool>`${ref} is not null`];
      if (from !== undefined) parts.push(sql<SqlBool>`${ref} >= ${from}::date`);
      if (to !== undefined) parts.push(sql<SqlBool>`${ref} <= ${to}::date`);
      return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
    },
  };
}

/** Both and all of them; simplified, so that "sees everything" stays recognisable as `always`. */
export function all<Row>(...parts: Predicate<Row>[]): Predicate<Row> {
  if (parts.includes(never)) return never as Predicate<Row>;
  const real = parts.filter((part) => part !== always);
  if (real.length === 0) return always as Predicate<Row>;
  if (real.length === 1) return real[0]!;
  return {
    test: (row) => real.every((part) => part.test(row)),
    sql: (alias) => sql<SqlBool>`(${sql.join(real.map((part) => part.sql(alias)), sql` and `)})`,
  };
}

export function any<Row>(...parts: Predicate<Row>[]): Predicate<Row> {
  if (parts.includes(always)) return always as Predicate<Row>;
  const real = parts.filter((part) => part !== never);
  if (real.length === 0) return never as Predicate<Row>;
  if (real.length === 1) return real[0]!;
  return {
    test: (row) => real.some((part) => part.test(row)),
    sql: (alias) => sql<SqlBool>`(${sql.join(real.map((part) => part.sql(alias)), sql` or `)})`,
  };
}

export function not<Row>(part: Predicate<Row>): Predicate<Row> {
  if (part === never) return always as Predicate<Row>;
  if (part === always) return never as Predicate<Row>;
  return { test: (row) => !part.test(row), sql: (alias) => sql<SqlBool>`((${part.sql(alias)}) is not true)` };
}
