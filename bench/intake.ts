import { randomUUID } from 'node:crypto';
import { arriving, type Sent } from './arrivals.ts';
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

/** Residents report at the public page while the office reads lists and searches, each when he comes; nothing is answered from memory. */
export async function intake(ours: Child, county: FilledCounty): Promise<Waited[]> {
  await reads(ours, county, warmSeconds);
  const quiet = await reads(ours, county, quietSeconds);
  const [reported, read] = await Promise.all([run(ours, 'reports of residents', reportsPerSecond, reports(county), seconds), reads(ours, county, seconds)]);
  return [reported, ...read.map((one, n) => ({ ...one, quietP99: quiet[n]!.p99 }))];
}

function reads(ours: Child, county: FilledCounty, during: number): Promise<Waited[]> {
  const headers = { cookie: `session=${county.session}`, 'cache-control': 'no-cache' };
  const list = (prefix: string): (() => Sent) => inTurn(county.committees.map((committee) => ({ path: `${prefix}/ledger?committee_id=${committee}&state=received`, headers })));
  const words = inTurn(Object.values(searched).map((rank) => ({ path: `/api/v1/ledger?q=${encodeURIComponent(vocabulary[rank - 1]!)}`, headers })));
  return Promise.all([
    run(ours, 'list as page', readsPerSecond, list(''), during),
    run(ours, 'list as JSON', readsPerSecond, list('/api/v1'), during),
    run(ours, 'search', readsPerSecond, words, during),
  ]);
}

function inTurn(all: readonly Sent[]): () => Sent {
  let n = 0;
  return () => all[n++ % all.length]!;
}

/** Each from a telephone of its own, as the proxy before the program tells. */
function reports({ slug, committees }: FilledCounty): () => Sent {
  const random = chance(3);
  const word = () => vocabulary[Math.floor(random() * vocabulary.length)]!;
  const address = () => Array.from({ length: 4 }, () => Math.floor(Math.random() * 256)).join('.');
  let n = 0;
  return () => ({
    method: 'POST',
    path: `/api/v1/r/${slug}/${committees[n++ % committees.length]}`,
    body: JSON.stringify({ matter: Array.from({ length: 20 }, word).join(''), place: `${word()}村` }),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'x-forwarded-for': address() },
  });
}

async function run(ours: Child, what: string, perSecond: number, next: () => Sent, during: number): Promise<Waited> {
  const { taken, refused } = await arriving(ours.url, perSecond, during, next);
  const at = (share: number): number => Math.round(taken[Math.min(Math.floor(taken.length * share), taken.length - 1)] ?? 0);
  return { what, perMinute: Math.round((taken.length * 60) / during), p50: at(0.5), p99: at(0.99), worst: at(1), refused };
}
