import { sql, type RawBuilder } from 'kysely';
import { counted, type Scope } from '#platform/figures/scope.ts';
import { NONE, type Dimension } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { valueIn, WHOLE } from '#platform/figures/kept-shares.ts';
import { NO_COMMITTEE } from '#platform/figures/kept.ts';
import { wholeMonths, type Months } from '#platform/figures/months.ts';
import { otherwiseAt, presentOf } from '#platform/figures/looking-back.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';

/**
 * How many records of a figure are alike in the columns of these dimensions, from what is kept: rows of `alike` (these columns as JSON) and `n`. Undefined where nothing
 * is kept of them: of two columns at once besides committee and day, and of records of which there are never many. A past moment is told from the present.
 */
export function alikeKept(reading: Reading, figure: Figure, by: readonly Dimension[], scope: Scope): RawBuilder<unknown> | undefined {
  if (figure.bodies) return undefined;
  const columns = [...new Set(by.flatMap((one) => one.columns))];
  const [column = WHOLE, ...more] = columns.filter((name) => name !== figure.day && name !== figure.committee);
  if (more.length > 0) return undefined;
  const shared = reading.house.shared.get(figure.record)?.find((one) => one.figure.name === figure.name);
  const span = wholeMonths(scope);
  const kept = span && shared?.columns.includes(column) ? keptByMonth(presentOf(reading), figure, column, scope, span) : column === WHOLE ? keptByDay(reading, figure, scope) : undefined;
  return kept && put(reading, figure, columns, reading.asOf ? sql`${kept} union all ${otherThen(reading, figure, column, scope)}` : kept);
}

/** What was otherwise at the moment that is asked about. */
const otherThen = (reading: Reading, figure: Figure, column: string, scope: Scope): RawBuilder<unknown> => sql`
  select ${committeeOf(figure)}, ${monthOfDay(figure)}, ${valueIn(column)}, r.plus from ${otherwiseAt(reading, figure, scope)}`;

/** Put together by the columns that are asked for: `kept` has `committee_id`, `day`, `value` and `n`. */
function put({ county }: Reading, { day, committee }: Figure, columns: readonly string[], kept: RawBuilder<unknown>): RawBuilder<unknown> {
  const nullable = columns.map((column) => {
    if (column === day) return { column, from: sql.ref('s.day') };
    return column === committee ? { column, from: sql`nullif(s.committee_id, ${NO_COMMITTEE})` } : { column, from: sql`nullif(s.value, ${NONE})` };
  });
  const fields = nullable.map(({ column, from }) => sql`${column}::text, ${from}`);
  return sql`
    select jsonb_build_object('county_id', ${county}::text, ${sql.join(fields)}) as alike, sum(s.n) as n
    from (${kept}) as s group by ${sql.join(columns.map((column) => sql.ref(column === day ? 's.day' : column === committee ? 's.committee_id' : 's.value')))}`;
}

/** The day stands for its month: no dimension asks for less. */
const keptByDay = ({ county }: Reading, { name }: Figure, { from, to, committee }: Scope): RawBuilder<unknown> => sql`
  select committee_id, date_trunc('month', day)::date as day, ${NONE} as value, n from kept_counts
  where county_id = ${county} and figure = ${name} ${from ? sql`and day >= ${from}::date` : sql``} ${to ? sql`and day <= ${to}::date` : sql``} ${committee ? sql`and committee_id = ${committee}` : sql``}`;

/** Whole months from what is kept, the days at both ends from the records. */
function keptByMonth(reading: Reading, figure: Figure, column: string, scope: Scope, { first, before, ends }: Months): RawBuilder<unknown> {
  const whole = sql`
    select committee_id, month as day, value, n from kept_shares
    where county_id = ${reading.county} and figure = ${figure.name} and by_column = ${column}
      ${first ? sql`and month >= ${first}::date` : sql``} ${before ? sql`and month < ${before}::date` : sql``} ${scope.committee ? sql`and committee_id = ${scope.committee}` : sql``}`;
  return sql.join([whole, ...ends.map((end) => fromDays(reading, figure, column, { ...scope, ...end }))], sql` union all `);
}

function fromDays(reading: Reading, figure: Figure, column: string, scope: Scope): RawBuilder<unknown> {
  const declared = reading.house.records.get(figure.record)!;
  return sql`
    select ${committeeOf(figure)}, ${monthOfDay(figure)}, ${valueIn(column)}, count(*) from ${source(reading, declared.table, 'r')}
    where ${among(reading, declared, counted(figure, scope))} group by 1, 2, 3`;
}

const committeeOf = ({ committee }: Figure) => (committee ? sql`coalesce(${sql.ref(`r.${committee}`)}, ${NO_COMMITTEE}::uuid)` : sql`${NO_COMMITTEE}::uuid`);
const monthOfDay = ({ day }: Figure) => sql`date_trunc('month', ${sql.ref(`r.${day!}`)})::date`;
