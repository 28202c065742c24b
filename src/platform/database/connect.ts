import { availableParallelism } from 'node:os';
import pg from 'pg';

/** How to reach a database: a connection string (DATABASE_URL) or the parts of a unix socket address. */
export type DatabaseAddress = string | { host: string; port?: number; user: string; database: string };

export type ConnectSettings = {
  /** For migrations and the few jobs that need the owner's rights. */
  ownerConnections?: number;
  /** For everything people do. */
  appConnections?: number;
  /** A statement that takes longer is a mistake of ours: it is stopped and its transaction rolled back. */
  statementTimeoutMs?: number;
};

export type Database = {
  /** Connections as the owner of the tables. */
  owner: pg.Pool;
  /** Connections as `lianxinqiao_app`, which owns nothing and is held by row-level security. Usable once migrated. */
  app: pg.Pool;
  /** Waits for borrowed connections to come back, then closes both pools. */
  end(): Promise<void>;
};

export const appRole = 'lianxinqiao_app';
/** Twice the cores and one: more processes of the database than that only wait for each other (bench/). A server of one's own allows 100. */
export const usualConnections = Math.min(2 * availableParallelism() + 1, 40);
const timeZone = 'Asia/Shanghai';
const idleMs = 30_000;
const waitMs = 5_000;

const { builtins } = pg.types;
const dateArray = 1182;
const asText = (value: string) => value;
const asDays = (value: string) => (value === '{}' ? [] : value.slice(1, -1).split(',').map((day) => (day === 'NULL' ? null : day)));

/** What is kept in memory or on a disk without a moving arm is read anywhere at about the same cost; the planner's own guess (4) is of older disks, and has a million rows fetched that an index tells alone. */
const nearlyAsNear = 1.1;

/**
 * Opens the pools; nothing is connected before the first query.
 * Values arrive as: date → 'YYYY-MM-DD', timestamptz → Date, int8 and numeric → string, json(b) → value.
 */
export function connectDatabase(address: DatabaseAddress, settings: ConnectSettings = {}): Database {
  const { ownerConnections = 2, appConnections = usualConnections, statementTimeoutMs = 30_000 } = settings;
  const owner = pool(address, 'lianxinqiao owner', ownerConnections, { timezone: timeZone, statement_timeout: statementTimeoutMs });
  const app = pool(address, 'lianxinqiao', appConnections, { timezone: timeZone, statement_timeout: statementTimeoutMs, role: appRole, random_page_cost: nearlyAsNear });
  return {
    owner,
    app,
    end: async () => {
      await Promise.all([owner.end(), app.end()]);
    },
  };
}

/**
 * `role` is given when the connection starts, so `reset role` comes back to it, not to the owner.
 */
function pool(address: DatabaseAddress, applicationName: string, max: number, options: Record<string, string | number>): pg.Pool {
  const given = typeof address === 'string' ? fromUrl(address) : { config: address, options: '' };
  const ours = Object.entries(options).map(([name, value]) => `-c ${name}=${value}`);
  const made = new pg.Pool({
    ...given.config,
    max,
    application_name: applicationName,
    idleTimeoutMillis: idleMs,
    connectionTimeoutMillis: waitMs, // then people are told to come back (http/machine-faults.ts): a page that loads for ever is asked again and again
    allowExitOnIdle: false,
    options: [given.options, ...ours].filter(Boolean).join(' '),
    pipeline: true, // a statement is sent without waiting for the answer to the one before (records/act.ts)
    types: { getTypeParser: parserFor },
  });
  made.on('error', quiet); // a connection that breaks while idle is replaced by the pool
  made.on('connect', (client) => client.on('error', quiet)); // one that breaks while borrowed: its query rejects, and that is where it is handled
  return made;
}

const quiet = () => undefined;

/** `options` inside a connection string would silently replace ours, and with them the role; the two are joined instead. */
function fromUrl(address: string): { config: pg.PoolConfig; options: string } {
  const url = new URL(address);
  const options = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  return { config: { connectionString: url.href }, options };
}

function parserFor(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (type === builtins.DATE) return asText; // a Date at local midnight would be another day elsewhere
  if (type === dateArray) return asDays;
  return pg.types.getTypeParser(type, format ?? 'text') as (value: string) => unknown;
}
