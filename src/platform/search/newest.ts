import { sql, type RawBuilder } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, always, any, between, not, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, openColumns } from '#platform/records/read.ts';
import { piecesSuffice, wantedGrams, weekOf, weekPiece } from '#platform/search/grams.ts';
import { reached } from '#platform/search/reached.ts';
import { containing, plainly, wordsIn } from '#platform/search/matching.ts';

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

/** So many weeks are looked at together at most; further back everything older is. */
const LONGEST_WINDOW = 60;
/** After so many weeks without enough, everything older is looked at. */
const FURTHEST = 260;

interface Window {
  from?: string;
  /** The first day after the window; absent in the newest window, to which also belongs what has no day yet. */
  to?: string;
  weeks?: string[];
  /** Nothing is found in it unless this is the newest day of all. */
  newest?: string;
}

/**
 * The newest records with these words: the newest weeks first and older ones only while too few are found, so that a word that is in
 * every other record costs no more than a rare one. Exactly the first rows of the list by `matching`.
 */
export const searchNewest = <Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>): Promise<Found<Row>> =>
  search<Row, Row>(reading, declared, sought, (words) => ({ columns: sql`r.*`, hasWords: containing(declared, words).test }));

/** The same as the texts of JSON objects, without the confidential columns, for those who only pass them on. */
export async function searchNewestText<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>): Promise<{ texts: string[]; all: boolean }> {
  const { rows, all } = await search<Row, { shown: string; sure: boolean }>(reading, declared, sought, (words) => ({
    columns: sql`${sql.ref(`r.${declared.newestBy!}`)}, ${plainly(declared, words, 'r')} as sure,
      (select row_to_json(shown) from (select ${openColumns(reading, declared)}) as shown)::text as shown`,
    hasWords: ({ sure }) => sure,
  }));
  return { texts: rows.map(({ shown }) => shown), all };
}

/** What is read of each record, with the day by which they go, and whether that shows the words to be in it. */
interface Told<Shown> {
  columns: RawBuilder<unknown>;
  hasWords(row: Shown): boolean;
}

interface Looking<Row extends Recorded, Shown> {
  reading: Reading;
  declared: Lifecycle<Row>;
  by: keyof Row & string;
  words: readonly string[];
  pieces: readonly string[];
  contains: Predicate<Row>;
  sought: Sought<Row>;
  told: Told<Shown>;
}

async function search<Row extends Recorded, Shown extends object>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>, tell: (words: readonly string[]) => Told<Shown>): Promise<Found<Shown>> {
  const words = wordsIn(sought.words);
  const by = declared.newestBy!;
  const looking: Looking<Row, Shown> = { reading, declared, by, words, pieces: wantedGrams(words.join(' ')), contains: containing(declared, words), sought, told: tell(words) };
  if (looking.pieces.length === 0) return signsOnly(looking);
  return newestWeeksFirst(looking);
}

/** Only signs were typed, which are not indexed: every record is read. */
async function signsOnly<Row extends Recorded, Shown>(looking: Looking<Row, Shown>): Promise<Found<Shown>> {
  const rows = await rowsOf(looking, sql.table(looking.declared.table), looking.contains);
  return { rows, all: rows.length < looking.sought.wanted };
}

/**
 * As far back as the same search reached the last time, which is one question while no newer day has come; else, how many the newest week
 * held tells how far the next look must go.
 */
async function newestWeeksFirst<Row extends Recorded, Shown extends object>(looking: Looking<Row, Shown>): Promise<Found<Shown>> {
  const { wanted } = looking.sought;
  const before = reached.find(looking);
  if (before?.all) return everything(looking);
  const again = before ? await windowRows(looking, { ...windowOf(weekOf(before.newest) + 1, before.weeks, true), newest: before.newest }) : [];
  if (before && again.length >= wanted) return enough(looking, again, before.newest);
  const newest = await newestDay(looking);
  const rows: Shown[] = [];
  let weeks = newest ? (before?.weeks ?? 1) : 0;
  for (let looked = 0; weeks > 0 && looked < FURTHEST; weeks = nextWeeks(looked, rows.length, wanted)) {
    if (looked > 0 && rows.length === 0 && (await isRare(looking))) break;
    rows.push(...(await windowRows(looking, windowOf(weekOf(newest!) + 1 - looked, weeks, looked === 0))));
    looked += weeks;
    if (rows.length >= wanted) return enough(looking, rows, newest!);
  }
  return everything(looking);
}

/** As many as are wanted, and notes how far back they reach. */
function enough<Shown extends object>(looking: Looking<any, Shown>, rows: readonly Shown[], newest: string): Found<Shown> {
  const { by, sought } = looking;
  const last = (rows[sought.wanted - 1] as Record<string, string | null>)[by];
  reached.keep(looking, { newest, weeks: last ? weekOf(newest) + 1 - weekOf(last) : 1 });
  return { rows: rows.slice(0, sought.wanted), all: false };
}

async function everything<Row extends Recorded, Shown extends object>(looking: Looking<Row, Shown>): Promise<Found<Shown>> {
  const { wanted } = looking.sought;
  const rows = await windowRows(looking, {});
  if (rows.length < wanted) reached.keep(looking, { all: true });
  else reached.forget(looking);
  return { rows, all: rows.length < wanted };
}

/** As many weeks as are likely to hold the rest, with something to spare; when nothing is known yet, eight times as many as before. */
function nextWeeks(looked: number, found: number, wanted: number): number {
  const likely = found === 0 ? looked * 8 : Math.ceil((looked * (wanted - found) * 1.3) / found);
  return Math.min(Math.max(likely, 1), LONGEST_WINDOW);
}

function windowOf(after: number, length: number, isNewest: boolean): Window {
  const weeks = Array.from({ length }, (_, back) => weekPiece(after - 1 - back));
  return { from: firstDay(after - length), to: isNewest ? undefined : firstDay(after), weeks: isNewest ? [weekPiece(null), ...weeks] : weeks };
}

const firstDay = (week: number): string => new Date(week * 7 * 86_400_000).toISOString().slice(0, 10);

async function newestDay(looking: Looking<any, unknown>): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`${newestOfAll(looking)}`.execute(looking.reading.db);
  return rows[0]?.day;
}

const newestOfAll = ({ reading, declared, by }: Looking<any, unknown>) => sql`
  select ${sql.ref(by)} as day from ${sql.table(declared.table)}
  where county_id = ${reading.county} and ${sql.ref(by)} is not null order by ${sql.ref(by)} desc limit 1`;

async function isRare({ reading, declared, pieces }: Looking<any, unknown>): Promise<boolean> {
  const { rows } = await sql`select search_candidates(${declared.name}, ${pieces}::text[]) limit ${FEW + 1}`.execute(reading.db);
  return rows.length <= FEW;
}

async function windowRows<Row extends Recorded, Shown extends object>(looking: Looking<Row, Shown>, window: Window): Promise<Shown[]> {
  const { reading, declared, pieces, words, contains, told } = looking;
  const indexed = window.weeks
    ? sql`search_candidates_of(${declared.name}, ${pieces}::text[], ${window.weeks}::text[])`
    : sql`search_candidates(${declared.name}, ${pieces}::text[])`;
  // Those not yet indexed, or changed since, are read directly.
  const known = sql`select ${indexed} union select p.id from search_pending p where p.county_id = ${reading.county} and p.record = ${declared.name}`;
  const candidates = window.newest ? sql`select known.id from (${known}) as known (id) where (${newestOfAll(looking)}) = ${window.newest}::date` : known;
  const inIt = inWindow<Row>(looking.by, window);
  const verified = () => rowsAmong(looking, candidates, all(contains, inIt));
  if (!piecesSuffice(words)) return verified();
  const rows = await rowsAmong(looking, candidates, inIt);
  return rows.every(told.hasWords) ? rows : verified(); // two pieces shared a key, or something is not indexed yet
}

/** What has no day yet comes before the newest day. */
function inWindow<Row>(by: keyof Row & string, { from, to }: Window): Predicate<Row> {
  if (to !== undefined) return { test: (row) => String(row[by] ?? '9') < to && (!from || String(row[by]) >= from), sql: (alias) => sql`(${sql.ref(`${alias}.${by}`)} < ${to}::date ${from ? sql`and ${sql.ref(`${alias}.${by}`)} >= ${from}::date` : sql``})` };
  return from ? any(not(present<Row>(by)), between<Row>(by, from, undefined)) : (always as Predicate<Row>);
}

/**
 * The candidates one by one: left to itself, the planner, who cannot know how few they are, reads the whole table in the order of the list
 * instead. `offset 0` keeps it from doing so.
 */
const rowsAmong = <Row extends Recorded, Shown>(looking: Looking<Row, Shown>, candidates: RawBuilder<unknown>, where: Predicate<Row>): Promise<Shown[]> =>
  rowsOf(looking, sql`(${candidates}) as candidate (id) cross join lateral (
    select * from ${sql.table(looking.declared.table)} as one where one.county_id = ${looking.reading.county} and one.id = candidate.id offset 0)`, where);

/** What is told of them is made of those that are wanted, not of all that were looked at. */
async function rowsOf<Row extends Recorded, Shown>({ reading, declared, by, sought, told }: Looking<Row, Shown>, from: RawBuilder<unknown>, where: Predicate<Row>): Promise<Shown[]> {
  const newestFirst = sql`order by ${sql.ref(`r.${by}`)} desc, r.id desc`;
  const { rows } = await sql<Shown>`
    select ${told.columns} from (
      select r.* from ${from} as r where ${among(reading, declared, all(sought.where, where))}
      ${newestFirst} limit ${sought.wanted}) as r ${newestFirst}`.execute(reading.db);
  return rows;
}
