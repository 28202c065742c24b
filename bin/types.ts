/** Writes src/platform/database/schema.ts anew from the migrations: `npm run types` after a new migration. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectDatabase } from '#platform/database/connect.ts';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { startEmbedded } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { schemaFile, schemaSource } from './schema-source.ts';

const folder = makeTemporaryFolder();
const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: false });
const database = connectDatabase(cluster.address);
try {
  await migrate(database.owner);
  writeFileSync(schemaFile, await schemaSource(database.owner));
  console.log(`written: ${schemaFile}`);
} finally {
  await database.end();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
