/** Figures by several columns at once, and figures that were put together, from packed columns and what was changed since (decision 32). */
import { sql, type RawBuilder } from 'kysely';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import type { Dimension } from '#platform/figures/dimension.ts';
import { isKept, type Figure } from '#platform/figures/figure.ts';
import { otherwiseAt } from '#platform/figures/looking-back.ts';
import { wholeMonths, type Months } from '#platform/figures/months.ts';
import { counted, seesAll, type Scope } from '#platform/figures/scope.ts';
import { columnedOf, COUNTED, digestOf, keptAt, memberColumn, type Columned } from '#platform/figures/columns/keeping.ts';
import { alikeIn, type Condition, type Packed } from '#platform/figures/columns/packing.ts';
import { any } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';

/**
 * How many records of a figure are alike in the columns of these dimensions: rows of `alike` (these columns as JSON) and `n`. Undefined where it has to be asked of the records: of what
 * is not packed, of a narrower view, of a figure that counts something else than records.
 */
export async function alikeInColumns(reading: Reading, figure: Figure, by: readonly Dimension[], scope: Scope): Promise<RawBuilder<unknown> | undefined> {
  const columned = columnedFor(reading, figure, scope);
  const columns = [...new Set(by.flatMap((one) => one.columns))];
  const span = wholeMonths(scope);
  if (!columned || !span || columns.some((column) => !columned.columns.includes(column) && column !== columned.day)) return undefined;
  const at = await keptAt(reading.db, reading.county, columned, digestOf(reading.db, columned));
  const asked = at && conditionsOf(reading, columned, figure, scope);
  const packs = asked && (await packsOf(reading, columned, [...columns.filter((column) => column !== columned.day), ...asked.map(({ column }) => column)], span));
  if (!at || !asked || !packs) return undefined;
  const found = await alikeInPacks(reading, columned, columns, asked, packs);
  const since = otherwiseAt(reading, figure, { ...scope, ...span.within }, at);
  const pieces = [fromPacks(found), fromRows(columned, columns, since, sql`sum(r.plus)`), ...span.ends.map((end) => fromRows(columned, columns, ofEnd(reading, figure, { ...scope, ...end }), sql`count(*)`))];
  return sql.join(pieces, sql` union all `);
}

/** How many there are in all; undefined as above. */
export async function countInColumns(reading: Reading, figure: Figure, scope: Scope): Promise<number | undefined> {
  const alike = figure.composition && (await alikeInColumns(reading, figure, [], scope));
  if (!alike) return undefined;
  const { rows } = await sql<{ n: number }>`select coalesce(sum(n), 0)::float8 as n from (${alike}) as a`.execute(reading.db);
  return rows[0]!.n;
}

/** Whether the figure, or all that it was put together from, is packed, and this person may be told of all. */
function columnedFor(reading: Reading, figure: Figure, scope: Scope): Columned | undefined {
  const columned = columnedOf(reading.house, figure.record);
  if (!columned || figure.derived || figure.bodies || figure.belonging || figure.counts || !seesAll(reading, figure, scope)) return undefined;
  const names = figure.composition ? [figure.composition.figure, ...figure.composition.with, ...figure.composition.without] : isKept(figure) ? [figure.name] : [];
  return names.length > 0 && names.every((name) => columned.figures.some((one) => one.name === name)) ? columned : undefined;
}

/** What a record must have in which column. */
interface Asked {
  column: string;
  /** Of these words; asked of the database where only that knows. */
  accepted(words: readonly (string | null)[]): Promise<ReadonlySet<string | null>>;
}

function conditionsOf(reading: Reading, columned: Columned, figure: Figure, { committee }: Scope): Asked[] | undefined {
  const { composition } = figure;
  const member = (name: string, word: string): Asked => ({ column: memberColumn({ name }), accepted: async () => new Set([word]) });
  const members = composition
    ? [member(composition.figure, COUNTED), ...composition.with.map((name) => member(name, COUNTED)), ...composition.without.map((name) => member(name, 'false'))]
    : [member(figure.name, COUNTED)];
  const whose: Asked[] = committee ? [{ column: figure.committee!, accepted: async () => new Set([committee]) }] : [];
  const dimensions = dimensionsFor(reading.house, { ...figure, derived: undefined });
  const parts = (composition?.parts ?? []).map(({ dimension, values }): Asked | undefined => {
    const found = dimensions.find(({ name }) => name === dimension);
    const [column, ...more] = found?.columns ?? [];
    if (!found || found.several || column === undefined || more.length > 0 || !columned.columns.includes(column)) return undefined;
    return { column, accepted: (words) => wordsHolding(reading, figure, { dimension: found, column, values }, words) };
  });
  return parts.every((part) => part !== undefined) ? [...members, ...whose, ...parts] : undefined;
}

/** Which words of a column mean one of these values: asked as of a record that has the word. */
async function wordsHolding(reading: Reading, { record }: Figure, { dimension, column, values }: { dimension: Dimension; column: string; values: readonly string[] }, words: readonly (string | null)[]): Promise<ReadonlySet<string | null>> {
  const table = sql.table(reading.house.records.get(record)!.table);
  const { rows } = await sql<{ word: string | null }>`
    select word from unnest(${words}::text[]) as word
      cross join lateral jsonb_populate_record(null::${table}, jsonb_build_object('county_id', ${reading.county}::text, ${column}::text, word)) as r
    where ${any(...values.map((value) => dimension.holding(value, reading))).sql('r')}`.execute(reading.db);
  return new Set(rows.map(({ word }) => word));
}

type Pack = ReadonlyMap<string, Packed>;

/** The columns of each whole month; undefined where one of them is not packed. */
async function packsOf({ db, county }: Reading, { record }: Columned, names: readonly string[], { first, before }: Months): Promise<Map<string, Pack> | undefined> {
  const wanted = [...new Set(names)];
  const { rows } = await sql<{ month: string; name: string } & Packed>`
    select month::text, name, words, codes from kept_columns
    where county_id = ${county} and record = ${record} and name = any(${wanted}::text[]) ${first ? sql`and month >= ${first}::date` : sql``} ${before ? sql`and month < ${before}::date` : sql``}`.execute(db);
  const packs = new Map([...Map.groupBy(rows, ({ month }) => month)].map(([month, theirs]) => [month, new Map(theirs.map((row) => [row.name, row]))]));
  return packs.values().every((pack) => pack.size === wanted.length) ? packs : undefined;
}

interface Alike {
  alike: Record<string, string | null>;
  n: number;
}

async function alikeInPacks(reading: Reading, { day }: Columned, columns: readonly string[], asked: readonly Asked[], packs: ReadonlyMap<string, Pack>): Promise<Alike[]> {
  const accepted = await Promise.all(asked.map((one) => one.accepted([...new Set(packs.values().flatMap((pack) => pack.get(one.column)!.words))])));
  const undated = columns.filter((column) => column !== day);
  const sums = new Map<string, Alike>();
  for (const [month, pack] of packs) {
    const conditions = asked.map(({ column }, place): Condition => ({ column: pack.get(column)!, accepted: accepted[place]! }));
    for (const { words, n } of alikeIn(recordsIn(conditions[0]!.column), undated.map((column) => pack.get(column)!), conditions)) {
      const dated = columns.includes(day) ? { [day]: month } : {};
      const alike = { county_id: reading.county, ...dated, ...Object.fromEntries(undated.map((column, place) => [column, words[place]!])) };
      const key = JSON.stringify(alike);
      sums.set(key, { alike, n: (sums.get(key)?.n ?? 0) + n });
    }
  }
  return [...sums.values()];
}

/** Whether a figure counts a record is one of two words, in one byte. */
const recordsIn = ({ codes }: Packed): number => codes.length;

const fromPacks = (found: readonly Alike[]): RawBuilder<unknown> => sql`select one->'alike' as alike, (one->>'n')::numeric as n from jsonb_array_elements(${JSON.stringify(found)}::jsonb) as one`;

/** The day stands for its month: no dimension asks for less. */
const fromRows = ({ day }: Columned, columns: readonly string[], rows: RawBuilder<unknown>, n: RawBuilder<unknown>): RawBuilder<unknown> => {
  const valueOf = (column: string) => (column === day ? sql`date_trunc('month', ${sql.ref(`r.${column}`)})::date` : sql.ref(`r.${column}`));
  const pairs = [sql`'county_id', r.county_id::text`, ...columns.map((column) => sql`${column}::text, ${valueOf(column)}::text`)];
  return sql`select jsonb_build_object(${sql.join(pairs)}) as alike, ${n} as n from ${rows} group by 1`;
};

const ofEnd = (reading: Reading, figure: Figure, end: Scope): RawBuilder<unknown> => {
  const declared = reading.house.records.get(figure.record)!;
  return sql`(select r.* from ${source(reading, declared.table, 'r')} where ${among(reading, declared, counted(figure, end))}) as r`;
};
