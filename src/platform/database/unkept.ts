import type pg from 'pg';

/** What `preparing` gives to a connection. */
type Asked = pg.Submittable & { text: string; callback: (error: Error | undefined, result?: { command: string }) => void };

/** The pool with every transaction taken back at its end, also one that went well: what is done through it is only tried. */
export const unkept = (pool: pg.Pool): pg.Pool =>
  Object.create(pool, { connect: { value: async () => takingBack(await pool.connect()) } }) as pg.Pool;

const takingBack = (client: pg.PoolClient): pg.PoolClient =>
  Object.create(client, { query: { value: (asked: Asked) => client.query(asked.text === 'commit' ? tried(asked) : asked) } }) as pg.PoolClient;

/** Whoever tries is told that it went well: a commit that is answered with ROLLBACK stands for a statement that failed. */
function tried(asked: Asked): Asked {
  const { callback } = asked;
  return Object.assign(asked, { text: 'rollback', callback: (error: Error | undefined, result?: { command: string }) => callback(error, result && Object.assign(result, { command: 'COMMIT' })) });
}
