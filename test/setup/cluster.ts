import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '#platform/database/connect.ts';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { startEmbedded, type SocketAddress } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { buildAssets } from '#platform/ui/build-assets.ts';
import { findChromium } from './chromium.ts';
import { baseInMemory } from './memory.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser of the test cluster; its database `lianxinqiao` is migrated and empty: the template of all others. */
    cluster: SocketAddress;
    /** The folder with the built styles and scripts. */
    assets: string;
  }
}

/**
 * One throw-away PostgreSQL for the whole run, the styles and scripts built once, and a browser for its journeys. `TEST_POSTGRES` names another
 * one than the packages bring: the oldest that we run on is Debian's 15 (`/usr/lib/postgresql/15`).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeTemporaryFolder(baseInMemory());
  const cluster = await startEmbedded({ dir: join(folder, 'database'), durable: false, maxConnections: 200, installed: process.env['TEST_POSTGRES'] });
  const database = connectDatabase(cluster.address);
  await migrate(database.owner);
  await database.end();
  project.provide('cluster', cluster.admin);
  project.provide('files', join(folder, 'files'));
  await buildAssets(join(folder, 'assets'));
  project.provide('assets', join(folder, 'assets'));
  const chromium = await findChromium();
  if (!chromium) console.log('No Chromium here: the journeys of test/journeys are skipped. Name one in CHROMIUM to run them.');
  project.provide('chromium', chromium);
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
