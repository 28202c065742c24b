import { statfs } from 'node:fs/promises';

/** With less than this, what is sent now may find no room: a few sendings of attachments and the log of the database. */
export const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/** Below this the office is told, long before anything fails. */
export const WARN_FREE_BYTES = 5 * 1024 ** 3;

/** Free room where this folder lies, for whoever is not root. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
