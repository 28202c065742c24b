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

/** The same as JSON objects with `BETWEEN` between them, and how many they are. */
export interface FoundText {
  text: string;
  count: number;
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
export async function searchNewest<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>): Promise<Found<Row>> {
  const words = wordsIn(sought.words);
  const { test } = containing(declared, words);
  const { looks, all } = await search<Row, Row[]>(reading, declared, sought, words, async (newest) => {
    const { rows } = await sql<Row>`${newest}`.execute(reading.db);
    return { shown: rows, count: rows.length, last: (rows.at(-1)?.[declared.newestBy!] ?? null) as string | null, sure: rows.every(test) };
  });
  return { rows: looks.flatMap(({ shown }) => shown), all };
}

/**
 * The same without the confidential columns, for those who only pass it on: written by the database as one text, which is neither taken apart
 * nor put together here.
 */
export async function searchNewestText<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>): Promise<FoundText> {
  const words = wordsIn(sought.words);
  const { looks, all } = await search<Row, string>(reading, declared, sought, words, async (newest) => {
    const { rows: [page] } = await sql<{ text: string | null; count: number; last: string | null; sure: boolean }>`
      with newest as materialized (${newest}), page as (select ${openColumns(reading, declared)} from newest as r)
      select (select string_agg(row_to_json(page)::text, ${BETWEEN}) from page) as text, count(*)::int as count, min(${sql.ref(declared.newestBy!)}) as last, coalesce(bool_and(${plainly(declared, words, 'newest')}), true) as sure
      from newest`.execute(reading.db);
    return { shown: page!.text ?? '', count: page!.count, last: page!.last, sure: page!.sure };
  });
  const filled = looks.filter(({ count }) => count > 0);
  return { text: filled.map(({ shown }) => shown).join(BETWEEN), count: filled.reduce((sum, { count }) => sum + count, 0), all };
}

/** Between two objects, and nowhere within one: JSON as the database writes it has no line breaks of its own. */
export const BETWEEN = ',\n';

/** What one look brought: the records as they are asked for, the day of the last, and whether what was read shows the words to be in each. */
interface Look<Shown> {
  shown: Shown;
  count: number;
  last: string | null;
  sure: boolean;
}

/** What all looks together brought, the newest first. */
interface Looks<Shown> {
  looks: Look<Shown>[];
  /** Whether nothing is left to be found. */
  all: boolean;
}

/** Asks the database for what is wanted of these records. */
type Read<Shown> = (newest: RawBuilder<unknown>) => Promise<Look<Shown>>;

interface Looking<Row extends Recorded, Shown> {
  reading: Reading;
  declared: Lifecycle<Row>;
  by: keyof Row & string;
  words: readonly string[];
  pieces: readonly string[];
  contains: Predicate<Row>;
  sought: Sought<Row>;
  read: Read<Shown>;
}

async function search<Row extends Recorded, Shown>(reading: Reading, declared: Lifecycle<Row>, sought: Sought<Row>, words: readonly string[], read: Read<Shown>): Promise<Looks<Shown>> {
  const looking: Looking<Row, Shown> = { reading, declared, by: declared.newestBy!, words, pieces: wantedGrams(words.join(' ')), contains: containing(declared, words), sought, read };
  return looking.pieces.length === 0 ? signsOnly(looking) : newestWeeksFirst(looking);
}

/** Only signs were typed, which are not indexed: every record is read. */
async function signsOnly<Row extends Recorded, Shown>(looking: Looking<Row, Shown>): Promise<Looks<Shown>> {
  const { wanted } = looking.sought;
  const look = await newestOf(looking, sql.table(looking.declared.table), looking.contains, wanted);
  return { looks: [look], all: look.count < wanted };
}

/**
 * As far back as the same search reached the last time, which is one question while no newer day has come; else, how many the newest week
 * held tells how far the next look must go.
 */
async function newestWeeksFirst<Row extends Recorded, Shown>(looking: Looking<Row, Shown>): Promise<Looks<Shown>> {
  const { wanted } = looking.sought;
  const before = reached.find(looking);
  if (before?.all) return everything(looking);
  const again = before && (await inWeeks(looking, { ...windowOf(weekOf(before.newest) + 1, before.weeks, true), newest: before.newest }, wanted));
  if (again && again.count === wanted) return enough(looking, [again], before!.newest);
  const newest = await newestDay(looking);
  const looks: Look<Shown>[] = [];
  let found = 0;
  let weeks = newest ? (before?.weeks ?? 1) : 0;
  for (let looked = 0; weeks > 0 && looked < FURTHEST; weeks = nextWeeks(looked, found, wanted)) {
    if (looked > 0 && found === 0 && (await isRare(looking))) break;
    const more = await inWeeks(looking, windowOf(weekOf(newest!) + 1 - looked, weeks, looked === 0), wanted - found);
    looks.push(more);
    found += more.count;
    looked += weeks;
    if (found === wanted) return enough(looking, looks, newest!);
  }
  return everything(looking);
}

/** As many as are wanted, and notes how far back they reach. */
function enough<Row extends Recorded, Shown>(looking: Looking<Row, Shown>, looks: Look<Shown>[], newest: string): Looks<Shown> {
  const { last } = looks.at(-1)!;
  reached.keep(looking, { newest, weeks: last ? weekOf(newest) + 1 - weekOf(last) : 1 });
  return { looks, all: false };
}

async function everything<Row extends Recorded, Shown>(looking: Looking<Row, Shown>): Promise<Looks<Shown>> {
  const { wanted } = looking.sought;
  const look = await inWeeks(looking, {}, wanted);
  if (look.count < wanted) reached.keep(looking, { all: true });
  else reached.forget(looking);
  return { looks: [look], all: look.count < wanted };
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

async function newestDay<Row extends Recorded>(looking: Looking<Row, unknown>): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`${newestOfAll(looking)}`.execute(looking.reading.db);
  return rows[0]?.day;
}

const newestOfAll = <Row extends Recorded>({ reading, declared, by }: Looking<Row, unknown>) => sql`
  select ${sql.ref(by)} as day from ${sql.table(declared.table)}
  where county_id = ${reading.county} and ${sql.ref(by)} is not null order by ${sql.ref(by)} desc limit 1`;

async function isRare<Row extends Recorded>({ reading, declared, pieces }: Looking<Row, unknown>): Promise<boolean> {
  const { rows } = await sql`select search_candidates(${declared.name}, ${pieces}::text[]) limit ${FEW + 1}`.execute(reading.db);
  return rows.length <= FEW;
}

async function inWeeks<Row extends Recorded, Shown>(looking: Looking<Row, Shown>, window: Window, most: number): Promise<Look<Shown>> {
  const { reading, declared, pieces, words, contains } = looking;
  const indexed = window.weeks
    ? sql`search_candidates_of(${declared.name}, ${pieces}::text[], ${window.weeks}::text[])`
    : sql`search_candidates(${declared.name}, ${pieces}::text[])`;
  // Those not yet indexed, or changed since, are read directly.
  const known = sql`select ${indexed} union select p.id from search_pending p where p.county_id = ${reading.county} and p.record = ${declared.name}`;
  const candidates = window.newest ? sql`select known.id from (${known}) as known (id) where (${newestOfAll(looking)}) = ${window.newest}::date` : known;
  const inIt = inWindow<Row>(looking.by, window);
  const verified = () => amongThem(looking, candidates, all(contains, inIt), most);
  if (!piecesSuffice(words)) return verified();
  const look = await amongThem(looking, candidates, inIt, most);
  return look.sure ? look : verified(); // two pieces shared a key, or something is not indexed yet
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
const amongThem = <Row extends Recorded, Shown>(looking: Looking<Row, Shown>, candidates: RawBuilder<unknown>, where: Predicate<Row>, most: number): Promise<Look<Shown>> =>
  newestOf(looking, sql`(${candidates}) as candidate (id) cross join lateral (
    select * from ${sql.table(looking.declared.table)} as one where one.county_id = ${looking.reading.county} and one.id = candidate.id offset 0)`, where, most);

const newestOf = <Row extends Recorded, Shown>({ reading, declared, by, sought, read }: Looking<Row, Shown>, from: RawBuilder<unknown>, where: Predicate<Row>, most: number): Promise<Look<Shown>> =>
  read(sql`select r.* from ${from} as r where ${among(reading, declared, all(sought.where, where))} order by ${sql.ref(`r.${by}`)} desc, r.id desc limit ${most}`);
