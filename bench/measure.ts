import autocannon, { type Request } from 'autocannon';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf, cpuOfMachine, cpuOfPostgres, type Child } from './children.ts';
import type { Operation } from './operations.ts';

export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
  /** Milliseconds of CPU an operation costs in the server and in PostgreSQL. */
  cpu: number;
  databaseCpu: number;
  bytes: number;
}

export interface Settings {
  rounds: number;
  seconds: number;
  connections: number;
}

export interface Pair {
  ours: Child;
  bare: Child;
  postmaster: number;
  session: string;
}

/** A round during which others used more than this share of one core says nothing about the two servers; it is taken again. */
const quietShare = 0.15;
const mostTries = 40;
const waitForQuietMs = 2_000;

/** Both servers in turns, so that whatever else the machine does falls on both; the median of the quiet rounds. */
export async function measure(operation: Operation, pair: Pair, settings: Settings): Promise<{ ours: Measured; bare: Measured; disturbed: boolean }> {
  const quiet: Round[] = [];
  const others: Round[] = [];
  while (quiet.length < settings.rounds && others.length < mostTries) {
    const round = await undisturbed(pair, settings, async () => ({ ours: await once(pair.ours, operation.ours, pair, settings), bare: await once(pair.bare, operation.bare, pair, settings) }));
    (round.foreign < quietShare ? quiet : others).push(round);
    if (round.foreign >= quietShare) await pause(waitForQuietMs);
  }
  const rounds = quiet.length > 0 ? quiet : others;
  return { ours: median(rounds.map(({ ours }) => ours)), bare: median(rounds.map(({ bare }) => bare)), disturbed: quiet.length < settings.rounds };
}

interface Round {
  ours: Measured;
  bare: Measured;
  /** Cores that neither the servers nor we used. */
  foreign: number;
}

async function undisturbed(pair: Pair, { seconds }: Settings, work: () => Promise<Omit<Round, 'foreign'>>): Promise<Round> {
  const known = () => [pair.ours.pid, pair.bare.pid, process.pid].reduce((sum, pid) => sum + cpuOf(pid), cpuOfPostgres(pair.postmaster));
  const before = { machine: cpuOfMachine(), known: known() };
  const round = await work();
  return { ...round, foreign: (cpuOfMachine() - before.machine - (known() - before.known)) / (seconds * 2) };
}

async function once(child: Child, requests: Request[], { postmaster, session }: Pair, { seconds, connections }: Settings): Promise<Measured> {
  const before = { server: cpuOf(child.pid), database: cpuOfPostgres(postmaster) };
  let clients = 0;
  const result = await autocannon({
    url: child.url,
    connections,
    duration: seconds,
    requests,
    headers: { cookie: `session=${session}` },
    // Each client begins elsewhere in the row of requests, so that they do not all ask for the same at once.
    setupClient: (client) => client.setRequests(rotated(requests, Math.floor((requests.length / connections) * clients++))),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${requests[0]?.path}: ${result.non2xx} refusals, ${result.errors} errors`);
  const n = result.requests.total;
  return {
    perSecond: n / seconds,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: ((cpuOf(child.pid) - before.server) * 1000) / n,
    databaseCpu: ((cpuOfPostgres(postmaster) - before.database) * 1000) / n,
    bytes: result.throughput.total / n,
  };
}

const rotated = <T>(row: T[], by: number): T[] => [...row.slice(by), ...row.slice(0, by)];

const median = (measured: Measured[]): Measured => measured.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(measured.length / 2)]!;

/** One request after the other at a quiet server: milliseconds, the median of several. */
export async function alone(child: Child, path: string, session: string, times = 9): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const began = performance.now();
    const response = await fetch(child.url + path, { headers: { cookie: `session=${session}` } });
    await response.arrayBuffer();
    taken.push(performance.now() - began);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)]!;
}

/** A comparison of speed means nothing when the two do not answer the same. */
export async function expectSame(operation: Operation, { ours, bare, session }: Pair): Promise<void> {
  if (!operation.same) return;
  const answers = [];
  for (const [child, [request]] of [[ours, operation.ours], [bare, operation.bare]] as const) {
    const response = await fetch(child.url + request!.path, { headers: { cookie: `session=${session}` } });
    answers.push(operation.same(await response.json()));
  }
  if (answers[0] !== answers[1]) throw new Error(`${operation.name}: ours answers\n${answers[0]}\nand the hand-written one\n${answers[1]}`);
}
