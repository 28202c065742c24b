import { sql } from 'kysely';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { notFound } from '#platform/problems.ts';
import type { House, Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { person, type Person } from '#institutions/people/record.ts';

/** Rows of one table that name the person, as they are stored, without what belongs to somebody else. */
export interface Part {
  table: string;
  /** The clerk's word for it. */
  what: string;
  rows: Record<string, unknown>[];
  /** There are more than were taken. */
  more: boolean;
}

export interface AboutPerson {
  person: { id: string; name: string };
  at: string;
  parts: Part[];
  /** What is not in it, and why. */
  left_out: string[];
}

/** Of one table; nobody's work of years in one table is more. */
const MOST_ROWS = 5_000;

/** Nobody is told a password's hash or a code generator's secret, not even whose they are. */
const SECRET: ReadonlySet<string> = new Set(['password_hash', 'totp_secret', 'totp_pending', 'totp_last', 'token_hash']);

/**
 * Everything that names one person of the register, table by table, in every version (《个人信息保护法》第四十五条). Where a row is about others as well, their
 * confidential columns stay out; a kind of record that is kept from somebody is left out whole, since a copy would say that it is there.
 */
export async function everythingAbout(reading: Reading, id: string): Promise<AboutPerson> {
  const row = await find<Person>(reading, person, id);
  if (!row) throw notFound('这位同志');
  const ids = await idsOf(reading, id);
  const declared = new Map([...reading.house.records.values()].map((one) => [one.table, one]));
  const parts: Part[] = [];
  for (const { table, columns, names } of await tablesNaming(reading)) {
    const record = declared.get(ownTable(table));
    if (record?.keptFrom) continue;
    const part = await partOf(reading, { table, columns, names, record }, ids);
    if (part.rows.length > 0) parts.push(part);
  }
  return { person: { id, name: row.name }, at: new Date().toISOString(), parts, left_out: leftOut(reading.house) };
}

const ownTable = (table: string): string => table.replace(/_history$/u, '');

const leftOut = (house: House): string[] => {
  const kept = [...house.records.values()].filter(({ keptFrom }) => keptFrom).map(({ title }) => title);
  return [`${kept.join('、')}：涉及反映人，按回避规则不提供副本`, '同一条记录里别人的电话、身份证号等', '登录密码和动态口令的校验值'];
};

/** The ids by which rows name this person: the own one, the memberships', the account's. */
async function idsOf({ db, county }: Reading, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${id}::uuid as id union select id from members where county_id = ${county} and person_id = ${id} union select id from accounts where county_id = ${county} and person_id = ${id}`.execute(db);
  return rows.map((one) => one.id);
}

interface Naming {
  table: string;
  /** All of the table. */
  columns: string[];
  /** Those that name somebody by an id. */
  names: string[];
}

/** By the schema itself, so that no table to come is forgotten: references to people, memberships and accounts, and columns that are called so. */
async function tablesNaming({ db }: Reading): Promise<Naming[]> {
  const { rows } = await sql<Naming>`
    with named as (
      select c.conrelid as rel, a.attname from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'county_id'
      where c.contype = 'f' and c.confrelid in ('people'::regclass, 'members'::regclass, 'accounts'::regclass)
      union select attrelid, attname from pg_attribute where attname in ('person_id', 'member_id', 'account_id') and attnum > 0 and not attisdropped
      union select attrelid, attname from pg_attribute where attrelid in ('people'::regclass, 'people_history'::regclass, 'accounts'::regclass) and attname = 'id'
    )
    select t.relname::text as "table", array_agg(distinct n.attname::text) as names,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns
    from named n join pg_class t on t.oid = n.rel where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace
      and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'county_id') and t.relname not in ('journal', 'sessions', 'blind_marks')
    group by t.oid, t.relname order by t.relname`.execute(db);
  return rows;
}

async function partOf({ db, county }: Reading, { table, columns, names, record }: Naming & { record: Lifecycle | undefined }, ids: readonly string[]): Promise<Part> {
  const own = ownTable(table) === person.table;
  const hidden = new Set<string>(own ? [] : record?.confidential ?? []);
  const shown = columns.filter((column) => !SECRET.has(column) && !hidden.has(column));
  const theirs = sql.join(names.map((name) => sql`${sql.ref(`t.${name}`)} = any(${[...ids]}::uuid[])`), sql` or `);
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(shown.map((column) => sql.ref(`t.${column}`)))} from ${sql.table(table)} t where t.county_id = ${county} and (${theirs}) limit ${MOST_ROWS + 1}`.execute(db);
  return { table, what: wordsOf(table, record), rows: rows.slice(0, MOST_ROWS), more: rows.length > MOST_ROWS };
}

const wordsOf = (table: string, record: Lifecycle | undefined): string =>
  `${record?.title ?? (ownTable(table) === 'accounts' ? '账号' : ownTable(table))}${table === ownTable(table) ? '' : '（以前的内容）'}`;
