import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { Query } from '#platform/database/driver.ts';

/** More texts than this are not kept prepared on a connection; the rest is planned each time. */
const MOST_TEXTS = 600;

/** What is done with each answer before anybody has it; may ask more on the same connection. */
export type Arriving = (result: any, ask: (text: string) => Promise<any>) => Promise<unknown>;

/**
 * The pool with every repeated statement prepared on its connections. Under row-level security, planning a small query costs
 * several times what running it does, and it is most of what a page asks of the database (see `bench/`).
 */
export function preparing(pool: pg.Pool, arriving?: Arriving): PostgresPool {
  const nameOf = namer();
  return {
    async connect() {
      const client = await pool.connect();
      const { stream } = (client as unknown as Connected).connection;
      const query = (text: string, values: unknown[] = []) =>
        new Promise((answer, refuse) => {
          sendTogether(stream);
          const asked = new Query(text, values, (error: Error | undefined, result: unknown) => (error ? refuse(error) : answer(arriving ? arriving(result, (more) => client.query(more)) : result)));
          client.query(Object.assign(asked, { name: nameOf(text, values) }));
        });
      return { query, release: (discard?: boolean) => client.release(discard) } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

/** What pg has under its client and does not describe in its types. */
interface Connected {
  connection: { stream: Pick<Writable, 'cork' | 'uncork' | 'writableCorked'> };
}

/** Statements that are asked in one turn of the loop leave in one write: each one wakes a process of the database. */
function sendTogether(stream: Connected['connection']['stream']): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/** Names a text from its second use on: what is asked once gains nothing. Without values there is nothing to plan (begin, set, commit). */
function namer(): (text: string, values: readonly unknown[]) => string | undefined {
  const uses = new Map<string, string | undefined>();
  return (text, values) => {
    if (values.length === 0) return undefined;
    const name = uses.get(text);
    if (name) return name;
    if (uses.has(text)) uses.set(text, createHash('sha256').update(text).digest('base64url'));
    else if (uses.size < MOST_TEXTS) uses.set(text, undefined);
    return uses.get(text);
  };
}
