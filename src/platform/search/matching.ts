import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import { middots } from '#platform/people/dots.ts';
import { initialsText } from '#platform/people/initials.ts';
import { normal, wantedGrams } from '#platform/search/grams.ts';

const MOST_WORDS = 5;

/** The words somebody typed, as they are compared; a full stop in a name stands for its dot. */
export const wordsIn = (typed: string): string[] => normal(typed.replace(/(?<=\p{Script=Han})[.．﹒](?=\p{Script=Han})/gu, '·')).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);

/**
 * Records in whose searchable columns every word occurs. The index of characters and pairs finds candidates; those
 * written since the last indexing are looked at directly, so nobody misses what was just entered; and each candidate
 * is read again, because a pair may straddle what the words do not.
 */
export function matching<Row extends Recorded>(declared: Lifecycle<Row>, typed: string): Predicate<Row> {
  const words = wordsIn(typed);
  const contains = containing(declared, words);
  const pieces = wantedGrams(words.join(' '));
  if (pieces.length === 0) return contains;
  return {
    test: contains.test,
    sql: (alias) => sql<SqlBool>`(${sql.ref(`${alias}.id`)} in (
        select search_candidates(${declared.name}, ${pieces}::text[])
        union all
        select p.id from search_pending p where p.county_id = ${sql.ref(`${alias}.county_id`)} and p.record = ${declared.name}
      ) and ${contains.sql(alias)})`,
  };
}

/** The same without the index, for records as they once stood: the index knows only the present. */
export function containing<Row extends Recorded>(declared: Lifecycle<Row>, words: readonly string[]): Predicate<Row> {
  const columns = declared.searchable ?? [];
  return {
    test: (row) => words.every((word) => columns.some((column) => has(String(row[column] ?? ''), word)) || knownBy(declared, row, word)),
    sql: (alias) => {
      if (words.length === 0) return sql<SqlBool>`true`;
      const text = normalText(sql.join(columns.map((column) => sql.ref(`${alias}.${column}`))));
      return sql<SqlBool>`(${sql.join(words.map((word) => sql<SqlBool>`(position(${word} in ${text}) > 0${orKnownBy(declared, word, alias)})`), sql` and `)})`;
    },
  };
}

/** At least two letters, which are in no name otherwise: the initials of a name's pinyin. */
const initials = /^[a-z]{2,12}$/;

const knownBy = <Row extends Recorded>({ named = [] }: Lifecycle<Row>, row: Row, word: string): boolean =>
  named.length > 0 && initials.test(word) && initialsText(named.map((column) => row[column] as string | null)).includes(word);

/** The database has them from the index: a name is found by its initials a moment after it was written. */
const orKnownBy = (declared: Lifecycle, word: string, alias: string) =>
  (declared.named && initials.test(word)
    ? sql` or exists (
        select from search_entries e where e.county_id = ${sql.ref(`${alias}.county_id`)} and e.record = ${declared.name} and e.id = ${sql.ref(`${alias}.id`)}
          and position(${word} in e.initials) > 0)`
    : sql``);

/**
 * Whether a record has the words as they are, for those who do not read its columns themselves: much cheaper than `containing`, and of what
 * it denies nothing is said.
 */
export function plainly(declared: Lifecycle, words: readonly string[], alias: string): RawBuilder<boolean> {
  if (words.length === 0 || !words.every((word) => onlyHan.test(word))) return sql`false`;
  const columns = (declared.searchable ?? []).map((column) => sql.ref(`${alias}.${String(column)}`));
  const has = (word: string) => sql`(${sql.join(columns.map((column) => sql`strpos(${column}, ${word}) > 0`), sql` or `)})`;
  return sql`coalesce(${sql.join(words.map(has), sql` and `)}, false)`;
}

/** Han characters stay what they are beside whatever follows, so a word of them that stands in a text also stands in its normal form. */
const has = (text: string, word: string): boolean => (onlyHan.test(word) && text.includes(word)) || normal(text).includes(word);
const onlyHan = /^\p{Script=Han}+$/u;

/** `normal` as the database says it: what has no counterpart in the second list goes; chr(1) parts the columns, so that no word is found across two. */
const normalText = (columns: RawBuilder<unknown>) =>
  sql`translate(normalize(concat_ws(chr(1), ${columns}), NFKC), ${`ABCDEFGHIJKLMNOPQRSTUVWXYZ${middots}`}, 'abcdefghijklmnopqrstuvwxyz')`;
