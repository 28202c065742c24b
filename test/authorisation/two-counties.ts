import pg from 'pg';
import { inject } from 'vitest';
import { openCounty, slices } from '#county.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { appRole } from '#platform/database/connect.ts';
import { findSession, openSession } from '#platform/identity/sessions.ts';
import type { House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { demoDatabase } from '../setup/demo.ts';
import type { TestDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';

/**
 * Two counties in one database: the demonstration's, and its twin. Every row of the twin is a row of the first with ids of another version and with one
 * character in the place of four everyday ones, so that whatever an answer holds of the twin is known at once, wherever it stands.
 */
export interface TwoCounties {
  database: TestDatabase;
  house: House;
  app: ReturnType<typeof openCounty>;
  county: string;
  /** A record of the twin county, by the table that holds it. */
  theirs: ReadonlyMap<string, string>;
  cast: readonly Somebody[];
  drop(): Promise<void>;
}

/** Somebody of the first county, as the session knows them. */
export interface Somebody {
  name: string;
  cookie: string;
  actor: Actor | undefined;
}

/** Nobody writes it. */
const CANARY = '㐂';

/** The id under which the twin county has what has this id in the first; ids made by the program are of version 7. */
const twinOf = (id: string): string => id.replace(/^(.{14})7/, '$18');

/** What a text holds of the twin county. */
export const toldOfTheTwin = (text: string): string | undefined =>
  new RegExp(`.{0,40}(?:${CANARY}|[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}).{0,40}`, 'u').exec(text)?.[0];

export async function twoCounties(): Promise<TwoCounties> {
  const database = await demoDatabase();
  const { county, theirs } = await asSuperuser(database, async (client) => {
    const { rows } = await client.query<{ county_id: string }>(`select county_id from counties where slug = 'demo'`);
    await addTwin(client, rows[0]!.county_id);
    return { county: rows[0]!.county_id, theirs: await firstOfEach(client, twinOf(rows[0]!.county_id)) };
  });
  const house: House = { ...(await openHouse(database.appPool, slices, testFiles())), indexSoon: undefined };
  const cast = await castIn(database, house, county);
  return { database, house, app: openCounty(house, inject('assets')), county, theirs, cast, drop: database.drop };
}

async function asSuperuser<T>(database: TestDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...inject('cluster'), database: database.address.database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Of each table: enough for every list, and two hundred tables are copied in seconds. */
const MOST_ROWS = 60;

const ID = '([0-9a-f]{8}-[0-9a-f]{4}-)7([0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})';

async function addTwin(client: pg.Client, county: string): Promise<void> {
  await client.query(`set session_replication_role = replica`); // references hold again once all is copied
  for (const { table, columns } of await countyTables(client)) {
    const names = columns.map((name) => `"${name}"`).join(', ');
    await client.query(`
      insert into "${table}" (${names}) overriding system value
      select ${columns.map((name) => (name === 'slug' ? `'twin'` : `(twin)."${name}"`)).join(', ')} from (
        select jsonb_populate_record(null::"${table}", regexp_replace(regexp_replace(to_jsonb(t)::text, $2, '\\18\\2', 'g'), $3, '${CANARY}', 'g')::jsonb) as twin
        from (select * from "${table}" where county_id = $1 limit ${MOST_ROWS}) t) as copied`, [county, ID, table === 'counties' ? '(?!)' : '[县镇乡村]']); // the counties' own names stand at the door
  }
  await client.query(`set session_replication_role = origin`);
}

async function firstOfEach(client: pg.Client, twin: string): Promise<Map<string, string>> {
  const first = new Map<string, string>();
  for (const { table, columns } of await countyTables(client)) {
    if (!columns.includes('id')) continue;
    const { rows } = await client.query<{ id: string }>(`select id from "${table}" where county_id = $1 limit 1`, [twin]);
    if (rows[0]) first.set(table, rows[0].id);
  }
  return first;
}

/** The tables in which counties stand side by side, with the columns that can be written. */
async function countyTables(client: Pick<pg.Client, 'query'>): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated::text = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'county_id')
    group by c.relname order by c.relname = 'counties' desc, c.relname`);
  return rows;
}

/** Takes row-level security away, in this copy of the database only. */
export const takeDownTheWall = ({ database }: TwoCounties): Promise<void> => asSuperuser(database, async (client) => {
  const { rows } = await client.query<{ table: string }>(`select relname as table from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`);
  for (const { table } of rows) await client.query(`alter table "${table}" disable row level security`);
});

/** The tables in which the program, in one county, is shown rows of another when it asks for all; and how many tables there are in which the other county has rows. */
export const tablesThatTellOfTheTwin = ({ database, county }: TwoCounties): Promise<{ telling: string[]; filled: number }> => asSuperuser(database, async (client) => {
  const telling: string[] = [];
  let filled = 0;
  for (const { table } of await countyTables(client)) {
    filled += (await client.query(`select from "${table}" where county_id = $1 limit 1`, [twinOf(county)])).rowCount ?? 0;
    await client.query(`begin; set local role ${appRole}; set local app.county to '${county}'`);
    const shown = await client.query(`select from "${table}" where county_id = $1 limit 1`, [twinOf(county)]).catch(() => undefined); // not even granted
    if (shown?.rowCount) telling.push(table);
    await client.query('rollback');
  }
  return { telling, filled };
});

/** Whom of the county a name of the cast stands for: the holders of posts by committee or unit, then members. */
const wanted: Readonly<Record<string, string>> = {
  office: `role = 'county_office'`,
  chair: `role = 'chair'`,
  director: `role = 'director'`,
  'other director': `role = 'director'`,
  'deputy director': `role = 'deputy_director'`,
  worker: `role = 'worker'`,
  'other worker': `role = 'worker'`,
  'committee member': `role = 'committee_member'`,
  participant: `role = 'participant'`,
  'unit clerk': `role = 'unit_clerk'`,
  'other unit clerk': `role = 'unit_clerk'`,
  leader: `role = 'leader'`,
  auditor: `role = 'auditor'`,
  maintainer: `role = 'maintainer'`,
};

async function castIn(database: TestDatabase, house: House, county: string): Promise<Somebody[]> {
  const people = await peopleOf(database, county);
  const entered: Somebody[] = [{ name: 'nobody', cookie: '', actor: undefined }];
  for (const [name, account] of people) {
    const cookie = await openSession(house, county, account, 'test');
    const session = await findSession(house, cookie);
    if (!session) throw new Error(`${name} cannot be signed in`);
    entered.push({ name, cookie: `session=${cookie}`, actor: session.actor });
  }
  await neverAskedAgain(database, county);
  return entered;
}

/** A walk through everything takes longer than a proof of who one is holds. */
async function neverAskedAgain({ ownerPool }: TestDatabase, county: string): Promise<void> {
  const client = await ownerPool.connect();
  await client.query(`begin; set local app.county to '${county}'; update sessions set proved_at = now() + interval '2 days'; commit`);
  client.release();
}

/** Each of them with an account, whether they had one or not. */
async function peopleOf(database: TestDatabase, county: string): Promise<Map<string, string>> {
  const client = await database.ownerPool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.county', $1, true)`, [county]);
    for (const role of ['chair', 'maintainer', 'committee_member']) await appoint(client, county, role);
    const taken: string[] = [];
    const accounts = new Map<string, string>();
    for (const [name, condition] of [...Object.entries(wanted), ['member', ''], ['other member', '']] as const) {
      const person = await personFor(client, county, condition, taken);
      taken.push(person);
      accounts.set(name, await accountOf(client, county, person, condition !== '' && !/committee_member|participant/.test(condition)));
    }
    await client.query('commit');
    return accounts;
  } finally {
    client.release();
  }
}

/** Posts that the demonstration leaves empty. */
async function appoint(client: pg.PoolClient, county: string, role: string): Promise<void> {
  const { rowCount } = await client.query('select from posts where county_id = $1 and role = $2', [county, role]);
  if (rowCount) return;
  await client.query(`with someone as (
      insert into people (county_id, id, state, version, changed_at, created_at, name)
      select county_id, gen_random_uuid(), state, 1, now(), now(), '任' || $2 from people where county_id = $1 limit 1 returning *)
    insert into posts (county_id, id, state, version, changed_at, created_at, person_id, name, role, committee_id, since, acting)
    select o.county_id, gen_random_uuid(), o.state, 1, now(), now(), s.id, s.name, $2,
      case when $2 = 'committee_member' then (select committee_id from posts where county_id = $1 and role = 'director' order by committee_id limit 1) end, o.since, false
    from someone s, (select * from posts where county_id = $1 and role = 'county_office' limit 1) o`, [county, role]);
}

async function personFor(client: pg.PoolClient, county: string, condition: string, taken: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ person_id: string }>(condition
    ? `select person_id from holdings where county_id = $1 and ${condition} and holding and coalesce(since <= current_date, true) and coalesce(until >= current_date, true)
         and person_id <> all ($2) order by committee_id, unit_id, person_id limit 1`
    : `select person_id from members where county_id = $1 and state = 'current' and person_id <> all ($2)
         and not exists (select from holdings h where h.county_id = $1 and h.person_id = members.person_id) order by committee_id, id limit 1`, [county, taken]);
  if (!rows[0]) throw new Error(`the demonstration county has nobody with ${condition || 'a membership alone'}`);
  return rows[0].person_id;
}

async function accountOf(client: pg.PoolClient, county: string, person: string, staff: boolean): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`
    insert into accounts (county_id, id, state, version, changed_at, created_at, person_id, login, password_hash)
    values ($1, gen_random_uuid(), 'active', 1, now(), now(), $2, $3, $4)
    on conflict (county_id, person_id) do update set login = coalesce(accounts.login, excluded.login), password_hash = coalesce(accounts.password_hash, excluded.password_hash)
    returning id`, [county, person, staff ? `of-${person}` : null, staff ? 'nobody types it' : null]);
  return rows[0]!.id;
}
