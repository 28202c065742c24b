import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The system account PostgreSQL runs under; undefined means: the account of this process. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Started by root it runs as the owner of an existing data folder
 * (give a server its own account by `chown`), else as `nobody`.
 */
export function accountFor(dataFolder: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return { uid: numberOf('-u'), gid: numberOf('-g') };
}

function numberOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
}

/** Whether the account can really enter this folder and read it (asked of the system: modes, ACLs and mounts all count). */
export function canRead(folder: string, account: Account): boolean {
  if (!account) return true;
  const answer = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', resolve(folder)], { ...account, cwd: '/', stdio: 'ignore' });
  return answer.status === 0;
}

/** Makes a folder and its missing parents, open for passing through whatever the umask: a private parent would lock PostgreSQL out. */
export function makeOpenFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
}

/** The system's folder for temporary files, or /tmp when that one is closed to the account. */
export function temporaryBase(account: Account): string {
  return canRead(tmpdir(), account) ? tmpdir() : '/tmp';
}

/** A new temporary folder in which a throw-away PostgreSQL may live; the caller removes it. */
export function makeTemporaryFolder(base = temporaryBase(accountFor(''))): string {
  const folder = mkdtempSync(join(base, 'lxq-'));
  chmodSync(folder, 0o755);
  return folder;
}
