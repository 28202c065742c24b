import { existsSync, readFileSync } from 'node:fs';
import { cpus, freemem, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { freeBytes } from '#platform/health/disk.ts';
import { projectRoot } from '#platform/root.ts';

/**
 * What whoever mends the program from afar needs to know, and nothing of anybody: numbers, versions, names of tables and settings, which are
 * all words of the program. No row, no name of a county, no value that somebody typed.
 */

/** Settings are named, not told; what they hold may be a password or an address. */
const settings = ['PORT', 'DATA_DIR', 'DATABASE_URL', 'PUBLIC_URL', 'TRUST_PROXY', 'BACKUP_AT', 'BACKUP_DIR', 'BACKUP_KEYS_DIR', 'BACKUP_KEEP', 'ARCHIVE_DIR', 'FILES_S3', 'FILES_S3_KEY', 'FILES_S3_SECRET', 'FILES_S3_REGION', 'METRICS_TOKEN', 'LOG_FORMAT'];

const databaseSettings = ['server_version', 'server_encoding', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'archive_mode', 'max_connections', 'shared_buffers', 'TimeZone', 'wal_level', 'lc_collate'];

export async function diagnosticsOf(owner: pg.Pool, dataDir: string, env: NodeJS.ProcessEnv = process.env): Promise<object> {
  const asked = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows as Record<string, unknown>[];
  return {
    at: new Date().toISOString(),
    program: { version: JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version, node: process.version, platform: `${process.platform} ${process.arch}`, system: `${type()} ${release()}`, root: process.getuid?.() === 0 },
    machine: { processors: cpus().length, memory: totalmem(), memoryFree: freemem(), load: loadavg(), diskFree: existsSync(dataDir) ? await freeBytes(dataDir) : null },
    set: settings.filter((name) => env[name] !== undefined),
    database: {
      settings: await asked('select name, setting, unit from pg_settings where name = any($1) order by name', [databaseSettings]),
      bytes: (await asked('select pg_database_size(current_database()) as bytes'))[0]!['bytes'],
      connections: await asked('select state, wait_event_type, count(*) from pg_stat_activity where datname = current_database() group by 1, 2 order by 1, 2'),
      longestStatementSeconds: (await asked(`select coalesce(max(extract(epoch from now() - query_start)), 0) as seconds from pg_stat_activity where datname = current_database() and state = 'active'`))[0]!['seconds'],
      deadlocks: (await asked('select deadlocks, xact_rollback, temp_bytes, checksum_failures from pg_stat_database where datname = current_database()'))[0],
      locksWaitedFor: (await asked('select count(*) from pg_locks where not granted'))[0]!['count'],
    },
    migrations: await asked('select number, name, checksum, applied_at from migrations order by number'),
    tables: await asked(`select relname as name, n_live_tup as rows, pg_total_relation_size(relid) as bytes, n_dead_tup as dead, last_autovacuum is not null as vacuumed from pg_stat_user_tables where schemaname = 'public' order by relname`),
    invalidIndexes: await asked(`select indexrelid::regclass::text as name from pg_index where not indisvalid`),
    counties: (await asked('select level, count(*) from counties group by level order by level')),
    upkeep: await asked('select kind, at, good from upkeep order by kind'),
  };
}
