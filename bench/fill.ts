import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { sql } from 'kysely';
import { figures, slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { folderStore } from '#platform/files/store.ts';
import { isKept } from '#platform/figures/figure.ts';
import { bringShares } from '#platform/figures/kept-shares.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { program } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { inCounty, transact, type House } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { create, createMany } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { committee } from '#institutions/committees/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { chance, inventRow } from './rows.ts';

/** A county with very many ledger rows, and somebody of the county office who is signed in. */
export interface FilledCounty {
  address: SocketAddress;
  /** The same database as superuser: what a hand-written program without rights would use. */
  bare: SocketAddress;
  rows: number;
  id: string;
  slug: string;
  committees: string[];
  /** Value of the session cookie. */
  session: string;
}

const committeeCount = 20;
const slug = 'bench';
export const files = folderStore(join(tmpdir(), 'bench-files')); // nothing is attached here
const batch = 2_000;
const generation = 1; // counted up when the filling changes, so that kept databases are made anew

/** What a county is filled with, once it is founded. */
export type Content = (at: { address: SocketAddress; bare: SocketAddress; county: string; committees: string[] }) => Promise<void>;

/** The ledger of this size. */
export const filledCounty = async (admin: SocketAddress, owner: SocketAddress, rows: number, tell: (line: string) => void): Promise<FilledCounty> =>
  ({ rows, ...(await filled(admin, owner, `bench_${rows}`, ledgerOf(rows, tell), tell)) });

/** The filled database of this name: kept from an earlier run when the migrations are the same, else made. */
export async function filled(admin: SocketAddress, owner: SocketAddress, name: string, content: Content, tell: (line: string) => void): Promise<Omit<FilledCounty, 'rows'>> {
  const address = { ...owner, database: name };
  const bare = { ...admin, database: name };
  const mark = await currentMark(admin, owner);
  if (!(await isFilled(admin, name, mark))) {
    tell(`  filling ${name} (kept for the next run) …`);
    await ask(admin, `drop database if exists ${name} with (force)`);
    await ask(admin, `create database ${name} owner ${owner.user}`, `alter database ${name} set synchronous_commit = off`);
    await fill(address, bare, content);
    await ask(bare, `alter database ${name} reset synchronous_commit`, 'vacuum analyze', 'checkpoint');
    await ask(admin, `comment on database ${name} is '${mark}'`);
  }
  return { address, bare, slug, ...(await enter(address)) };
}

async function isFilled(admin: SocketAddress, name: string, mark: string): Promise<boolean> {
  const [found] = await ask<{ comment: string | null }>(admin, `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = '${name}'`);
  return found?.comment === mark;
}

/** What a filled database is made by: this filling and the migrations, which the program's own database has run. */
async function currentMark(admin: SocketAddress, owner: SocketAddress): Promise<string> {
  const [row] = await ask<{ mark: string }>({ ...admin, database: owner.database }, "select md5(string_agg(checksum, '' order by number)) as mark from migrations");
  return `${generation} ${row?.mark}`;
}

async function fill(address: SocketAddress, bare: SocketAddress, content: Content): Promise<void> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  await migrate(database.owner);
  const house = { ...(await openHouse(database.app, slices, files)), indexSoon: undefined };
  const id = await foundCounty(database.owner, { slug, name: '测速县', bodyName: '政协测速县委员会', invented: true, secondFactor: 'optional' });
  const committees = await institutions(house, id);
  await database.end();
  await content({ address, bare, county: id, committees });
}

/** @param words of each content; fewer where there are very many rows */
export const ledgerOf = (rows: number, tell: (line: string) => void, words?: number): Content => async ({ address, bare, county, committees }) => {
  await connected(bare, async (client) => {
    await insertRows(client, county, committees, { rows, words }, tell);
    tell('  … journal');
    await fillJournal(client, county);
  });
  tell('  … words');
  await fillSearch(address, bare, county);
  tell('  … counts');
  await fillCounts(bare, county);
};

async function institutions(house: House, id: string): Promise<string[]> {
  return transact(house, program(id), null, async (act) => {
    const committees = await createMany(act, committee, Array.from({ length: committeeCount }, (_, n) => ({
      state: 'established', name: `第${n + 1}镇政协联络委`, place: `第${n + 1}镇`, place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: n,
    })));
    const clerk = await create(act, person, { name: '测速员' });
    await create(act, post, { person_id: clerk.id, name: clerk.name, role: 'county_office', since: '2022-01-01', acting: false });
    await createStaffAccount(act, clerk.id, 'bench', 'a long password only for the benchmark 8');
    return committees.map((one) => one.id);
  });
}

async function insertRows(client: pg.Client, county: string, committees: string[], { rows, words }: { rows: number; words?: number }, tell: (line: string) => void): Promise<void> {
  const random = chance(20_260_101);
  for (let done = 0; done < rows; done += batch) {
    const many = Array.from({ length: Math.min(batch, rows - done) }, (_, n) => {
      const { committee: nth, ...row } = inventRow(random, done + n + 1, committees.length, words);
      return { ...row, committee_id: committees[nth] };
    });
    await client.query(
      `with row as (
        select * from jsonb_to_recordset($2::jsonb) as r (id uuid, state text, committee_id uuid, number int, received_on date, matter text,
          place text, handling text, outcome text, dispute boolean, settled boolean)
      ), found as (
        insert into search_pending (county_id, record, id) select $1::uuid, '${ledgerEntry.name}', id from row
      )
      insert into ledger_entries (county_id, id, state, version, changed_at, created_at, committee_id, number, received_on, matter, place, handling, outcome, dispute, settled)
      select $1::uuid, id, state, 1, received_on + interval '9 hours', received_on + interval '9 hours', committee_id, number, received_on, matter, place, handling, outcome, dispute, settled from row`,
      [county, JSON.stringify(many)],
    );
    if ((done + batch) % 100_000 === 0) tell(`  … ${(done + batch).toLocaleString('en')}`);
  }
}

/** A journal as long as that of a county that entered all this by hand (its hashes are not a chain). */
async function fillJournal(client: pg.Client, county: string): Promise<void> {
  await client.query(
    `insert into journal (county_id, seq, at, content, hash)
    select $1::uuid, (select seq from journal_heads where county_id = $1) + row_number() over (order by received_on, id), changed_at,
      json_build_object('record', '${ledgerEntry.name}', 'id', id, 'step', 'create', 'from', null, 'to', state, 'before', '{}'::json,
        'after', json_build_object('matter', matter, 'place', place, 'received_on', received_on), 'actor', json_build_object('account', null, 'name', '测速员'), 'request', null)::text,
      md5(id::text) || md5(matter)
    from ledger_entries where county_id = $1`,
    [county],
  );
  await client.query('update journal_heads h set seq = (select max(seq) from journal j where j.county_id = h.county_id) where county_id = $1', [county]);
}

/** Indexed by the program itself, but with the index built afterwards, as anybody would who restores a large table. */
export async function fillSearch(address: SocketAddress, bare: SocketAddress, county: string): Promise<void> {
  const indexes = await ask<{ name: string; definition: string }>(bare, `
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = 'search_entries'::regclass and not indisprimary`);
  for (const { name } of indexes) await ask(bare, `drop index ${name}`);
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const house = { ...(await openHouse(database.app, slices, files)), indexSoon: undefined };
  await indexPending(house, county);
  await database.end();
  for (const { definition } of indexes) await ask(bare, "set maintenance_work_mem = '1GB'", definition);
}

/** The kept counts and shares, by the very predicates of the figures. */
export async function fillCounts(bare: SocketAddress, county: string): Promise<void> {
  const database = connectDatabase(bare, { statementTimeoutMs: 0 });
  const house = await openHouse(database.owner, slices, files);
  for (const figure of figures.filter((one) => one.record === ledgerEntry.name && isKept(one))) {
    await sql`
      insert into kept_counts (county_id, figure, committee_id, day, n)
      select r.county_id, ${figure.name}, r.committee_id, r.received_on, count(*) from ledger_entries r
      where r.county_id = ${county} and ${figure.where.sql('r')} group by 1, 3, 4`.execute(house.db);
  }
  await inCounty(house, county, 'read write', (db) => bringShares({ house, db, county }));
  await database.end();
}

/** Signs the clerk in. */
async function enter(address: SocketAddress): Promise<Pick<FilledCounty, 'id' | 'committees' | 'session'>> {
  const database = connectDatabase(address);
  const house = await openHouse(database.app, slices, files);
  const { county_id: id } = await house.db.selectFrom('counties').select('county_id').where('slug', '=', slug).executeTakeFirstOrThrow();
  const { account, committees } = await transact(house, program(id), null, async ({ db }) => ({
    account: await db.selectFrom('accounts').select('id').where('county_id', '=', id).executeTakeFirstOrThrow(),
    committees: await db.selectFrom('committees').select('id').where('county_id', '=', id).orderBy('rank').execute(),
  }));
  await indexPending(house, id); // what the last run left unindexed would slow this one
  const session = await openSession(house, id, account.id, 'benchmark');
  await database.end();
  return { id, committees: committees.map((one) => one.id), session };
}

export function ask<Row extends object>(address: SocketAddress, ...statements: string[]): Promise<Row[]> {
  return connected(address, async (client) => {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  });
}

export async function connected<T>(address: SocketAddress, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
