import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { counted, type Bench, type Experiment, type Outcome } from '../experiment.ts';
import { ask } from '../load.ts';
import { startProgram } from '../program.ts';
import { asAdmin } from '../proof.ts';

/** Clients that take too long or send too much, and a database with no connection free. reliability F-05, F-06, F-07. */

const HEADERS_CLOSED_MS = 30_000;
const OTHERS_P95_MS = 500;
const REFUSED_WITHIN_MS = 10_000;
const ALIVE_WITHIN_MS = 1_000;

async function slowClients({ ground: lay, short }: Bench): Promise<Outcome> {
  const ground = lay();
  const program = await startProgram(ground);
  const port = Number(new URL(program.url).port);
  const many = short ? 100 : 400;
  const headers = await hanging(port, many, 'GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ');
  const bodies = await hanging(port, many, `POST /api/v1/ledger HTTP/1.1\r\nHost: here\r\nCookie: session=${ground.session}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`);
  const readers = await hanging(port, short ? 20 : 100, `GET /api/v1/openapi.json HTTP/1.1\r\nHost: here\r\n\r\n`, true);
  const began = Date.now();
  const times: number[] = [];
  const wrong: string[] = [];
  while (Date.now() - began < HEADERS_CLOSED_MS && (times.length < 50 || headers.some(open))) {
    const from = performance.now();
    const answer = await ask(ground, program.url, '/api/v1/ledger');
    times.push(performance.now() - from);
    if (answer?.status !== 200) wrong.push(`somebody else was answered ${answer?.status ?? 'nothing'}`);
    await pause(50);
  }
  const waited = Date.now() - began;
  const p95 = Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!);
  const left = headers.filter(open).length;
  if (left) wrong.push(`${left} connections with half a head were still open after ${Math.round(waited / 1000)} s`);
  if (p95 > OTHERS_P95_MS) wrong.push(`others waited ${p95} ms`);
  for (const socket of [...headers, ...bodies, ...readers]) socket.destroy();
  await program.stop();
  return counted(`${headers.length + bodies.length + readers.length} slow connections, heads closed within ${Math.round(waited / 1000)} s; others p95 ${p95} ms`, [...new Set(wrong)]);
}

const open = (socket: Socket): boolean => !socket.destroyed && !socket.readableEnded;

/** Connections that say this and then nothing; with `deaf` they do not read either. */
const hanging = (port: number, many: number, said: string, deaf = false): Promise<Socket[]> => Promise.all(Array.from({ length: many }, () => new Promise<Socket>((done, refuse) => {
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(said);
    done(socket);
  });
  socket.once('error', refuse).on('error', () => undefined);
  if (deaf) socket.pause();
  else socket.resume();
})));

async function oversize({ ground: lay }: Bench): Promise<Outcome> {
  const ground = lay();
  const program = await startProgram(ground);
  const entry = (matter: unknown) => JSON.stringify({ committee_id: ground.committee, received_on: '2026-01-15', matter });
  const sent: [what: string, path: string, init: RequestInit][] = [
    ['20 MB of JSON', '/api/v1/ledger', { method: 'POST', body: entry('长'.repeat(7_000_000)) }],
    ['JSON nested 100,000 deep', '/api/v1/ledger', { method: 'POST', body: `{"matter":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }],
    ['JSON cut in the middle', '/api/v1/ledger', { method: 'POST', body: entry('半句').slice(0, -5) }],
    ['a head of 64 kB', '/api/v1/ledger', { headers: { 'x-long': 'a'.repeat(65_536) } }],
    ['an address of 100 kB', `/api/v1/ledger?q=${'a'.repeat(100_000)}`, {}],
    ['a body that claims to be gzip', '/api/v1/ledger', { method: 'POST', body: 'not zipped', headers: { 'content-encoding': 'gzip' } }],
    ['an unfinished escape', '/ledger/%E4%BD', {}],
  ];
  const wrong: string[] = [];
  const told: string[] = [];
  for (const [what, path, init] of sent) {
    const from = performance.now();
    const headers = { cookie: `session=${ground.session}`, 'content-type': 'application/json', ...(init.headers as Record<string, string>) };
    const status = await fetch(program.url + path, { ...init, headers, signal: AbortSignal.timeout(REFUSED_WITHIN_MS), redirect: 'manual' }).then((answer) => answer.status, () => 0);
    const ms = Math.round(performance.now() - from);
    told.push(`${what} ${status || 'closed'}`);
    if (status >= 500 || ms > 3_000) wrong.push(`${what}: ${status} after ${ms} ms`);
  }
  if ((await ask(ground, program.url, '/api/v1/ledger'))?.status !== 200) wrong.push('afterwards it did not answer');
  await program.stop();
  return counted(told.join(', '), wrong, sent.length);
}

async function poolExhausted({ ground: lay }: Bench): Promise<Outcome> {
  const ground = lay();
  const program = await startProgram(ground);
  const wrong: string[] = [];
  const ready = await ask(ground, program.url, '/api/v1/ledger');
  if (ready?.status !== 200) wrong.push(`before anything it answered ${ready?.status}`);
  const waits: number[] = [];
  const statuses = new Map<number, number>();
  let healed = 0;
  await asAdmin(ground, async (client) => {
    await client.query('begin');
    await client.query('lock table ledger_entries in access exclusive mode');
    const asked = Array.from({ length: 60 }, async (_, n) => {
      const from = performance.now();
      const answer = await ask(ground, program.url, `/api/v1/ledger?q=x${n}`);
      statuses.set(answer?.status ?? 0, (statuses.get(answer?.status ?? 0) ?? 0) + 1);
      if (answer?.status === 503) waits.push(performance.now() - from);
      if (answer?.status === 503 && !answer.headers.get('retry-after')) wrong.push('a 503 did not say when to try again');
      if (answer && answer.status >= 500 && !/[一-鿿]/.test(answer.body.detail ?? '')) wrong.push(`${answer.status} without a sentence`);
    });
    await pause(1_000);
    const from = performance.now();
    const health = await fetch(`${program.url}/health/live`).catch(() => undefined);
    const ms = Math.round(performance.now() - from);
    if (health?.status !== 200 || ms > ALIVE_WITHIN_MS) wrong.push(`/health/live answered ${health?.status} after ${ms} ms`);
    await pause(6_000);
    await client.query('rollback');
    const released = performance.now();
    await Promise.all(asked);
    if ((await ask(ground, program.url, '/api/v1/ledger'))?.status !== 200) wrong.push('it did not recover');
    healed = Math.round(performance.now() - released);
  });
  const longest = Math.round(Math.max(0, ...waits));
  if (!statuses.has(503)) wrong.push(`nobody was told to wait: ${[...statuses.keys()].join()}`);
  if (longest > REFUSED_WITHIN_MS) wrong.push(`somebody waited ${longest} ms to be refused`);
  if (statuses.has(500)) wrong.push(`${statuses.get(500)} answers were 500`);
  await program.stop();
  return counted(`60 at once on a locked table: ${[...statuses].map(([status, n]) => `${status}×${n}`).join(' ')}, refused within ${longest} ms; recovered in ${healed} ms`, [...new Set(wrong)]);
}

export const clients: readonly Experiment[] = [
  { name: 'all connections of the database taken', run: poolExhausted },
  { name: 'slow clients', onlyLong: true, run: slowClients },
  { name: 'oversize and broken requests', run: oversize },
];
