import type pg from 'pg';

/**
 * How the schema lies on several machines (Citus, https://docs.citusdata.com): rows of a county together on one of them, by `county_id`; the
 * list of counties on all; on the first alone what belongs to no county, and the few tables that several counties read (decision 46). Read
 * from the schema itself, so that a new table need not be entered anywhere.
 */

export const DISTRIBUTED_BY = 'county_id';
/** Read by all and joined with everything: a copy on each machine. */
const ON_ALL_MACHINES = 'counties';
/** So that a county can be moved alone: more pieces than machines, fewer than counties. */
const PIECES = 128;
const LIFTED = 'foreign_keys_lifted';

export interface Laid {
  /** By county. */
  distributed: string[];
  /** On all machines. */
  reference: string[];
  /** Of no county: on the first machine only. */
  local: string[];
  /** What several counties read, by policies that say more than whose county it is: on the first machine too, since the engine takes no such policy. */
  across: string[];
}

/** The wall of every table of one county, as the catalogue tells it. */
const OWN_COUNTY = '(county_id = current_county())';

export async function laidOut(client: Pick<pg.Pool, 'query'>): Promise<Laid> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, bool_or(a.attname = $1) as by_county, exists (select from pg_policy p where p.polrelid in (c.oid, to_regclass('public.' || quote_ident(regexp_replace(c.relname, '_history$', ''))))
      and (pg_get_expr(p.polqual, p.polrelid) <> $2 or pg_get_expr(p.polwithcheck, p.polrelid) <> $2)) as across
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> $3 group by c.oid, c.relname order by c.relname`, [DISTRIBUTED_BY, OWN_COUNTY, LIFTED]);
  const named = (wanted: (row: Table) => boolean) => rows.filter(wanted).map(({ name }) => name);
  return {
    distributed: named(({ name, by_county, across }) => by_county && !across && name !== ON_ALL_MACHINES),
    reference: named(({ name }) => name === ON_ALL_MACHINES),
    local: named(({ by_county }) => !by_county),
    across: named(({ across }) => across),
  };
}

interface Table {
  name: string;
  by_county: boolean;
  across: boolean;
}

/**
 * What the engine does not take, as a sentence each: the same rules that it has in its own sources (keys and unique indexes hold the column of
 * the distribution, foreign keys hold it at the same place on both sides, no user triggers, no subqueries in policies, nothing of all machines
 * that refers to a county's).
 */
export async function obstaclesIn(client: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const { distributed, local, across } = await laidOut(client);
  const { rows } = await client.query<{ obstacle: string }>(OBSTACLES, [distributed, [...local, ...across], DISTRIBUTED_BY]);
  return rows.map(({ obstacle }) => obstacle);
}

const OBSTACLES = `
  with distributed as (select format('public.%I', name)::regclass as oid from unnest($1::text[]) as name),
    local as (select format('public.%I', name)::regclass as oid from unnest($2::text[]) as name),
    key as (select a.attrelid, a.attnum from pg_attribute a where a.attname = $3 and not a.attisdropped)
  select format('table %s has no primary key', oid) as obstacle from distributed d where not exists (select from pg_index i where i.indrelid = d.oid and i.indisprimary)
  union all select format('unique index %s does not hold %s', i.indexrelid::regclass, $3) from pg_index i join distributed d on d.oid = i.indrelid join key k on k.attrelid = d.oid
    where (i.indisunique or i.indisexclusion) and not k.attnum = any (string_to_array(i.indkey::text, ' ')::int2[])
  union all select format('foreign key %s of %s does not hold %s at one place on both sides', c.conname, c.conrelid::regclass, $3)
    from pg_constraint c join distributed d on d.oid = c.conrelid join distributed r on r.oid = c.confrelid
    where c.contype = 'f' and not exists (select from unnest(c.conkey, c.confkey) as pair (mine, theirs)
      join key m on m.attrelid = c.conrelid and m.attnum = pair.mine join key t on t.attrelid = c.confrelid and t.attnum = pair.theirs)
  union all select format('foreign key %s of %s refers to %s, which lies on one machine', c.conname, c.conrelid::regclass, c.confrelid::regclass)
    from pg_constraint c where c.contype = 'f' and c.confrelid in (select oid from local) and c.conrelid not in (select oid from local)
  union all select format('foreign key %s of %s refers to rows of one county', c.conname, c.conrelid::regclass)
    from pg_constraint c join distributed r on r.oid = c.confrelid where c.contype = 'f' and c.conrelid not in (select oid from distributed)
  union all select format('foreign key %s of %s changes rows in a way that is not carried out', c.conname, c.conrelid::regclass)
    from pg_constraint c join distributed d on d.oid = c.conrelid where c.contype = 'f' and (c.confdeltype in ('n', 'd') or c.confupdtype in ('n', 'd', 'c'))
  union all select format('trigger %s on %s', t.tgname, t.tgrelid::regclass) from pg_trigger t join distributed d on d.oid = t.tgrelid where not t.tgisinternal
  union all select format('column %s of %s is counted up by the database', a.attname, a.attrelid::regclass)
    from pg_attribute a join distributed d on d.oid = a.attrelid
    where a.attidentity <> '' or exists (select from pg_attrdef f where f.adrelid = a.attrelid and f.adnum = a.attnum and pg_get_expr(f.adbin, f.adrelid) like 'nextval(%')
  union all select format('policy %s on %s asks other rows', p.polname, p.polrelid::regclass)
    from pg_policy p join distributed d on d.oid = p.polrelid where coalesce(p.polqual::text, '') || coalesce(p.polwithcheck::text, '') like '%SUBLINK%'
  union all select format('table %s has rules, parents or parts of its own', c.relname) from pg_class c join distributed d on d.oid = c.oid
    where c.relhasrules or c.relispartition or c.relhassubclass
  order by 1`;

export interface Step {
  statement: string;
  why: string;
}

/**
 * The statements that lay out what is not laid out yet; none when everything is. Foreign keys are lifted meanwhile, because a table can only
 * refer to one that is laid out already: they are noted in a table first, so that a run that was cut off puts them back at the next.
 */
export async function stepsTo(client: Pick<pg.Pool, 'query'>, appRole: string): Promise<Step[]> {
  const { distributed, reference, across } = await laidOut(client);
  const there = await alreadyLaid(client);
  const functions = await ownFunctions(client);
  const missing = { reference: reference.filter((name) => !there.has(name)), distributed: distributed.filter((name) => !there.has(name)) };
  const keys = await foreignKeys(client, [...missing.reference, ...missing.distributed]);
  const lifted = await liftedBefore(client);
  if (missing.reference.length + missing.distributed.length + lifted.length === 0) return [];
  const [first, ...others] = distributed;
  const like = (name: string): string => (name === first ? `shard_count := ${PIECES}, colocate_with := 'none'` : `colocate_with := '${first}'`);
  const ordered = [first, ...others].filter((name): name is string => name !== undefined && missing.distributed.includes(name));
  return [
    { statement: `alter role ${appRole} login`, why: 'the machines speak to each other as the role that asks; it keeps its password-less rights through pg_hba.conf among them only' },
    ...functions.filter(({ laid }) => !laid).map(({ signature }) => ({ statement: `select create_distributed_function('${signature}')`, why: 'policies and indexes ask it on every machine' })),
    ...(keys.length > 0 ? [{ statement: `create table if not exists ${LIFTED} (statement text primary key)`, why: 'what must be put back, also after an interruption' }] : []),
    ...keys.flatMap(({ name, table, put }) => [
      ...(across.includes(table) ? [] : [{ statement: `insert into ${LIFTED} values ($key$${put}$key$) on conflict do nothing`, why: 'noted' }]),
      { statement: `alter table ${table} drop constraint ${name}`, why: across.includes(table) ? 'lifted for good: it lies on one machine, and no county is ever removed' : 'lifted' },
    ]),
    ...missing.reference.map((name) => ({ statement: `select create_reference_table('${name}')`, why: 'a copy on each machine' })),
    ...ordered.flatMap((name) => [
      { statement: `select create_distributed_table('${name}', '${DISTRIBUTED_BY}', ${like(name)})`, why: 'rows of one county together' },
      { statement: `select truncate_local_data_after_distributing_table('public.${name}')`, why: 'the copy that stayed on the first machine' },
    ]),
    ...[...new Set([...lifted, ...keys.filter(({ table }) => !across.includes(table)).map(({ put }) => put)])].flatMap((put) => [
      { statement: put, why: 'put back, and proved against every row' },
      { statement: `delete from ${LIFTED} where statement = $key$${put}$key$`, why: 'done' },
    ]),
    { statement: `drop table if exists ${LIFTED}`, why: 'nothing is lifted any more' },
  ];
}

/** Tables that the engine lays out already; none where it is not installed (a dry run). */
async function alreadyLaid(client: Pick<pg.Pool, 'query'>): Promise<ReadonlySet<string>> {
  const { rows: [found] } = await client.query<{ there: boolean }>(`select to_regclass('pg_dist_partition') is not null as there`);
  if (!found?.there) return new Set();
  const { rows } = await client.query<{ name: string }>(`select c.relname as name from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid where c.relnamespace = 'public'::regnamespace`);
  return new Set(rows.map(({ name }) => name));
}

/** Functions of the program that policies or generated columns ask; those that look something up stay on the first machine, from where people ask them. */
async function ownFunctions(client: Pick<pg.Pool, 'query'>): Promise<{ signature: string; laid: boolean }[]> {
  const { rows: [found] } = await client.query<{ there: boolean }>(`select to_regclass('pg_catalog.pg_dist_object') is not null as there`);
  const { rows } = await client.query<{ signature: string; laid: boolean }>(`
    select p.oid::regprocedure::text as signature, ${found?.there ? `exists (select from pg_catalog.pg_dist_object o where o.classid = 'pg_proc'::regclass and o.objid = p.oid)` : 'false'} as laid
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and not p.prosecdef
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`);
  return rows;
}

async function foreignKeys(client: Pick<pg.Pool, 'query'>, tables: readonly string[]): Promise<{ name: string; table: string; put: string }[]> {
  const { rows } = await client.query<{ name: string; table: string; put: string }>(`
    select quote_ident(conname) as name, conrelid::regclass::text as "table", format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as put
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
      and (conrelid in (select format('public.%I', name)::regclass from unnest($1::text[]) as name) or confrelid in (select format('public.%I', name)::regclass from unnest($1::text[]) as name))
    order by 2, 1`, [tables]);
  return rows;
}

async function liftedBefore(client: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const { rows: [found] } = await client.query<{ there: boolean }>(`select to_regclass('public.${LIFTED}') is not null as there`);
  if (!found?.there) return [];
  return (await client.query<{ statement: string }>(`select statement from ${LIFTED} order by statement`)).rows.map(({ statement }) => statement);
}
