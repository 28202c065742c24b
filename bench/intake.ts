import autocannon, { type Request } from 'autocannon';
import { randomUUID } from 'node:crypto';
import type { Child } from './children.ts';
import type { FilledCounty } from './fill.ts';
import { chance, searched, vocabulary } from './rows.ts';

/** What people wait for while many residents report, milliseconds. */
export interface Waited {
  what: string;
  perMinute: number;
  p50: number;
  p99: number;
  /** The same just before, while nobody reports: on a busy machine the difference is what counts. Nothing for the reports themselves. */
  quietP99?: number;
  worst: number;
  refused: number;
}

const reportsPerSecond = 9; // 540 a minute; the aim speaks of 500
const readsPerSecond = 10; // twenty clerks who open a page every two seconds, of each kind
const seconds = 60;
const quietSeconds = 30;
const warmSeconds = 10; // code that was never run is slow once, and that is no waiting for residents

/** Residents report at the public page while the office reads lists and searches; nothing is answered from memory. */
export async function intake(ours: Child, county: FilledCounty): Promise<Waited[]> {
  await reads(ours, county, warmSeconds);
  const quiet = await reads(ours, county, quietSeconds);
  const [reported, read] = await Promise.all([run(ours, 'reports of residents', reportsPerSecond, reports(county), {}, seconds), reads(ours, county, seconds)]);
  return [reported, ...read.map((one, n) => ({ ...one, quietP99: quiet[n]!.p99 }))];
}

function reads(ours: Child, county: FilledCounty, during: number): Promise<Waited[]> {
  const list = (prefix: string): Request[] => county.committees.map((committee) => ({ path: `${prefix}/ledger?committee_id=${committee}&state=received` }));
  const words = Object.values(searched).map((rank) => ({ path: `/api/v1/ledger?q=${encodeURIComponent(vocabulary[rank - 1]!)}` }));
  return Promise.all([
    run(ours, 'list as page', readsPerSecond, list(''), signedIn(county), during),
    run(ours, 'list as JSON', readsPerSecond, list('/api/v1'), signedIn(county), during),
    run(ours, 'search', readsPerSecond, words, signedIn(county), during),
  ]);
}

const signedIn = ({ session }: FilledCounty) => ({ cookie: `session=${session}`, 'cache-control': 'no-cache' });

/** Each from a telephone of its own, as the proxy before the program tells. */
function reports({ slug, committees }: FilledCounty): Request[] {
  const random = chance(3);
  const word = () => vocabulary[Math.floor(random() * vocabulary.length)]!;
  return Array.from({ length: 200 }, (_, n) => ({
    method: 'POST',
    path: `/api/v1/r/${slug}/${committees[n % committees.length]}`,
    body: JSON.stringify({ matter: Array.from({ length: 20 }, word).join(''), place: `${word()}村` }),
    setupRequest: (request: Request) => ({
      ...request,
      headers: { ...request.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'x-forwarded-for': Array.from({ length: 4 }, () => Math.floor(Math.random() * 256)).join('.') },
    }),
  }));
}

async function run(ours: Child, what: string, perSecond: number, requests: Request[], headers: Record<string, string>, during: number): Promise<Waited> {
  const { latency, requests: sent, non2xx, errors } = await autocannon({ url: ours.url, connections: 4, overallRate: perSecond, duration: during, requests, headers });
  return { what, perMinute: Math.round((sent.total * 60) / during), p50: latency.p50, p99: latency.p99, worst: latency.max, refused: non2xx + errors };
}
