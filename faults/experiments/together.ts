import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded, type SocketAddress } from '#platform/database/embedded.ts';
import type { Bench, Experiment, Outcome } from '../experiment.ts';
import type { Ground } from '../ground.ts';
import { ask, inWords, Writers } from '../load.ts';
import { startProgram, type Program } from '../program.ts';
import { prove } from '../proof.ts';

/** Two programs on one database and one folder of files, as behind a balancer. */

const TOKEN = 'measured-here';
const FOLLOWED_WITHIN_MS = 30_000;

const urlOf = ({ host, port, user, database }: SocketAddress): string => `postgresql://${user}@${encodeURIComponent(host)}:${port}/${database}`;

async function twoPrograms({ ground: lay }: Bench): Promise<Outcome> {
  const ground = lay();
  const cluster = await startEmbedded({ dir: join(ground.dataDir, 'database'), durable: true });
  const wrong: string[] = [];
  const expect = (holds: boolean, otherwise: string) => void (holds || wrong.push(otherwise));
  const started: Program[] = [];
  const start = async () => {
    started.push(await startProgram(ground, { env: { DATABASE_URL: urlOf(cluster.address), METRICS_TOKEN: TOKEN } }));
    return started.at(-1)!;
  };
  try {
    const [first, second] = [await start(), await start()];
    const writers = new Writers(ground);
    await actAcross(ground, first, second, expect);
    writers.begin(first.url, 4);
    const others = new Writers(ground);
    others.begin(second.url, 4);
    await pause(2_000);
    const leading = await Promise.all([first, second].map(leads));
    expect(leading.filter(Boolean).length === 1, `${leading.filter(Boolean).length} of two programs lead`);
    const [leader, follower] = leading[0] ? [first, second] : [second, first];
    const began = Date.now();
    await leader.kill();
    while (!(await leads(follower)) && Date.now() - began < FOLLOWED_WITHIN_MS) await pause(200);
    const followedMs = Date.now() - began;
    expect(await leads(follower), 'nobody followed the leader that was killed');
    await Promise.all([writers.stop(), others.stop()]);
    await writers.retry(follower.url);
    await others.retry(follower.url);
    const all = [...writers.writes, ...others.writes];
    const proof = await prove(ground, all);
    const acknowledged = all.filter((write) => write.acknowledged).length;
    return { tried: all.length, acknowledged, lost: proof.lost, wrong: [...wrong, ...proof.wrong], told: `4 hands on each; the leader killed, followed after ${followedMs} ms; ${inWords(writers.statuses)} | ${inWords(others.statuses)}` };
  } finally {
    for (const program of started) if (program.alive()) await program.stop();
    await cluster.stop();
  }
}

/** Who signs in at one works at the other, and what is written at one is read at the other at once: on the list, by the same request, as a file. */
async function actAcross(ground: Ground, first: Program, second: Program, expect: (holds: boolean, otherwise: string) => void): Promise<void> {
  const session = await signIn(first);
  const person = { ...ground, session };
  const listed = async (program: Program) => Number((await ask(person, program.url, '/api/v1/ledger'))?.body['total' as 'id']);
  expect((await ask(person, second.url, '/api/v1/ledger'))?.status === 200, 'a session of one is not known to the other');
  for (let n = 0; n < 5; n++) {
    const before = await listed(second);
    const key = randomUUID();
    const body = { committee_id: ground.committee, received_on: '2026-01-15', way: 'visit', matter: `两处办的事 ${n}` };
    const made = await ask(person, first.url, '/api/v1/ledger', { body, key });
    const again = await ask(person, second.url, '/api/v1/ledger', { body, key });
    expect(made?.status === 201 && again?.body.id === made.body.id, `the same request at the other made ${again?.status} ${again?.body.detail ?? 'another record'}`);
    expect((await listed(second)) === before + 1, 'a list kept by one did not know what the other wrote');
    const step = await ask(person, second.url, `/api/v1/ledger/${made?.body.id}/handling`, { body: { handling: 'transferred', version: 1 }, key: randomUUID() });
    const late = await ask(person, first.url, `/api/v1/ledger/${made?.body.id}/answer`, { body: { version: 1, outcome_text: '晚了一步', answered_on: '2026-01-16' }, key: randomUUID() });
    expect(step?.status === 200 && late?.status === 409, `steps at both: ${step?.status} and ${late?.status}`);
  }
  const out = await fetch(`${first.url}/logout`, { method: 'POST', redirect: 'manual', headers: { cookie: `session=${session}`, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ csrf: await csrfOn(first, session) }) });
  expect(out.status === 303 && (await ask(person, second.url, '/api/v1/ledger'))?.status === 401, `signed out at one (${out.status}), still in at the other`);
}

async function signIn({ url }: Program): Promise<string> {
  const form = new URLSearchParams({ county: 'faults', login: 'tester', password: 'a long password only for the faults 8' });
  const answer = await fetch(`${url}/login`, { method: 'POST', body: form, redirect: 'manual' });
  const session = /session=([^;]+)/.exec(answer.headers.getSetCookie().join('; '))?.[1];
  if (!session) throw new Error(`signing in was answered ${answer.status}`);
  return session;
}

async function csrfOn({ url }: Program, session: string): Promise<string> {
  const page = await (await fetch(`${url}/ledger/new`, { headers: { cookie: `session=${session}` } })).text();
  return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

async function leads(program: Program): Promise<boolean> {
  if (!program.alive()) return false;
  const answer = await fetch(`${program.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  return /^lianxinqiao_leads 1$/m.test(await answer.text());
}

export const together: readonly Experiment[] = [{ name: 'two programs on one database', run: twoPrograms }];
