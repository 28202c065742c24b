import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './ground.ts';

/** One write that somebody asked for: an entry of the ledger, or a step on one. */
export interface Write {
  /** Its request id: the same when it is asked again. */
  key: string;
  path: string;
  body: object;
  /** The record, as the answer named it. */
  id?: string;
  acknowledged: boolean;
}

export interface Answer {
  status: number;
  body: { id?: string; title?: string; detail?: string };
  headers: Headers;
}

const patienceMs = 30_000;
/** Somebody who got no answer looks at the screen before trying again. */
const afterFailureMs = 100;

/** People who write at once, each one record after another, a step on each: until they are told to stop. */
export class Writers {
  readonly writes: Write[] = [];
  /** How often each status was answered; 0 is no answer at all. */
  readonly statuses = new Map<number, number>();
  /** When each write was acknowledged. */
  readonly acknowledgedAt: number[] = [];
  readonly #ground: Ground;
  #stopped = false;
  #hands: Promise<void>[] = [];

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  begin(url: string, many: number): void {
    this.#stopped = false;
    this.#hands = Array.from({ length: many }, () => this.#write(url));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#hands);
  }

  /** Asks every write again that was not acknowledged, with its own request id. */
  async retry(url: string): Promise<void> {
    for (const write of this.writes) {
      if (!write.acknowledged) await this.send(url, write);
    }
  }

  async #write(url: string): Promise<void> {
    while (!this.#stopped) {
      const entry = this.plan('/api/v1/ledger', { committee_id: this.#ground.committee, received_on: '2026-01-15', way: 'visit', place: '白石村', matter: `试验 ${randomUUID()}` });
      await this.send(url, entry);
      if (!entry.id) {
        await pause(afterFailureMs);
        continue;
      }
      await this.send(url, this.plan(`/api/v1/ledger/${entry.id}/handling`, { handling: 'transferred' }, entry.id));
    }
  }

  plan(path: string, body: object, id?: string): Write {
    const write: Write = { key: randomUUID(), path, body, id, acknowledged: false };
    this.writes.push(write);
    return write;
  }

  async send(url: string, write: Write): Promise<Answer | undefined> {
    const answer = await ask(this.#ground, url, write.path, { body: write.body, key: write.key });
    const status = answer?.status ?? 0;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (!answer || status >= 300) return answer;
    write.acknowledged = true;
    write.id = answer.body.id;
    this.acknowledgedAt.push(Date.now());
    return answer;
  }
}

/** One request; undefined when no answer came. */
export async function ask({ session }: Pick<Ground, 'session'>, url: string, path: string, act?: { body: object; key: string }): Promise<Answer | undefined> {
  const headers = { cookie: `session=${session}`, accept: 'application/json', ...(act && { 'content-type': 'application/json', 'idempotency-key': act.key }) };
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const answer = await fetch(url + path, { headers, signal, redirect: 'manual', ...(act && { method: 'POST', body: JSON.stringify(act.body) }) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : {} };
  } catch {
    return undefined;
  }
}

export const inWords = (statuses: ReadonlyMap<number, number>): string => [...statuses].toSorted(([a], [b]) => a - b).map(([status, n]) => `${status || 'no answer'}×${n}`).join(' ');
