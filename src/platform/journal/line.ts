import { createHash } from 'node:crypto';
import type { Actor } from '#platform/identity/actor.ts';

/** One act, as the journal keeps it. `before` and `after` hold only the columns that changed. */
export interface Line {
  record: string;
  id: string;
  step: string;
  from: string | null;
  to: string | null;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** Name of the relation in which the actor acted. */
  relation: string;
  onBehalfOf?: string;
  reason?: string;
  batch?: string;
}

/** The text of a line as it is hashed and stored. Fixed key order, so that a reader can compare by eye. */
export function content(line: Line, actor: Actor, request: string | null): string {
  return JSON.stringify({
    record: line.record,
    id: line.id,
    step: line.step,
    from: line.from,
    to: line.to,
    before: line.before,
    after: line.after,
    actor: { account: actor.accountId, person: actor.personId, name: actor.name },
    relation: line.relation,
    onBehalfOf: line.onBehalfOf,
    reason: line.reason,
    batch: line.batch,
    request,
  });
}

/** With what the lines of a journal are chained. It stands beside each line, so that a county may change it and both parts are still followed. */
export const digests = { sha256: 'SHA-256', sm3: 'SM3（GB/T 32905）' } as const;
export type Digest = keyof typeof digests;

/** The digest of `previous hash ⏎ seq ⏎ moment ⏎ content` in hexadecimal. */
export const chained = (alg: Digest, previous: string, seq: number, at: Date, text: string): string =>
  createHash(alg).update(`${previous}\n${seq}\n${at.toISOString()}\n${text}`).digest('hex');
