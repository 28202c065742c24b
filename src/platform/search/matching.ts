import { sql, type SqlBool } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import { normal, wantedGrams } from '#platform/search/grams.ts';

const MOST_WORDS = 5;

/**
 * Records in whose searchable columns every word occurs. The index of characters and pairs finds candidates; those
 * written since the last indexing are looked at directly, so nobody misses what was just entered; and each candidate
 * is read again, because a pair may straddle what the words do not.
 */
export function matching<Row extends Recorded>(declared: Lifecycle<Row>, typed: string): Predicate<Row> {
  const words = normal(typed).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const columns = declared.searchable ?? [];
  const pieces = wantedGrams(words.join(' '));
  return {
    test: (row) => words.every((word) => columns.some((column) => normal(String(row[column] ?? '')).includes(word))),
    sql: (alias) => {
      const text = sql`lower(normalize(concat_ws(chr(1), ${sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)))}), NFKC))`;
      const contains = sql.join(words.map((word) => sql<SqlBool>`position(${word} in ${text}) > 0`), sql` and `);
      if (words.length === 0) return sql<SqlBool>`true`;
      if (pieces.length === 0) return sql<SqlBool>`(${contains})`;
      const tsquery = pieces.map((piece) => `'${piece.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' & ');
      return sql<SqlBool>`(${sql.ref(`${alias}.id`)} in (
          select s.id from search_entries s
          where s.county_id = ${sql.ref(`${alias}.county_id`)} and s.record = ${declared.name} and s.grams @@ ${tsquery}::tsquery
          union all
          select p.id from search_pending p where p.county_id = ${sql.ref(`${alias}.county_id`)} and p.record = ${declared.name}
        ) and ${contains})`;
    },
  };
}
