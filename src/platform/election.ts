import pg from 'pg';
import type { DatabaseAddress } from '#platform/database/connect.ts';

/** Any number that only this program uses. */
const LEADING = 5_204_915_874;
/** A leader whose machine is gone without a word is given up by PostgreSQL after about this long. */
const SILENT_SECONDS = 20;
/** So soon another follows one that is gone. */
const STAND_EVERY_MS = 5_000;

export interface Election {
  /** Whether this program does what only one of several on a database may do. Asked anew each time: nobody leads for ever. */
  leads(): Promise<boolean>;
  /** As it was last known, without asking. */
  readonly led: boolean;
  resign(): Promise<void>;
}

/**
 * One of several programs on one database leads: the one that holds an advisory lock, which PostgreSQL takes back when its connection
 * ends, however it ends. Work that is begun twice all the same, in the moment of a change, leaves what it has done once.
 */
export function standForElection(address: DatabaseAddress): Election {
  let client: pg.Client | undefined;
  let led = false;
  let asking: Promise<boolean> | undefined;

  const lose = async () => {
    led = false;
    const lost = client;
    client = undefined;
    await lost?.end().catch(() => undefined);
  };

  async function ask(): Promise<boolean> {
    try {
      client ??= await joined(address, () => {
        led = false;
        client = undefined;
      });
      led = led ? (await client.query('select')) && true : (await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LEADING])).rows[0]!.got;
    } catch {
      await lose();
    }
    return led;
  }

  const leads = () => (asking ??= ask().finally(() => (asking = undefined)));
  const standing = setInterval(leads, STAND_EVERY_MS).unref();
  return {
    leads,
    get led() {
      return led;
    },
    resign: () => {
      clearInterval(standing);
      return lose();
    },
  };
}

async function joined(address: DatabaseAddress, gone: () => void): Promise<pg.Client> {
  const how = { application_name: 'lianxinqiao election', keepAlive: true, options: `-c tcp_keepalives_idle=${SILENT_SECONDS} -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3` };
  const client = new pg.Client(typeof address === 'string' ? { ...how, connectionString: address } : { ...how, ...address });
  client.on('error', gone).on('end', gone);
  await client.connect();
  return client;
}
