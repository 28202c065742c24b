import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { packed } from '#platform/figures/columns/packing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { WHOLE, type Shared } from '#platform/figures/kept-shares.ts';
import { inCounty, type House } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { program } from '#platform/identity/actor.ts';

/** Records that are fewer in a county are counted as quickly one by one. */
const MANY = 50_000;

/** The name under which it is kept whether a figure counts a record. */
export const memberColumn = ({ name }: Pick<Figure, 'name'>): string => `figure:${name}`;
export const COUNTED = 'true';

/** What is kept of a record: its figures, the columns that divide them, and the day by which all of them count. */
export interface Columned {
  record: string;
  day: string;
  figures: readonly Figure[];
  columns: readonly string[];
}

/** Of a kind of which there may be very many, where one day counts for all its figures. */
export function columnedOf(house: Pick<House, 'shared'>, record: string): Columned | undefined {
  const shared: readonly Shared[] = house.shared.get(record) ?? [];
  const [day, ...more] = new Set(shared.map(({ figure }) => figure.day!));
  if (day === undefined || more.length > 0) return undefined;
  const committees = shared.flatMap(({ figure }) => figure.committee ?? []);
  return { record, day, figures: shared.map(({ figure }) => figure), columns: [...new Set([...shared.flatMap(({ columns }) => columns), ...committees])].filter((column) => column !== WHOLE).toSorted() };
}

/** Packs anew what was changed since it was packed last, of every kind of record of which this county has many. */
export async function keepColumns(house: House, county: string): Promise<void> {
  for (const record of house.shared.keys()) {
    const columned = columnedOf(house, record);
    if (columned) await keepColumnsOf(house, county, columned);
  }
}

/** `many`: from how many records on. */
export async function keepColumnsOf(house: House, county: string, columned: Columned, many = MANY): Promise<void> {
  const found = await inCounty(house, county, 'isolation level repeatable read read only', async (db): Promise<Packing | undefined> => {
    const { rows: [size] } = await sql<{ many: boolean }>`select count(*) >= ${many} as many from (select from ${tableOf(house, columned)} where county_id = ${county} limit ${many}) as r`.execute(db);
    if (!size!.many) return undefined;
    const reading = { house, db, county, actor: program(county) };
    const digest = digestOf(db, columned);
    const since = await keptAt(db, county, columned, digest);
    const months = await monthsToPack(db, house, county, columned, since);
    const packs: Pack[] = [];
    for (const month of months) packs.push({ month, columns: await packOf(db, house, county, columned, month) });
    return { at: await lastAct(reading), digest, since, packs };
  });
  if (found) await inCounty(house, county, 'read write', (db) => written(db, county, columned, found));
}

interface Pack {
  month: string;
  columns: readonly { name: string; words: readonly (string | null)[]; codes: Uint8Array }[];
}

interface Packing {
  at: Date;
  digest: string;
  /** As of when the other months are kept; undefined where nothing is, or by another declaration. */
  since: Date | undefined;
  packs: readonly Pack[];
}

type Database = Parameters<Parameters<typeof inCounty>[3]>[0];

const tableOf = (house: House, { record }: Columned) => sql.table(house.records.get(record)!.table);

/** By which declaration the columns are packed. */
export function digestOf(db: Database, { figures, columns, day }: Columned): string {
  const wheres = figures.map(({ name, where }) => {
    const { sql: text, parameters } = sql`${where.sql('r')}`.compile(db);
    return [name, text, parameters];
  });
  return createHash('sha256').update(JSON.stringify([wheres, columns, day])).digest('hex');
}

/** The moment as of which it is kept by this declaration. */
export async function keptAt(db: Database, county: string, { record }: Columned, digest: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`select at from kept_column_moments where county_id = ${county} and record = ${record} and digest = ${digest}`.execute(db);
  return rows[0]?.at;
}

/** All months; or those in which something is otherwise than when they were packed. */
async function monthsToPack(db: Database, house: House, county: string, columned: Columned, since: Date | undefined): Promise<string[]> {
  const table = house.records.get(columned.record)!.table;
  const month = sql`to_char(${sql.ref(columned.day)}, 'YYYY-MM-01')`;
  const { rows } = await sql<{ month: string }>`
    select ${month} as month from ${sql.table(table)} where county_id = ${county} and ${sql.ref(columned.day)} is not null ${since ? sql`and changed_at > ${since}` : sql``} group by 1
    union
    select ${month} from ${sql.table(`${table}_history`)} where county_id = ${county} and ${sql.ref(columned.day)} is not null and superseded_at > ${since ?? new Date(8_640_000_000_000_000)} group by 1
    order by 1`.execute(db);
  return rows.map((row) => row.month);
}

async function packOf(db: Database, house: House, county: string, columned: Columned, month: string): Promise<Pack['columns']> {
  const members = columned.figures.map((figure) => ({ name: memberColumn(figure), value: sql`coalesce((${figure.where.sql('r')})::boolean, false)::text` }));
  const all = [...columned.columns.map((name) => ({ name, value: sql`${sql.ref(`r.${name}`)}::text` })), ...members];
  const { rows } = await sql<{ row: (string | null)[] }>`
    select array[${sql.join(all.map(({ value }) => value))}]::text[] as row from ${tableOf(house, columned)} as r
    where r.county_id = ${county} and ${sql.ref(`r.${columned.day}`)} >= ${month}::date and ${sql.ref(`r.${columned.day}`)} < ${month}::date + interval '1 month'
    order by r.id`.execute(db);
  return all.flatMap(({ name }, place) => {
    const found = packed(rows.map(({ row }) => row[place]!));
    return found ? [{ name, ...found }] : [];
  });
}

/** Unless another program has packed meanwhile: months of two moments cannot stand beside each other. */
async function written(db: Database, county: string, columned: Columned, { at, digest, since, packs }: Packing): Promise<void> {
  const { record } = columned;
  await sql`select from kept_column_moments where county_id = ${county} and record = ${record} for update`.execute(db);
  if ((await keptAt(db, county, columned, digest))?.getTime() !== since?.getTime()) return;
  if (!since) await sql`delete from kept_columns where county_id = ${county} and record = ${record}`.execute(db);
  for (const { month, columns } of packs) {
    await sql`delete from kept_columns where county_id = ${county} and record = ${record} and month = ${month}::date`.execute(db);
    for (const { name, words, codes } of columns) {
      await sql`insert into kept_columns (county_id, record, month, name, words, codes) values (${county}, ${record}, ${month}::date, ${name}, ${words}::text[], ${Buffer.from(codes)})`.execute(db);
    }
  }
  await sql`
    insert into kept_column_moments (county_id, record, at, digest) values (${county}, ${record}, ${at}, ${digest})
    on conflict (county_id, record) do update set at = excluded.at, digest = excluded.digest`.execute(db);
}
