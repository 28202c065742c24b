import { CompiledQuery, sql, type RawBuilder } from 'kysely';
import { countAnew, digestOfSql, WHOLE, type Counted } from '#platform/figures/kept-shares.ts';
import type { Act, House, Reading } from '#platform/records/act.ts';
import { rowsOf } from '#platform/work-rows.ts';
import type { KeptWork, WorkColumn, WorkKind } from '#platform/work.ts';

/**
 * The work of committees, counted with the writes: how many rows of each kind are alike, by month and committee, in the same `kept_shares` as the shares of
 * figures. An act compares the rows of the records that it wrote as they stood before it with those that stand now, so what is kept follows from the very
 * query that lists them (docs/decisions/0034).
 */

/** Under this name its shares are kept. No figure's name has a colon. */
export const keptNameOf = ({ name }: Pick<WorkKind, 'name'>): string => `work:${name}`;

type Cut = readonly WorkColumn[];

/** In which ways rows are put together: all of them, by each column alone, and by all columns at once. */
const cutsOf = ({ columns }: KeptWork): readonly Cut[] => [[], ...columns.map((column) => [column]), ...(columns.length > 1 ? [columns] : [])];

/** As `by_column` calls a way. */
export const cutName = (cut: Cut): string => (cut.length === 0 ? WHOLE : cut.join());

/** The columns of a row `w` as the JSON under which it is kept. */
export const valueOfCut = (cut: Cut): RawBuilder<string> => (cut.length === 0 ? sql`'[]'` : sql`jsonb_build_array(${sql.join(cut.map((column) => sql.ref(`w.${column}`)))})::text`);

/** The smallest way that is kept and tells these columns; undefined where one of them is not kept. */
export const cutFor = (kept: KeptWork, asked: ReadonlySet<WorkColumn>): Cut | undefined => cutsOf(kept).find((cut) => [...asked].every((column) => cut.includes(column)));

/** The kinds whose work may be told otherwise when a record is written, by the record's name. */
export function keptWorkOf(works: readonly WorkKind[]): Map<string, readonly WorkKind[]> {
  const moving = works.flatMap((kind) => (kind.kept ? [...new Set([kind.record, ...Object.keys(kind.kept.moved ?? {})])].map((record) => ({ record, kind })) : []));
  return new Map([...Map.groupBy(moving, ({ record }) => record)].map(([record, those]) => [record, those.map(({ kind }) => kind)]));
}

/** What the act wrote is counted otherwise than before it; in its transaction, when everything else is written. */
export async function keepWork(act: Act): Promise<void> {
  const written = new Map([...Map.groupBy(act.lines, ({ record }) => record)].map(([record, lines]) => [record, [...new Set(lines.map(({ id }) => id))]]));
  const kinds = new Set([...written.keys()].flatMap((record) => act.house.keptWork.get(record) ?? []));
  for (const kind of kinds) await keepKind(act, kind, written);
}

async function keepKind(act: Act, kind: WorkKind, written: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const concerned = [kind.record, ...Object.keys(kind.kept!.moved ?? {})].filter((record, place, all) => written.has(record) && all.indexOf(record) === place);
  const ask = await questionOf(act, kind, concerned);
  await act.db.executeQuery(ask(act.county, new Date(act.at.getTime() - 1), written)); // every act has a moment of its own, in whole milliseconds
}

type Question = (county: string, before: Date, written: ReadonlyMap<string, readonly string[]>) => CompiledQuery;

/** Put together once: the same for every act that writes these kinds of records, but for the county, the moment and the ids. */
const questions = new WeakMap<House['keptWork'], Map<string, Promise<Question>>>();

function questionOf(act: Act, kind: WorkKind, concerned: readonly string[]): Promise<Question> {
  const { keptWork } = act.house;
  const known = questions.get(keptWork) ?? questions.set(keptWork, new Map()).get(keptWork)!;
  const key = [kind.name, ...concerned].join();
  return known.get(key) ?? known.set(key, compiled(act, kind, concerned)).get(key)!;
}

async function compiled(act: Act, kind: WorkKind, concerned: readonly string[]): Promise<Question> {
  const [county, before] = [`county of ${kind.name}`, new Date(0)]; // stand in their places until they are known
  const ids = new Map(concerned.map((record) => [record, [] as string[]]));
  const now: Reading = { ...act, county, asOf: undefined };
  const then: Reading = { ...now, asOf: before };
  const moved = idsMoved([then, now], kind, ids);
  const sides = await Promise.all([{ reading: then, by: -1 }, { reading: now, by: 1 }].map(async ({ reading, by }) => sql`
    select ${sql.lit(by)} as by, w.* from (${await everyRow(reading, kind)}) as w where w.id = any(${moved})`));
  const { sql: text, parameters } = sql`
    ${adding(now, kind, sql.join(sides, sql` union all `))}
    on conflict (county_id, figure, by_column, month, committee_id, value) do update set n = kept_shares.n + excluded.n`.compile(act.db);
  const recordOf = new Map<unknown, string>([...ids].map(([record, own]) => [own, record]));
  return (its, moment, written) => CompiledQuery.raw(text, parameters.map((one) => (one === county ? its : one === before ? moment : recordOf.has(one) ? written.get(recordOf.get(one)!) : one)));
}

/** The records of a kind whose rows may have changed: those that were written, and those that others which were written have to do with, before or now. */
function idsMoved(readings: readonly Reading[], { record, kept }: WorkKind, ids: ReadonlyMap<string, readonly string[]>): RawBuilder<unknown> {
  const own = sql`${ids.get(record) ?? sql`array[]`}::uuid[]`;
  const moved = Object.entries(kept!.moved ?? {}).filter(([name]) => ids.has(name)).flatMap(([name, whose]) => readings.map((reading) => whose(reading, ids.get(name)!)));
  return moved.length === 0 ? own : sql`array(select unnest(${own}) union all ${sql.join(moved, sql` union all `)})`;
}

/** The rows of all committees in all years. */
const everyRow = async (reading: Reading, kind: WorkKind): Promise<RawBuilder<unknown>> =>
  (await rowsOf(reading, kind, 'committee', { from: '0001-01-01', to: '9999-12-31', columns: kind.kept!.columns }))!;

/** Adds rows (`w`, each with how much it counts `by`) to what is kept. */
function adding({ county }: Pick<Act, 'county'>, kind: WorkKind, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const values = sql.join(cutsOf(kind.kept!).map((cut) => sql`(${sql.lit(cutName(cut))}, ${valueOfCut(cut)})`));
  return sql`
    insert into kept_shares (county_id, figure, by_column, month, committee_id, value, n)
    select ${county}::uuid, ${keptNameOf(kind)}, v.by_column, date_trunc('month', w.day)::date, w.subject, v.value, sum(w.by)
    from (${rows}) as w cross join lateral (values ${values}) as v (by_column, value)
    group by 3, 4, 5, 6 having sum(w.by) <> 0`;
}

/** Counts from the records what was never counted, or was when the program declared it otherwise. Done before the first visitor after each start. */
export async function bringWork(act: Pick<Act, 'house' | 'db' | 'county' | 'actor'>): Promise<void> {
  const kinds = new Set([...act.house.keptWork.values()].flat());
  await countAnew(act, await Promise.all([...kinds].map((kind) => countedWork(act, kind))));
}

/** A declaration is the same in every county. */
const ANY_COUNTY = 'any county';

async function countedWork(act: Pick<Act, 'house' | 'db' | 'county' | 'actor'>, kind: WorkKind): Promise<Counted> {
  const declared = await everyRow({ ...act, county: ANY_COUNTY }, kind);
  return {
    name: keptNameOf(kind), digest: digestOfSql(act.db, declared, [kind.kept!.columns]),
    count: async () => void (await adding(act, kind, sql`select 1 as by, w.* from (${await everyRow(act, kind)}) as w`).execute(act.db)),
  };
}
