import { sql } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, always, any, between, not, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { piecesSuffice, wantedGrams, weekOf, weekPiece } from '#platform/search/grams.ts';
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

/** Words in no more records than this are rare: all of them are read at once. */
const FEW = 200;

/** How many weeks are looked at together, newest first, before everything older. */
const WINDOWS = [1, 2, 5, 12, 30, 80];

interface Window {
  from?: string;
  /** The first day after the window; absent in the newest window, to which also belongs what has no day yet. */
  to?: string;
  weeks?: string[];
}

/**
 * The newest records with these words: the newest weeks first and older ones only while too few are found, so that a word that is in
 * every other record costs no more than a rare one. Exactly the first rows of the list by `matching`.
 */
export async function searchNewest<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>): Promise<Found<Row>> {
  const words = wordsIn(sought.words);
  const by = declared.newestBy!;
  const looking: Looking<Row> = { reading, declared, by, words, pieces: wantedGrams(words.join(' ')), contains: containing(declared, words), sought };
  if (looking.pieces.length === 0) return signsOnly(looking);
  const found = new Map((await pendingRows(looking)).map((row) => [row.id, row]));
  let whole = found.size < sought.wanted;
  let inWindows = 0;
  for (const window of await windows(looking)) {
    const rows = await windowRows(looking, window);
    for (const row of rows) found.set(row.id, row);
    inWindows += rows.length;
    whole &&= rows.length < sought.wanted;
    if (inWindows < sought.wanted) continue;
    whole &&= window.from === undefined;
    break;
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

/** Only signs were typed, which are not indexed: every record is read. */
async function signsOnly<Row extends Recorded>(looking: Looking<Row>): Promise<Found<Row>> {
  const rows = await rowsWhere(looking, sql`select r.id`, looking.contains);
  return { rows, all: rows.length < looking.sought.wanted };
}

async function newestDay<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, by: string): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`
    select ${sql.ref(by)} as day from ${sql.table(declared.table)}
    where county_id = ${reading.county} and ${sql.ref(by)} is not null order by ${sql.ref(by)} desc limit 1`.execute(reading.db);
  return rows[0]?.day;
}

/** One window for rare words; else runs of weeks back from the newest day, then everything older. */
async function windows<Row extends Recorded>({ reading, declared, by, pieces }: Looking<Row>): Promise<Window[]> {
  const { rows: few } = await sql`select search_candidates(${declared.name}, ${pieces}::text[]) limit ${FEW + 1}`.execute(reading.db);
  const newest = few.length > FEW ? await newestDay(reading, declared, by) : undefined;
  if (!newest) return [{}];
  let after = weekOf(newest) + 1;
  const runs = WINDOWS.map((length, n): Window => {
    const weeks = Array.from({ length }, (_, back) => weekPiece(after - 1 - back));
    const run = { from: firstDay(after - length), to: n === 0 ? undefined : firstDay(after), weeks: n === 0 ? [weekPiece(null), ...weeks] : weeks };
    after -= length;
    return run;
  });
  return [...runs, { to: firstDay(after) }];
}

const firstDay = (week: number): string => new Date(week * 7 * 86_400_000).toISOString().slice(0, 10);

/** Those not yet indexed, or changed since: read directly. */
const pendingRows = <Row extends Recorded>(looking: Looking<Row>): Promise<Row[]> =>
  rowsWhere(looking, sql`select p.id from search_pending p where p.county_id = ${looking.reading.county} and p.record = ${looking.declared.name}`, looking.contains);

async function windowRows<Row extends Recorded>(looking: Looking<Row>, window: Window): Promise<Row[]> {
  const { declared, pieces, words, contains } = looking;
  const candidates = window.weeks
    ? sql`select search_candidates_of(${declared.name}, ${pieces}::text[], ${window.weeks}::text[])`
    : sql`select search_candidates(${declared.name}, ${pieces}::text[])`;
  const verified = () => rowsWhere(looking, candidates, all(contains, inWindow<Row>(looking.by, window)));
  if (!piecesSuffice(words)) return verified();
  const rows = await rowsWhere(looking, candidates, inWindow<Row>(looking.by, window));
  return rows.every((row) => contains.test(row)) ? rows : verified(); // two pieces shared a key, or the record was changed since
}

/** What has no day yet comes before the newest day. */
function inWindow<Row>(by: keyof Row & string, { from, to }: Window): Predicate<Row> {
  if (to !== undefined) return { test: (row) => String(row[by] ?? '9') < to && (!from || String(row[by]) >= from), sql: (alias) => sql`(${sql.ref(`${alias}.${by}`)} < ${to}::date ${from ? sql`and ${sql.ref(`${alias}.${by}`)} >= ${from}::date` : sql``})` };
  return from ? any(not(present<Row>(by)), between<Row>(by, from, undefined)) : (always as Predicate<Row>);
}

async function rowsWhere<Row extends Recorded>({ reading, declared, by, sought }: Looking<Row>, ids: ReturnType<typeof sql>, where: Predicate<Row>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.* from ${sql.table(declared.table)} as r
    where ${among(reading, declared, all(sought.where, where))} and r.id in (${ids})
    order by ${sql.ref(`r.${by}`)} desc, r.id desc limit ${sought.wanted}`.execute(reading.db);
  return rows;
}

/** As the list is ordered: without a day first, then the newest day, then the newest id. */
const newestFirst = <Row extends Recorded>(by: keyof Row & string) => (a: Row, b: Row): number => {
  const [left, right] = [a[by] as string | null, b[by] as string | null];
  if (left === right) return a.id < b.id ? 1 : -1;
  if (left === null || right === null) return left === null ? -1 : 1;
  return left < right ? 1 : -1;
};
