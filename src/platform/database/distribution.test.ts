import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { appRole } from './connect.ts';
import { laidOut, obstaclesIn, stepsTo } from './distribution.ts';

/** What Citus asks of a schema, asked of ours by its catalogue: the engine itself is not to be had where these tests run. */

let database: TestDatabase;
let owner: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  owner = database.ownerPool;
});
afterAll(() => database.drop());

/** With a change of the schema that is taken back. */
async function changed<T>(statement: string, look: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(statement);
    return await look(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('every table lies by county, on all machines, or on the first, and each in one way', async () => {
  const { distributed, reference, local, across } = await laidOut(owner);
  const { rows } = await owner.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`);
  expect([...distributed, ...reference, ...local, ...across].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  expect(reference).toEqual(['counties']);
  expect(local).toEqual(['migrations', 'upkeep']);
  expect(across).toEqual(['required_figures', 'required_figures_history', 'rolled_figures', 'rolled_restatements', 'shared_counties', 'sibling_standings']);
  expect(distributed.length).toBeGreaterThan(150);
});

test('nothing of the schema keeps it from being distributed by county', async () => expect(await obstaclesIn(owner)).toEqual([]));

describe('what would keep it', () => {
  const refused: Record<string, [string, string]> = {
    'a key without the county': ['create table astray (county_id uuid not null, id uuid primary key)', 'unique index astray_pkey does not hold county_id'],
    'no key': ['create table astray (county_id uuid not null)', 'table astray has no primary key'],
    'a unique index without the county': ['create unique index astray on units (name)', 'unique index astray does not hold county_id'],
    'a foreign key without the county': ['alter table units add column astray uuid; create unique index astray_id on people (id, county_id); alter table units add constraint astray foreign key (astray, county_id) references people (id, county_id); alter table units add constraint crossed foreign key (county_id, id) references people (id, county_id)', 'foreign key crossed of units does not hold county_id at one place on both sides'],
    'a foreign key that changes rows': ['alter table members add constraint astray foreign key (county_id, id) references people on delete set null', 'foreign key astray of members changes rows in a way that is not carried out'],
    'a table of all counties that refers to one': ['create table astray (id uuid primary key, county uuid, unit uuid, foreign key (county, unit) references units)', 'foreign key astray_county_unit_fkey of astray refers to rows of one county'],
    'a trigger': [`create function astray() returns trigger language plpgsql as 'begin return new; end'; create trigger astray before insert on units for each row execute function astray()`, 'trigger astray on units'],
    'numbers that the database counts up': ['alter table units add column astray serial', 'column astray of units is counted up by the database'],
  };
  for (const [what, [statement, sentence]] of Object.entries(refused)) {
    test(`${what}, as a sentence`, async () => expect(await changed(statement, obstaclesIn)).toEqual([sentence]));
  }

  test('a policy that lets another county read leaves its table on the first machine', async () => {
    const laid = await changed('create policy astray on units for select using (exists (select from counties c where c.county_id = units.county_id))', laidOut);
    expect(laid.across).toContain('units');
    expect(laid.across).toContain('units_history');
  });
});

describe('the statements', () => {
  test('lift each foreign key once and put it back; those of the first machine stay off', async () => {
    const statements = (await stepsTo(owner, appRole)).map(({ statement }) => statement);
    const dropped = statements.filter((one) => / drop constraint /.test(one));
    const put = statements.filter((one) => /^alter table .* add constraint /.test(one));
    const { rows: [all] } = await owner.query<{ n: number }>(`select count(*)::int as n from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
    expect(new Set(dropped).size).toBe(dropped.length);
    expect(put.length).toBe(new Set(put).size);
    const { across } = await laidOut(owner);
    const forGood = dropped.filter((one) => across.some((table) => one.startsWith(`alter table ${table} `)));
    expect(dropped.length - forGood.length).toBe(put.length);
    expect(all!.n - dropped.length).toBe(1); // rolled_figures refers to shared_counties, both on the first machine
    expect(statements.findIndex((one) => one.includes('create_reference_table'))).toBeLessThan(statements.findIndex((one) => one.includes('create_distributed_table')));
    expect(statements.filter((one) => one.includes('create_distributed_table')).length).toBe((await laidOut(owner)).distributed.length);
  });

  test('begin where a run was cut off: what lies by county already is left, what was lifted is put back', async () => {
    const client = await owner.connect();
    try {
      await client.query('begin');
      await client.query(`create table pg_dist_partition (logicalrelid regclass)`);
      const { distributed, reference } = await laidOut(client).then(({ distributed: some, reference: every }) => ({ distributed: some.filter((name) => name !== 'pg_dist_partition'), reference: every }));
      const put = 'alter table members add constraint members_county_id_person_id_fkey foreign key (county_id, person_id) references people(county_id, id)';
      await client.query(`insert into pg_dist_partition select format('public.%I', name)::regclass from unnest($1::text[]) as name`, [[...distributed, ...reference]]);
      await client.query('create table foreign_keys_lifted (statement text primary key)');
      await client.query('insert into foreign_keys_lifted values ($1)', [put]);
      const left = (await stepsTo(client, appRole)).map(({ statement }) => statement);
      expect(left.filter((one) => one.includes('create_distributed_table'))).toEqual([]);
      expect(left).toContain(put);
      await client.query('drop table foreign_keys_lifted');
      expect(await stepsTo(client, appRole)).toEqual([]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

/** Answers as the engine's functions do: refuses a table with foreign keys to or from what is not laid out. */
const LIKE_THE_ENGINE = `
  create table pg_dist_partition (logicalrelid regclass primary key, colocate_with text);
  create function laid(name text, beside text) returns void language plpgsql as $$ begin
    if exists (select from pg_constraint where contype = 'f' and conrelid = name::regclass and confrelid <> name::regclass and confrelid not in (select logicalrelid from pg_dist_partition))
      then raise 'referenced table must be a distributed table or a reference table'; end if;
    if exists (select from pg_constraint where contype = 'f' and confrelid = name::regclass and conrelid <> name::regclass) then raise 'a local table refers to %', name; end if;
    insert into pg_dist_partition values (name::regclass, beside);
  end $$;
  create function create_reference_table(name text) returns void language sql as $$ select laid(name, null) $$;
  create function create_distributed_table(name text, by_column text, shard_count integer default null, colocate_with text default 'default') returns void language sql as $$ select laid(name, colocate_with) $$;
  create function truncate_local_data_after_distributing_table(name regclass) returns void language sql as $$ select $$;
  create function create_distributed_function(name text) returns void language plpgsql as $$ begin perform name::regprocedure; end $$;`;

test('a run leaves every foreign key as it was, one that is cut off is finished by the next, and a third has nothing to do', { timeout: 180_000 }, async () => {
  const own = await testDatabase();
  try {
    const keys = async (): Promise<string[]> => (await own.ownerPool.query<{ key: string }>(`select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as key from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1`)).rows.map(({ key }) => key);
    const before = await keys();
    await own.ownerPool.query(LIKE_THE_ENGINE);
    const run = async (most: number): Promise<number> => {
      const steps = (await stepsTo(own.ownerPool, appRole)).filter(({ statement }) => !statement.startsWith('alter role')); // a role is of the whole cluster
      for (const { statement } of steps.slice(0, most)) await own.ownerPool.query(statement);
      return steps.length;
    };
    const whole = await run(600);
    expect(whole).toBeGreaterThan(1_000);
    expect((await keys()).length).toBeLessThan(before.length);
    await run(Infinity);
    const { across, distributed } = await laidOut(own.ownerPool);
    expect(await keys()).toEqual(before.filter((key) => !across.some((table) => key.startsWith(`${table} `)) || / REFERENCES shared_counties/.test(key)));
    expect((await own.ownerPool.query<{ n: number }>(`select count(*)::int as n from pg_dist_partition`)).rows[0]!.n).toBe(distributed.length + 1); // with the counties
    expect(await run(Infinity)).toBe(0);
  } finally {
    await own.drop();
  }
});

test('the application role sees rows of one county at a time, whatever a statement forgets', async () => {
  const { distributed, reference, local, across } = await laidOut(owner);
  const { rows } = await owner.query<{ name: string; forced: boolean; walls: string[] }>(`
    select c.relname as name, c.relrowsecurity and (c.relforcerowsecurity or c.relname = 'search_entries') as forced,
      array(select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid = c.oid) as walls
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`);
  const table = new Map(rows.map((row) => [row.name, row]));
  for (const name of distributed) expect(table.get(name), name).toMatchObject({ forced: true, walls: ['(county_id = current_county())'] });
  for (const name of across.filter((one) => !one.endsWith('_history'))) expect(table.get(name)!.forced, name).toBe(true);
  expect([...reference, ...local]).toEqual(['counties', 'migrations', 'upkeep']);
});
