import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { byWords, NONE, type Dimension } from '#platform/figures/dimension.ts';
import { not, present } from '#platform/predicate.ts';
import { source, type Seen } from '#platform/records/source.ts';
import { categoryWord, type categorised } from '#plans/categories/record.ts';

/** Records by the category that was written, and by what it is called in the list of today. */
export const byCategory = (kind: keyof typeof categorised, label: string): Dimension[] => [byWords<any>('category', label), byCategoryNow(kind, label)];

/** Old words are put with the new ones; only the database knows them. */
export function byCategoryNow(kind: keyof typeof categorised, label: string): Dimension {
  const called = (alias: string, seen: Seen): RawBuilder<string | null> => sql`coalesce(
    (select w.becomes from ${source(seen, categoryWord.table, 'w')} where w.county_id = ${sql.ref(`${alias}.county_id`)} and w.kind = ${kind} and w.was = ${sql.ref(`${alias}.category`)} and w.state = 'in_use'),
    ${sql.ref(`${alias}.category`)})`;
  const full = `${label}（按现行分类）`;
  return {
    name: 'category_now', label: full, columns: ['category'], none: `没有写明${label}`,
    keys: (seen) => sql`select coalesce(${called('r', seen)}, ${NONE}) as key`,
    holding: (value, seen) => (value === NONE ? not(present<any>('category')) : {
      test: () => { throw new Error(`${full} is asked of the database`); },
      sql: (alias) => sql<SqlBool>`${called(alias, seen)} = ${value}`,
    }),
  };
}
