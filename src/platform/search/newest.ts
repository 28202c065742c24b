import { sql } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, between, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { monthPiece, piecesSuffice, wantedGrams } from '#platform/search/grams.ts';
import { containing, wordsIn } from '#platform/search/matching.ts';

export interface Sought<Row> {
  /** What was typed. */
  words: string;
  /** What else the records must meet. */
  where: Predicate<Row>;
  /** How many are wanted, counted from the newest. */
  wanted: number;
}

export interface Found<Row> {
  rows: Row[];
  /** Whether these are all. */
  all: boolean;
}

/** How many months are looked at together, newest first, before everything older. */
const WINDOWS = [1, 1, 2, 4, 8, 16];

interface Window {
  from?: string;
  to?: string;
  months?: string[];
}

/**
 * The newest records with these words: the newest months first and older ones only while too few are found, so that a word that is in
 * every other record costs no more than a rare one. Exactly the first rows of the list by `matching`.
 */
export async function searchNewest<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>): Promise<Found<Row>> {
  const words = wordsIn(sought.words);
  const by = declared.newestBy!;
  const looking: Looking<Row> = { reading, declared, by, words, pieces: wantedGrams(words.join(' ')), contains: containing(declared, words), sought };
  const found = new Map((await pendingRows(looking)).map((row) => [row.id, row]));
  const pending = found.size;
  let inWindows = 0;
  let whole = pending < sought.wanted;
  for (const window of windowsFrom(await newestDay(reading, declared, by))) {
    const rows = await windowRows(looking, window);
    for (const row of rows) found.set(row.id, row);
    inWindows += rows.length;
    whole &&= rows.length < sought.wanted;
    if (inWindows >= sought.wanted) {
      whole &&= window.from === undefined;
      break;
    }
  }
  const rows = [...found.values()].sort(newestFirst(by));
  return { rows: rows.slice(0, sought.wanted), all: whole && rows.length <= sought.wanted };
}

interface Looking<Row extends Recorded> {
  reading: Reading;
  declared: Lifecycle<Row>;
  by: keyof Row & string;
  words: readonly string[];
  pieces: readonly string[];
  contains: Predicate<Row>;
  sought: Sought<Row>;
}

async function newestDay<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, by: string): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`
    select ${sql.ref(by)} as day from ${sql.table(declared.table)}
    where county_id = ${reading.county} and ${sql.ref(by)} is not null order by ${sql.ref(by)} desc limit 1`.execute(reading.db);
  return rows[0]?.day;
}

/** Runs of months back from the newest day, then everything older and what has no day. */
function windowsFrom(newest: string | undefined): Window[] {
  if (!newest) return [{}];
  let month = Number(newest.slice(0, 4)) * 12 + Number(newest.slice(5, 7)) - 1;
  const windows: Window[] = WINDOWS.map((length) => {
    const months = Array.from({ length }, (_, n) => monthPiece(firstOf(month - n)));
    const window = { from: firstOf(month - length + 1), to: firstOf(month + 1), months };
    month -= length;
    return window;
  });
  return [...windows, { to: firstOf(month + 1) }];
}

/** The first day of a month counted from the year 0. */
const firstOf = (month: number): string => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** Those not yet indexed, or changed since: read directly. */
const pendingRows = <Row extends Recorded>(looking: Looking<Row>): Promise<Row[]> =>
  rowsWhere(looking, sql`select p.id from search_pending p where p.county_id = ${looking.reading.county} and p.record = ${looking.declared.name}`, looking.contains);

async function windowRows<Row extends Recorded>(looking: Looking<Row>, window: Window): Promise<Row[]> {
  const { declared, pieces, words, contains } = looking;
  const candidates = window.months
    ? sql`select search_candidates_of(${declared.name}, ${pieces}::text[], ${window.months}::text[])`
    : sql`select search_candidates(${declared.name}, ${pieces}::text[])`;
  const verified = () => rowsWhere(looking, candidates, all(contains, inWindow<Row>(looking.by, window)));
  if (!piecesSuffice(words)) return verified();
  const rows = await rowsWhere(looking, candidates, inWindow<Row>(looking.by, window));
  return rows.every((row) => contains.test(row)) ? rows : verified(); // two pieces shared a key, or the record was changed since
}

/** `to` is the first day after the window; without `from` the window holds everything older and what has no day. */
function inWindow<Row>(by: keyof Row & string, { from, to }: Window): Predicate<Row> {
  const before: Predicate<Row> = {
    test: (row) => row[by] === null || to === undefined || String(row[by]) < to,
    sql: (alias) => (to === undefined ? sql`true` : sql`(${sql.ref(`${alias}.${by}`)} < ${to}::date ${from ? sql`` : sql`or ${sql.ref(`${alias}.${by}`)} is null`})`),
  };
  return from ? all(between<Row>(by, from, undefined), before) : before;
}

async function rowsWhere<Row extends Recorded>({ reading, declared, by, sought }: Looking<Row>, ids: ReturnType<typeof sql>, where: Predicate<Row>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.* from ${sql.table(declared.table)} as r
    where ${among(reading, declared, all(sought.where, where))} and r.id in (${ids})
    order by ${sql.ref(`r.${by}`)} desc nulls last, r.id desc limit ${sought.wanted}`.execute(reading.db);
  return rows;
}

/** As the list is ordered: the newest day first, without a day last, then the newest id. */
const newestFirst = <Row extends Recorded>(by: keyof Row & string) => (a: Row, b: Row): number => {
  const [left, right] = [a[by] as string | null, b[by] as string | null];
  if (left === right) return a.id < b.id ? 1 : -1;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? 1 : -1;
};
