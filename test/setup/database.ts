import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { connectDatabase, type ConnectSettings, type Database } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';

export type TestDatabase = {
  address: SocketAddress;
  /** As the owner of the tables (no superuser: row-level security holds it too). */
  ownerPool: pg.Pool;
  /** As the program works: role lianxinqiao_app. */
  appPool: pg.Pool;
  /** Closes the pools and removes the database. */
  drop(): Promise<void>;
};

const patienceMs = 5_000;

/**
 * A migrated, empty database of its own. Call it in `beforeAll` (about 0.1 s) and `drop` it in `afterAll`;
 * with `migrated: false` it is wholly empty, with `template` a copy of that database.
 */
export async function testDatabase({ migrated = true, template, ...settings }: ConnectSettings & { migrated?: boolean; template?: string } = {}): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const from = template ?? (migrated ? 'lianxinqiao' : 'template0');
  await asAdmin(cluster, `create database ${name} owner lianxinqiao template ${from} strategy file_copy`);
  const address = { ...cluster, user: 'lianxinqiao', database: name };
  const database: Database = connectDatabase(address, settings);
  return {
    address,
    ownerPool: database.owner,
    appPool: database.app,
    drop: async () => {
      await asAdmin(cluster, `drop database ${name} with (force)`);
      const end = await Promise.race([database.end(), pause(patienceMs, 'late', { ref: false })]);
      if (end === 'late') throw new Error('the test has not given back a connection that it borrowed from a pool');
    },
  };
}

async function asAdmin(cluster: SocketAddress, statement: string): Promise<void> {
  const client = new pg.Client(cluster);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
