import type pg from 'pg';
import { envelopeOf, isSealed, openedFor, sealedFor, type Column, type DataKey } from '#platform/secrets/envelope.ts';
import type { MasterKey } from '#platform/secrets/master.ts';
import { byTable, ownTable, sealedColumns } from '#platform/secrets/schema-columns.ts';
import { markOf, MARKED } from '#platform/secrets/secrets.ts';
import type { SuiteName } from '#platform/secrets/suites.ts';
import { newDataKey, unwrap, wrap, type WrappedKey } from '#platform/secrets/wrapping.ts';

/** Rows that are sealed in one transaction: people who act in the county wait no longer than this takes. */
const ROWS_AT_ONCE = 500;

/**
 * Seals what lies open in sealed columns since the migration that declared them, before anybody is served; what was cut off goes on at the next start.
 * @returns how many rows
 */
export async function sealWhatIsOpen(owner: pg.Pool, master: () => MasterKey, suite: SuiteName, tell: (line: string) => void = () => undefined): Promise<number> {
  const open = (await sealedColumns(owner)).filter(({ whole }) => !whole);
  if (open.length === 0) return 0;
  let rows = 0;
  for (const county of await countiesOf(owner)) rows += await sealAnew(owner, county, master, byTable(open), () => currentKey(owner, county, master, suite));
  for (const { table, column } of open) await owner.query(`alter table ${table} validate constraint ${table}_${column}_sealed`);
  if (rows > 0) tell(`电话、身份证号和密钥已加密存放（${rows}行）。`);
  return rows;
}

export interface Rotated {
  counties: number;
  rows: number;
}

/**
 * Gives each county a new key, seals everything with it and removes the old ones. Cut off anywhere it goes on when it is called again: until then both keys
 * open what they sealed.
 */
export async function rotateKeys(owner: pg.Pool, master: MasterKey, suite: SuiteName): Promise<Rotated> {
  const columns = byTable(await sealedColumns(owner));
  const counties = await countiesOf(owner);
  let rows = 0;
  for (const county of counties) {
    const unfinished = await inCounty(owner, county, async (client) => (await keysOf(client, county)).some(({ retired }) => retired));
    if (!unfinished) await inCounty(owner, county, (client) => replaceKey(client, county, master, suite));
    rows += await sealAnew(owner, county, () => master, columns, () => currentKey(owner, county, () => master, suite));
    await inCounty(owner, county, (client) => removeUnused(client, county, columns));
  }
  return { counties: counties.length, rows };
}

/** The keys of all counties are sealed with another master key; what they sealed stays as it is. */
export async function changeMaster(owner: pg.Pool, from: MasterKey, to: MasterKey): Promise<number> {
  let keys = 0;
  for (const county of await countiesOf(owner)) {
    keys += await inCounty(owner, county, async (client) => {
      const mine = (await keysOf(client, county)).filter(({ sealed_by }) => sealed_by !== to.fingerprint);
      for (const key of mine) await rewrap(client, wrap(unwrap(key, from), to));
      return mine.length;
    });
  }
  return keys;
}

export const rewrap = (client: pg.ClientBase, { county_id, kid, wrapped, sealed_by }: WrappedKey) =>
  client.query('update data_keys set wrapped = $3, sealed_by = $4 where county_id = $1 and kid = $2', [county_id, kid, wrapped, sealed_by]);

/** Which master keys the keys in this database need. */
export async function mastersNeeded(owner: pg.Pool): Promise<string[]> {
  const needed = new Set<string>();
  for (const county of await countiesOf(owner)) for (const { sealed_by } of await inCounty(owner, county, (client) => keysOf(client, county))) needed.add(sealed_by);
  return [...needed];
}

export const countiesOf = async (owner: pg.Pool): Promise<string[]> => (await owner.query<{ id: string }>('select county_id as id from counties order by county_id')).rows.map(({ id }) => id);

/** With the owner's rights, while nobody acts in the county. */
export async function inCounty<T>(owner: pg.Pool, county: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.county', $1, true)`, [county]);
    await client.query('select 1 from journal_heads where county_id = $1 for update', [county]);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

type Known = WrappedKey & { retired: boolean };

export const keysOf = async (client: pg.ClientBase, county: string): Promise<Known[]> =>
  (await client.query<Known>('select county_id, kid, suite, wrapped, sealed_by, retired_at is not null as retired from data_keys where county_id = $1 order by retired_at nulls first', [county])).rows;

const currentKey = (owner: pg.Pool, county: string, master: () => MasterKey, suite: SuiteName): Promise<DataKey> =>
  inCounty(owner, county, async (client) => {
    const current = (await keysOf(client, county)).find(({ retired }) => !retired);
    return current ? unwrap(current, master()) : addKey(client, county, master(), suite);
  });

async function addKey(client: pg.ClientBase, county: string, master: MasterKey, suite: SuiteName): Promise<DataKey> {
  const made = newDataKey(county, suite);
  const { kid, wrapped, sealed_by } = wrap(made, master);
  await client.query('insert into data_keys (county_id, kid, suite, wrapped, sealed_by) values ($1, $2, $3, $4, $5)', [county, kid, suite, wrapped, sealed_by]);
  return made;
}

async function replaceKey(client: pg.ClientBase, county: string, master: MasterKey, suite: SuiteName): Promise<void> {
  await client.query('update data_keys set retired_at = now() where county_id = $1 and retired_at is null', [county]);
  await addKey(client, county, master, suite);
}

/** Everything of a county in these columns that another key sealed, or none. */
async function sealAnew(owner: pg.Pool, county: string, master: () => MasterKey, columns: ReadonlyMap<string, readonly string[]>, current: () => Promise<DataKey>): Promise<number> {
  let rows = 0;
  for (const [table, names] of columns) {
    const key = await keyColumns(owner, table);
    for (let after: string[] | undefined = []; after;) {
      const done: Piece = await sealPiece(owner, county, { table, names, key, after, master, current });
      rows += done.rows;
      after = done.last;
    }
  }
  return rows;
}

interface Piece {
  rows: number;
  /** The key of the last row, where there may be more behind it. */
  last: string[] | undefined;
}

interface Wanted {
  table: string;
  names: readonly string[];
  key: readonly string[];
  after: readonly string[];
  master: () => MasterKey;
  current: () => Promise<DataKey>;
}

async function sealPiece(owner: pg.Pool, county: string, { table, names, key, after, master, current }: Wanted): Promise<Piece> {
  if (!(await anythingIn(owner, county, table, names))) return { rows: 0, last: undefined };
  const now = await current();
  return inCounty(owner, county, async (client) => {
    const old = new Map((await keysOf(client, county)).map((wrapped) => [wrapped.kid, wrapped]));
    const other = names.map((name) => `(${name} is not null and not starts_with(${name}, '~${now.suite}.${now.kid}.'))`).join(' or ');
    const beyond = after.length > 0 ? `and (${key.join()}) > (${key.map((_, n) => `$${n + 2}`).join()})` : '';
    const { rows } = await client.query(`select ${[...new Set([...key, ...names])].join()} from ${table} where county_id = $1 and (${other}) ${beyond} ${key.length > 0 ? `order by ${key.join()}` : ''} limit ${ROWS_AT_ONCE}`, [county, ...after]);
    for (const row of rows) await sealRow(client, county, { table, names, key }, row, now, (kid) => unwrap(old.get(kid)!, master()));
    const last = rows.at(-1);
    return { rows: rows.length, last: last && rows.length === ROWS_AT_ONCE ? key.map((name) => String(last[name])) : undefined };
  });
}

/** A county that has nothing sealed needs no key. */
const anythingIn = async (owner: pg.Pool, county: string, table: string, names: readonly string[]): Promise<boolean> =>
  inCounty(owner, county, async (client) => (await client.query(`select 1 from ${table} where county_id = $1 and (${names.map((name) => `${name} is not null`).join(' or ')}) limit 1`, [county])).rows.length > 0);

async function sealRow(client: pg.ClientBase, county: string, { table, names, key }: Pick<Wanted, 'table' | 'names' | 'key'>, row: Record<string, any>, now: DataKey, keyNamed: (kid: string) => DataKey): Promise<void> {
  const id = rowOf(key, row, county);
  const plain = names.flatMap((name) => (row[name] === null ? [] : [{ name, column: `${ownTable(table)}.${name}` as Column, text: openText(row[name], `${ownTable(table)}.${name}`, id, keyNamed) }]));
  const set = plain.map(({ name }, n) => `${name} = $${n + 1}`).join();
  const where = key.map((name, n) => `${name} = $${plain.length + n + 2}`).join(' and ');
  await client.query(`update ${table} set ${set} where county_id = $${plain.length + 1} ${where && `and ${where}`}`, [
    ...plain.map(({ column, text }) => sealedFor(now, { column, row: id }, text)), county, ...key.map((name) => row[name])]);
  if (table !== ownTable(table)) return;
  for (const { column, text } of plain.filter((one) => MARKED.has(one.column))) {
    await client.query(`insert into blind_marks (county_id, place, row_id, kid, mark) values ($1, $2, $3, $4, $5)
      on conflict (county_id, place, row_id) do update set kid = excluded.kid, mark = excluded.mark`, [county, column, id, now.kid, markOf(now, column, text)]);
  }
}

function openText(text: string, column: Column, row: string, keyNamed: (kid: string) => DataKey): string {
  if (!isSealed(text)) return text;
  const envelope = envelopeOf(text);
  return openedFor(keyNamed(envelope.kid), { column, row }, envelope);
}

/** The columns that tell the rows of a county apart. */
async function keyColumns(owner: pg.Pool, table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select a.attname::text as name from pg_index i cross join unnest(i.indkey) with ordinality as part (attnum, place)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.attnum where i.indrelid = $1::regclass and i.indisprimary and a.attname <> 'county_id' order by part.place`, [table]);
  return rows.map(({ name }) => name);
}

/** What the row is called in its place: its id in whichever version; of a table with one row for each county, the county. */
const rowOf = (key: readonly string[], row: Record<string, unknown>, county: string): string => key.filter((name) => name !== 'version').map((name) => String(row[name])).join('.') || county;

/** Keys that open nothing any more go: then what they sealed in old backups is all that they would open. */
async function removeUnused(client: pg.ClientBase, county: string, columns: ReadonlyMap<string, readonly string[]>): Promise<void> {
  for (const { kid, retired } of await keysOf(client, county)) {
    if (!retired) continue;
    for (const [table, names] of columns) {
      const left = names.map((name) => `${name} like '~%.${kid}.%'`).join(' or ');
      if ((await client.query(`select 1 from ${table} where county_id = $1 and (${left}) limit 1`, [county])).rows.length > 0) return;
    }
    await client.query('delete from data_keys where county_id = $1 and kid = $2', [county, kid]);
  }
}
