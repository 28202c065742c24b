import type pg from 'pg';

/** What `preparing` gives to a connection. */
type Asked = pg.Submittable & { text: string };

/** The pool with every transaction taken back at its end, also one that went well: what is done through it is only tried. */
export const unkept = (pool: pg.Pool): pg.Pool =>
  Object.create(pool, { connect: { value: async () => takingBack(await pool.connect()) } }) as pg.Pool;

const takingBack = (client: pg.PoolClient): pg.PoolClient =>
  Object.create(client, { query: { value: (asked: Asked) => client.query(asked.text === 'commit' ? Object.assign(asked, { text: 'rollback' }) : asked) } }) as pg.PoolClient;
