import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '#platform/backup/comparing.ts';
import { damagedFiles, type Manifest } from '#platform/backup/manifest.ts';
import { restoreBackup } from '#platform/backup/restoring.ts';
import { makeTemporaryFolder } from '#platform/database/embedded-account.ts';
import { connectDatabase, type DatabaseAddress } from '#platform/database/connect.ts';
import { startEmbedded } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { folderStore, type FileStore } from '#platform/files/store.ts';

/** Restores a backup into a throw-away PostgreSQL of its own, with its files, and lets something be looked at there. */
export async function onRestored<T>(folder: string, manifest: Manifest, look: (address: DatabaseAddress, store: FileStore) => Promise<T>): Promise<T> {
  const place = makeTemporaryFolder();
  try {
    const cluster = await startEmbedded({ dir: join(place, 'database'), durable: false });
    try {
      const store = folderStore(join(place, 'files'));
      if (manifest.scope === 'county') await migrated(cluster.address);
      await restoreBackup({ folder, manifest, address: cluster.address, store, keys: [] });
      return await look(cluster.address, store);
    } finally {
      await cluster.stop();
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function migrated(address: DatabaseAddress): Promise<void> {
  const database = connectDatabase(address);
  await migrate(database.owner).finally(() => database.end());
}

/** @throws with what differs when the backup cannot be restored to just what it was taken of */
export async function expectRestorable(folder: string, manifest: Manifest): Promise<void> {
  const damaged = await damagedFiles(folder, manifest);
  const apart = damaged.length > 0 ? [] : await onRestored(folder, manifest, (address, store) => differences({ ...manifest, keys: [] }, address, store));
  if (damaged.length + apart.length > 0) throw new Error(`备份核验没有通过：\n${[...damaged, ...apart].join('\n')}`);
}
