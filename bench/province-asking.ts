import autocannon, { type Request } from 'autocannon';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { machineFault } from '#platform/http/machine-faults.ts';
import type { Problem } from '#platform/problems.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { openHouse } from '#platform/records/house.ts';
import { reckon } from './assessing.ts';
import { cpuOf, cpuOfMachine, cpuOfPostgres, type Child } from './children.ts';
import { files, type FilledCounty } from './fill.ts';
import { chance, searched, vocabulary } from './rows.ts';

/** What people ask most, of a county drawn anew for each request. */

const ASKED = 400;
const APART = 7;
const PERIOD = 'from=2025-01-01&to=2025-12-31';
/** Measured rounds begin when everything together uses less than this share of a core. */
const QUIET_SHARE = 0.1;
const QUIET_FOR = 3;
const PATIENCE_SECONDS = 1_800;

/** Session cookies of the office of each county; their clerks have the same id. */
export async function sessionsOf(address: SocketAddress): Promise<string[]> {
  const database = connectDatabase(address);
  try {
    const house = await openHouse(database.app, slices, files);
    const { rows } = await database.owner.query<{ county_id: string }>('select county_id from counties order by slug');
    const first = await idOfClerk(database, rows.map((row) => row.county_id));
    const sessions: string[] = [];
    for (const { county_id } of rows) sessions.push(await openSession(house, county_id, first, 'benchmark'));
    return sessions;
  } finally {
    await database.end();
  }
}

async function idOfClerk({ owner }: { owner: pg.Pool }, counties: readonly string[]): Promise<string> {
  const client = await owner.connect();
  try {
    await client.query(`begin; set local app.county to '${counties[0]}'`);
    const { rows } = await client.query<{ id: string }>('select id from accounts limit 1');
    return rows[0]!.id;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

export async function askedOf({ committees }: FilledCounty, sessions: readonly string[]): Promise<Record<string, Request[]>> {
  const random = chance(3);
  const some = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const headers = () => ({ cookie: `session=${some(sessions)}`, 'cache-control': 'no-cache' }); // nothing that was kept answers
  const many = (path: () => string): Request[] => Array.from({ length: ASKED }, () => ({ path: path(), headers: headers() }));
  const month = () => `${2023 + Math.floor(random() * 3)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`;
  const listed = (at: string) => `/api/v1/ledger?committee_id=${some(committees)}&state=closed&received_on_from=${at}-01&received_on_to=${at}-28`;
  const search = (rank: number) => many(() => `/api/v1/ledger?q=${encodeURIComponent(vocabulary[rank - 1]!)}`);
  return {
    'list: township, state, month; 50 newest and total': many(() => listed(month())),
    'search: a frequent word': search(searched.frequent),
    'search: a medium word': search(searched.medium),
    'search: a rare word': search(searched.rare),
    'board of the county, a year': many(() => `/boards/county?${PERIOD}`),
    'speech of the year': many(() => `/speech?${PERIOD}`),
    'enter a voice': many(() => '/api/v1/ledger').map((request) => ({ ...request, method: 'POST', body: voice(some, committees), setupRequest: identified })),
  };
}

const voice = (some: <T>(of: readonly T[]) => T, committees: readonly string[]): string =>
  JSON.stringify({ committee_id: some(committees), received_on: '2025-12-15', way: 'visit', place: `${some(vocabulary)}村`, matter: Array.from({ length: 30 }, () => some(vocabulary)).join('') });

const identified = (request: Request): Request => ({ ...request, headers: { ...request.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() } });

export interface Pressed {
  perSecond: number;
  p50: number;
  p99: number;
  /** Milliseconds of processor for each, of the program and of PostgreSQL. */
  cpu: number;
  databaseCpu: number;
  /** Cores that others used meanwhile. */
  busy: number;
  /** Answered that there are too many at once, or not within ten seconds. */
  refused: number;
}

export async function pressed(child: Child, postmaster: number, requests: Request[], clients: number, seconds: number): Promise<Pressed> {
  const used = () => ({ server: cpuOf(child.pid), database: cpuOfPostgres(postmaster), own: cpuOf(process.pid), machine: cpuOfMachine() });
  const before = used();
  const began = performance.now();
  let begun = 0;
  const { requests: { total }, latency, non2xx, errors } = await autocannon({
    url: child.url, connections: clients, duration: seconds, requests,
    setupClient(client) { // each begins elsewhere, so that they do not all ask for the same at once
      client.setRequests([...requests.slice(begun), ...requests.slice(0, begun)]);
      begun = (begun + APART) % requests.length;
    },
  });
  const after = used();
  const took = (performance.now() - began) / 1000;
  const [server, database] = [after.server - before.server, after.database - before.database];
  return {
    perSecond: total / took, p50: latency.p50, p99: latency.p99, cpu: (server * 1000) / Math.max(total, 1), databaseCpu: (database * 1000) / Math.max(total, 1),
    busy: (after.machine - before.machine - server - database - (after.own - before.own)) / took, refused: non2xx + errors,
  };
}

/** Reckoned by the function behind every page of an assessment, by so many at once; the program would do the same in its own process. */
export async function assessed(address: SocketAddress, postmaster: number, clients: number, seconds: number): Promise<Pressed> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  try {
    const house = await openHouse(database.app, slices, files);
    const { rows } = await database.owner.query<{ county_id: string }>('select county_id from counties order by slug');
    const random = chance(4);
    const before = { own: cpuOf(process.pid), database: cpuOfPostgres(postmaster), machine: cpuOfMachine() };
    const times: number[] = [];
    let refused = 0;
    const until = performance.now() + seconds * 1000;
    await Promise.all(Array.from({ length: clients }, async () => {
      do {
        const began = performance.now();
        const said = await reckon(house, rows[Math.floor(random() * rows.length)]!.county_id, true).then(() => undefined, told);
        if (said) refused += 1;
        else times.push(performance.now() - began);
      } while (performance.now() < until);
    }));
    const took = seconds + Math.max(0, performance.now() - until) / 1000;
    const [own, data] = [cpuOf(process.pid) - before.own, cpuOfPostgres(postmaster) - before.database];
    const sorted = times.toSorted((a, b) => a - b);
    return {
      perSecond: times.length / took, p50: sorted[sorted.length >> 1]!, p99: sorted[Math.floor(sorted.length * 0.99)]!,
      cpu: (own * 1000) / times.length, databaseCpu: (data * 1000) / times.length, busy: (cpuOfMachine() - before.machine - own - data) / took, refused,
    };
  } finally {
    await database.end();
  }
}

/** What a person would be told of it. @throws what is a fault of ours */
function told(error: unknown): Problem {
  const problem = machineFault(error);
  if (!problem) throw error;
  return problem;
}

/** Waits until the program has done what it does by itself after a start. @returns the seconds that took */
export async function quiet(pid: number, postmaster: number): Promise<number> {
  const began = Date.now();
  let still = 0;
  while (still < QUIET_FOR && Date.now() - began < PATIENCE_SECONDS * 1000) {
    const before = cpuOf(pid) + cpuOfPostgres(postmaster);
    await pause(1_000);
    still = cpuOf(pid) + cpuOfPostgres(postmaster) - before < QUIET_SHARE ? still + 1 : 0;
  }
  return Math.round((Date.now() - began) / 1000) - QUIET_FOR;
}
