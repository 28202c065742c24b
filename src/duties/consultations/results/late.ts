import { sql, type SqlBool } from 'kysely';
import type { ListFilter } from '#platform/http/listing.tsx';
import type { Predicate } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { choiceFilter } from '#platform/ui/filters.tsx';
import type { ResultList } from '#duties/consultations/results/record.ts';

/** Reported to the county later than the plan says, or not yet although the day is over. Domain rules 5.1 (S133: results are filed). */
export const filedLate = (day: string = today()): Predicate<ResultList> => ({
  test: ({ state, file_by, filed_on }) => state !== 'void' && Boolean(file_by) && (filed_on ?? day) > file_by!,
  sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.state`)} <> 'void' and coalesce(${sql.ref(`${alias}.filed_on`)}, ${day}::date) > ${sql.ref(`${alias}.file_by`)}`,
});

export const lateFiling = <Around>(): ListFilter<ResultList, Around> => ({
  names: ['filing'],
  draw: () => choiceFilter('filing', '备案', [{ value: 'late', label: '报晚了的，过期没有报的' }], { more: true }),
  where: (value) => (value('filing') === 'late' ? filedLate() : undefined),
});
