import pg from 'pg';
import { inject } from 'vitest';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { openHouse } from '#platform/records/house.ts';
import { today } from '#platform/time.ts';
import { loadDemoCounty } from '../../db/demo-county/load.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { testFiles } from './files.ts';

const TEMPLATE = 'lianxinqiao_demo';
/** Any number, the same for all test files: whoever holds it makes the template. */
const MAKING = 20_260_101;

/** A database of its own with the invented county in it. The county is made once for all test files and copied. */
export async function demoDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const admin = new pg.Client(cluster);
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [MAKING]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (!rowCount) await makeTemplate(admin);
  } finally {
    await admin.end();
  }
  return testDatabase({ template: TEMPLATE });
}

async function makeTemplate(admin: pg.Client): Promise<void> {
  const unfinished = `${TEMPLATE}_unfinished`;
  await admin.query(`drop database if exists ${unfinished} with (force)`);
  await admin.query(`create database ${unfinished} owner lianxinqiao template lianxinqiao strategy file_copy`);
  const database = connectDatabase({ ...inject('cluster'), user: 'lianxinqiao', database: unfinished });
  try {
    await loadDemoCounty(database.owner, await openHouse(database.app, slices, testFiles()), today(), () => undefined);
  } finally {
    await database.end();
  }
  await admin.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
}
