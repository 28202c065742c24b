import { sql, type RawBuilder } from 'kysely';
import { counted, mayUseKept, type Scope } from '#platform/figures/count.ts';
import { NONE, periodKey, type Dimension } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { alikeKept } from '#platform/figures/alike.ts';
import { alikeInColumns } from '#platform/figures/columns/asking.ts';
import { NO_COMMITTEE } from '#platform/figures/kept.ts';
import { looksBack } from '#platform/figures/looking-back.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';

/** One cell of a division: the value in each dimension, and its number. */
export interface Share {
  keys: readonly string[];
  n: number;
}

/** More cells than this a table does not have; a division says what it leaves out. */
export const MOST_SHARES = 2_000;

/**
 * A figure by the values of one or several dimensions: from the kept counts where these have them, else from the records through the condition
 * of the list. Periods in their order, everything else the largest first.
 */
export async function divide(reading: Reading, figure: Figure, by: readonly Dimension[], scope: Scope): Promise<Share[]> {
  const shares = await sharesOf(reading, figure, by, scope);
  return shares.toSorted((a, b) => inOrder(by, a, b));
}

async function sharesOf(reading: Reading, figure: Figure, by: readonly Dimension[], scope: Scope): Promise<Share[]> {
  const kept = mayUseKept(reading, figure, scope);
  if (kept && figure.bodies && by.every((one) => keptBy(figure, one))) return ofBodies(reading, figure, by, scope);
  const alike = (kept || looksBack(reading, figure, scope) ? alikeKept(reading, figure, by, scope) : undefined) ?? (await alikeInColumns(reading, figure, by, scope));
  return alike ? fromAlike(reading, figure, by, alike) : fromRecords(reading, figure, by, scope);
}

function inOrder(by: readonly Dimension[], a: Share, b: Share): number {
  for (const [place, { period }] of by.entries()) {
    if (period && a.keys[place] !== b.keys[place]) return a.keys[place]! < b.keys[place]! ? -1 : 1;
  }
  return b.n - a.n || (a.keys.join() < b.keys.join() ? -1 : 1);
}

/** What kept counts know of records of several committees: the day and each committee, not what the committee's own record says. */
const keptBy = ({ bodies }: Figure, { period, name }: Dimension): boolean => period !== undefined || name === bodies;

async function ofBodies(reading: Reading, figure: Figure, by: readonly Dimension[], { from, to, committee }: Scope): Promise<Share[]> {
  const divided = by.some(({ period }) => !period);
  const key = ({ period }: Dimension) => (period ? periodKey(period, sql.ref('day')) : sql`case when committee_id = ${NO_COMMITTEE} then ${NONE} else committee_id::text end`);
  const whose = committee ? sql`and committee_id = ${committee}` : sql`and committee_id ${divided ? sql`<>` : sql`=`} ${NO_COMMITTEE}`;
  const { rows } = await sql<Row>`
    select ${keysOf(by.map(key))}, sum(n)::float8 as n from kept_counts
    where county_id = ${reading.county} and figure = ${figure.name} ${from ? sql`and day >= ${from}::date` : sql``} ${to ? sql`and day <= ${to}::date` : sql``} ${whose}
    group by 1 having sum(n) <> 0 order by n desc limit ${MOST_SHARES}`.execute(reading.db);
  return rows;
}

interface Row {
  keys: string[];
  n: number;
}

const keysOf = (keys: readonly RawBuilder<unknown>[]) => sql`array[${sql.join(keys)}]::text[] as keys`;

/** Records that are alike in the columns of the dimensions are put together first, so that what a value means is asked once for all of them. */
export async function fromRecords(reading: Reading, figure: Figure, by: readonly Dimension[], scope: Scope): Promise<Share[]> {
  const declared = reading.house.records.get(figure.record)!;
  const columns = ['county_id', ...new Set(by.flatMap((one) => one.columns))].map((column) => sql.ref(`r.${column}`));
  const { each, of } = counting(figure);
  const { rows } = await sql<Row>`
    select ${keysOf(by.map((_, place) => sql.ref(`k${place}.key`)))}, ${of} as n
    from (
      select ${sql.join(columns)}, ${each} from ${source(reading, declared.table, 'r')}
      where ${among(reading, declared, counted(figure, scope))}
      group by ${sql.join(figure.counts && 'distinct' in figure.counts ? [...columns, sql.ref(`r.${figure.counts.distinct}`)] : columns)}
    ) as r ${sql.join(by.map((one, place) => sql`cross join lateral (${one.keys(reading)}) as ${sql.ref(`k${place}`)}`), sql` `)}
    group by 1 having ${of} <> 0 order by n desc limit ${MOST_SHARES}`.execute(reading.db);
  return rows;
}

/** As many records as are alike in the columns of the dimensions stand for themselves: what their values mean is asked as of the records. */
async function fromAlike(reading: Reading, figure: Figure, by: readonly Dimension[], alike: RawBuilder<unknown>): Promise<Share[]> {
  const table = sql.table(reading.house.records.get(figure.record)!.table);
  const { rows } = await sql<Row>`
    select ${keysOf(by.map((_, place) => sql.ref(`k${place}.key`)))}, sum(a.n)::float8 as n
    from (${alike}) as a cross join lateral jsonb_populate_record(null::${table}, a.alike) as r
      ${sql.join(by.map((one, place) => sql`cross join lateral (${one.keys(reading)}) as ${sql.ref(`k${place}`)}`), sql` `)}
    group by 1 having sum(a.n) <> 0 order by n desc limit ${MOST_SHARES}`.execute(reading.db);
  return rows;
}

/** How alike records are counted, and how these counts are put together again. */
function counting({ counts }: Figure): { each: RawBuilder<unknown>; of: RawBuilder<unknown> } {
  if (!counts) return { each: sql`count(*) as n_`, of: sql`sum(r.n_)::float8` };
  if ('sum' in counts) return { each: sql`sum(${sql.ref(`r.${counts.sum}`)}) as n_`, of: sql`coalesce(sum(r.n_), 0)::float8` };
  return { each: sql`${sql.ref(`r.${counts.distinct}`)} as n_`, of: sql`count(distinct r.n_)::float8` };
}
