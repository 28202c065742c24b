import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { envelopeOf, isSealed, openedFor, sealedFor, type Column, type DataKey } from '#platform/secrets/envelope.ts';
import type { MasterKey } from '#platform/secrets/master.ts';
import { derived, suites, type SuiteName } from '#platform/secrets/suites.ts';
import { newDataKey, unwrap, wrap, type WrappedKey } from '#platform/secrets/wrapping.ts';
import type { Reading } from '#platform/records/act.ts';

/** Within a transaction of a county. */
export type Within = Pick<Reading, 'house' | 'db' | 'county'>;

/** Asks the database on the very connection on which something arrived. */
export type Ask = (text: string) => Promise<{ rows: any[] }>;

/** What came from the database, as its driver gives it. */
export interface Arrived {
  fields?: readonly { name: string }[];
  rows?: Record<string, unknown>[];
}

/** The names of the sealed columns, by table, as the schema has them. */
export type SealedColumns = ReadonlyMap<string, readonly string[]>;

/**
 * What is sealed in the database is opened where it arrives from it, by one door, so that no question can forget to; it is sealed where it is
 * written, and a check of the database refuses whatever was forgotten there (docs/decisions/0041).
 */
export class Secrets {
  readonly #master: () => MasterKey;
  readonly #keys = new Map<string, DataKey>();
  #names: ReadonlySet<string> = new Set();
  columns: SealedColumns = new Map();
  /** What new keys are made for. */
  readonly suite: SuiteName;

  constructor(master: () => MasterKey, suite: SuiteName) {
    this.#master = master;
    this.suite = suite;
  }

  /** Which columns are sealed: told once, by the schema. */
  know(columns: SealedColumns): void {
    this.columns = columns;
    this.#names = new Set([...columns.values()].flat());
  }

  /** What arrived, with what is sealed in it opened. */
  async opened<Result extends Arrived>(result: Result, ask: Ask): Promise<Result> {
    const sealed = (result.fields ?? []).filter(({ name }) => this.#names.has(name)).map(({ name }) => name);
    if (sealed.length === 0) return result;
    for (const row of result.rows ?? []) {
      for (const name of sealed) if (isSealed(row[name])) row[name] = await this.#openedIn(row, name, row[name], ask);
    }
    return result;
  }

  async #openedIn(row: Record<string, unknown>, name: string, text: string, ask: Ask): Promise<string> {
    const envelope = envelopeOf(text);
    const key = this.#keys.get(envelope.kid) ?? (await this.#fetched(envelope.kid, ask));
    const id = row['id'] ?? row['county_id'];
    if (typeof id !== 'string') throw new Error(`${envelope.column} is sealed for its row: ask for the id along with it`);
    if (!envelope.column.endsWith(`.${name}`)) throw new Error(`what stands in ${name} was sealed for ${envelope.column}`);
    return openedFor(key, { column: envelope.column, row: id }, envelope);
  }

  /** A key is asked for once, on the connection that has the county's rights just now. */
  async #fetched(kid: string, ask: Ask): Promise<DataKey> {
    const { rows } = await ask(`select county_id, kid, suite, wrapped, sealed_by from data_keys where kid = '${kid}' and county_id = current_county()`); // kid: twelve hexadecimal digits
    const [wrapped] = rows as WrappedKey[];
    if (!wrapped) throw new Error(`the key ${kid} of this county is not in the database`);
    return this.#held(wrapped);
  }

  #held(wrapped: WrappedKey): DataKey {
    const key = this.#keys.get(wrapped.kid) ?? unwrap(wrapped, this.#master());
    this.#keys.set(key.kid, key);
    return key;
  }

  /** The key with which this county seals today, asked anew in each act because another program may have changed it; made at its first need. */
  async currentKey({ db, county }: Pick<Within, 'db' | 'county'>): Promise<DataKey> {
    const current = sql<WrappedKey>`select county_id, kid, suite, wrapped, sealed_by from data_keys where county_id = ${county} and retired_at is null`;
    const known = (await current.execute(db)).rows[0];
    if (known) return this.#held(known);
    const made = wrap(newDataKey(county, this.suite), this.#master());
    await sql`
      insert into data_keys (county_id, kid, suite, wrapped, sealed_by) values (${county}, ${made.kid}, ${made.suite}, ${made.wrapped}, ${made.sealed_by})
      on conflict do nothing`.execute(db); // two at once: one current key for each county
    return this.#held((await current.execute(db)).rows[0]!);
  }

  /** Every key of the county: what was sealed with an older one is still found. */
  async keys({ db, county }: Pick<Within, 'db' | 'county'>): Promise<DataKey[]> {
    const { rows } = await sql<WrappedKey>`select county_id, kid, suite, wrapped, sealed_by from data_keys where county_id = ${county}`.execute(db);
    return rows.map((wrapped) => this.#held(wrapped));
  }
}

/** One text sealed for its place. */
export async function sealed(within: Within, column: Column, row: string, text: string): Promise<string> {
  return sealedFor(await within.house.secrets.currentKey(within), { column, row }, text);
}

/** Rows as they are stored: what stands in sealed columns of their table is sealed for its row. */
export async function sealedRows<Row extends object>(within: Within, table: string, rows: readonly (Row & { id: string })[]): Promise<Row[]> {
  const columns = within.house.secrets.columns.get(table) ?? [];
  const has = (row: object, column: string) => typeof (row as Record<string, unknown>)[column] === 'string';
  if (!rows.some((row) => columns.some((column) => has(row, column)))) return [...rows];
  const key = await within.house.secrets.currentKey(within);
  return rows.map((row) => {
    const values = columns.filter((column) => has(row, column)).map((column) => [column, sealedFor(key, { column: `${table}.${column}`, row: row.id }, (row as Record<string, any>)[column])]);
    return { ...row, ...Object.fromEntries(values) };
  });
}

/** Columns in which an exact number is looked for. */
export const MARKED: ReadonlySet<string> = new Set(['people.id_number', 'ledger_entries.phone']);

/** Half of a 64-bit digest: enough to find a number among a county's people, too little to prove one. */
const MARK_CHARACTERS = 8;

/** By this an exact number is found without being opened: keyed, cut short, and another for each column and key. */
export const markOf = (key: DataKey, column: Column, text: string): string =>
  createHmac(suites[key.suite].digest, derived(suites[key.suite].digest, key.bytes, 'find', 32)).update(`${key.county}|${column}|${text}`).digest('hex').slice(0, MARK_CHARACTERS);
