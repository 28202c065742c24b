import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import type { Account } from './embedded-account.ts';
import type { EmbeddedSettings } from './embedded.ts';

export const port = 5432; // names the socket file only; nothing listens on the network
export const libcLocale = process.platform === 'linux' ? 'C.UTF-8' : 'C'; // for messages and libc's own functions: text is compared by the builtin provider
const timeZone = 'Asia/Shanghai';
const startLimitMs = 120_000; // recovery after a power cut reads the whole log
const stopLimitMs = 60_000;
const keptLogLines = 40;

/**
 * The shell becomes PostgreSQL; a watcher beside it waits on a pipe held by this process and asks for
 * a fast shutdown when the pipe breaks. So no kill, crash or time-out of ours leaves a server behind.
 */
const watched = '( (read -r _ <&3 || kill -INT $$) >/dev/null 2>&1 & ); exec "$@" 3<&-';

export type Places = { folder: string; socketFolder: string; binaries: string; account: Account };

/** Runs PostgreSQL: `ready` when it answers (rejects with its last words), `ended` when it is gone, `died` when nobody had asked. */
export function launch({ folder, socketFolder, binaries, account }: Places, settings: EmbeddedSettings) {
  const command = [join(binaries, 'bin', 'postgres'), '-D', folder, '-k', socketFolder, '-p', String(port), ...serverOptions(settings)];
  const child = spawn('/bin/sh', ['-c', watched, 'sh', ...command], {
    ...account,
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C in the terminal is for the program, which then stops PostgreSQL in order
  });
  const said: string[] = [];
  const lastWords = () => said.join('\n');
  let asked = false;
  const ended = new Promise<void>((done) => {
    child.once('error', (error) => {
      said.push(String(error));
      done();
    });
    child.once('exit', () => releaseWatcher(child));
    child.once('close', () => done()); // after its last words are read
  });
  const ready = new Promise<void>((done, refuse) => {
    const patience = setTimeout(() => child.kill('SIGQUIT'), startLimitMs);
    createInterface({ input: child.stderr! }).on('line', (line) => {
      said.push(line);
      if (said.length > keptLogLines) said.shift();
      if (!/ready to accept (read-only )?connections/.test(line)) return;
      clearTimeout(patience);
      done();
    });
    void ended.then(() => {
      clearTimeout(patience);
      refuse(new Error(cannotStart(lastWords())));
    });
  });
  const died = new Promise<string>((tell) => {
    void ended.then(() => {
      if (!asked) tell(`数据库意外停止。 / PostgreSQL ended unexpectedly.\n${lastWords()}`);
    });
  });
  const stop = async () => {
    asked = true;
    child.kill('SIGINT'); // fast shutdown: roll back what is open, write everything, end
    const timer = setTimeout(() => child.kill('SIGQUIT'), stopLimitMs);
    await ended;
    clearTimeout(timer);
  };
  return { ready, ended, died, stop };
}

function releaseWatcher(child: ChildProcess): void {
  const pipe = child.stdio[3] as Writable;
  pipe.on('error', () => undefined); // the watcher may be gone already
  pipe.end('done\n');
}

/** What is written reaches the archive after so many seconds at the latest. */
const ARCHIVED_WITHIN = 300;

/** Under its name only when it is whole; a file that is there already is never replaced. */
const archiving = (folder: string): Record<string, string | number> => ({
  archive_mode: 'on',
  archive_timeout: ARCHIVED_WITHIN,
  archive_command: `test ! -f '${folder}/%f.gz' && gzip -c '%p' > '${folder}/%f.part' && mv '${folder}/%f.part' '${folder}/%f.gz'`,
});

function serverOptions({ durable, archiveDir, sharedBuffersMb = 128, maxConnections = 100 }: EmbeddedSettings): string[] {
  const options: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    shared_buffers: `${sharedBuffersMb}MB`,
    max_connections: maxConnections,
    jit: 'off', // compiling costs more than our short queries take
    timezone: timeZone,
    log_timezone: timeZone,
    ...(durable ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 }),
    ...(archiveDir && archiving(archiveDir)),
    ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }), // file by file took 27 s on a large cluster
  };
  return Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

export function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: libcLocale, TZ: timeZone };
}

export function cannotStart(details: string): string {
  return `数据库没有启动起来，原因见下面几行。 / PostgreSQL did not start; its own words follow.\n${details.trim()}`;
}
