import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { chance } from './rows.ts';

/** One request to be sent. */
export interface Sent {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Arrived {
  /** Milliseconds from the moment each was due until it was answered whole, the shortest first. */
  taken: number[];
  refused: number;
}

/**
 * As people come: each by himself, at moments drawn by lot (exponential gaps), whether or not those before have been answered. A tool that sends the requests of a
 * second all at its beginning measures how long a queue of its own making takes, and one that waits for answers sends fewer the slower these are.
 */
export async function arriving(url: string, perSecond: number, seconds: number, next: () => Sent): Promise<Arrived> {
  const random = chance(perSecond * 1000 + seconds);
  const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 3_000 }); // the server lets go of what was idle for five
  const begun = performance.now();
  const arrived: Arrived = { taken: [], refused: 0 };
  const open: Promise<void>[] = [];
  for (let due = gap(random, perSecond); due < seconds * 1000; due += gap(random, perSecond)) {
    const early = due - (performance.now() - begun);
    if (early > 0) await pause(early);
    open.push(answered(new URL(url), agent, next()).then((ok) => {
      arrived.taken.push(performance.now() - begun - due);
      if (!ok) arrived.refused += 1;
    }));
  }
  await Promise.all(open);
  agent.destroy();
  return { ...arrived, taken: arrived.taken.toSorted((a, b) => a - b) };
}

const gap = (random: () => number, perSecond: number): number => (-Math.log(1 - random()) / perSecond) * 1000;

const answered = ({ hostname, port }: URL, agent: Agent, { method = 'GET', path, headers, body }: Sent): Promise<boolean> => new Promise((done) => {
  const asked = request({ hostname, port, agent, method, path, headers }, (answer) => {
    answer.resume();
    answer.once('end', () => done(answer.statusCode! < 300)).once('error', () => done(false));
  });
  asked.once('error', () => done(false));
  asked.end(body);
});
