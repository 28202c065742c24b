import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { addressProblem, isInner, type OutwardRules } from '#platform/outward/addresses.ts';

export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** How long the whole answer may take, where that is not the usual time. */
  waitMs?: number;
  /** How long the answer may be, where that is not the usual length. */
  most?: number;
}

/** An answer is no longer, unless more is expected. */
const LONGEST = 1024 * 1024;
export class AnswerTooLong extends Error {
  constructor() {
    super('the answer is too long');
  }
}
const WAIT_MS = 10_000;
/** Statuses whose answers have nothing in them. */
const EMPTY = [204, 205, 304];

/**
 * Asks an address that somebody typed, or that an answer named. It goes to the very machine whose address was looked at (a name that is asked twice may
 * lead elsewhere the second time), follows no redirection, and reads only so much for only so long.
 */
export function fetched(address: string, { method = 'GET', headers = {}, body, waitMs = WAIT_MS, most = LONGEST }: Asking, rules: OutwardRules): Promise<Response> {
  const problem = addressProblem(address, rules);
  if (problem) return Promise.reject(new Error(`${new URL(address).host}: ${problem}`));
  const url = new URL(address);
  return new Promise((resolve, reject) => {
    const asking = (url.protocol === 'https:' ? secure : plain)(url, { method, headers, lookup: rules.privateToo ? undefined : lookupOutside, signal: AbortSignal.timeout(waitMs), agent: false }, (answer) => {
      whole(answer, most).then((content) => resolve(asResponse(answer, content)), reject);
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** One inner address among those of a name is enough to refuse it. */
function lookupOutside(name: string, options: LookupOptions, found: Found): void {
  dns.lookup(name, { ...options, all: true }, (error, all) => {
    const [first] = all ?? [];
    if (error || !first) return found(error ?? new Error(`${name} has no address`), '');
    if (all.some(({ address }) => isInner(address))) return found(new Error(`${name} leads to an inner address`), '');
    return options.all ? found(null, all) : found(null, first.address, first.family);
  });
}

async function whole(answer: IncomingMessage, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > most) {
      answer.destroy();
      throw new AnswerTooLong();
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function asResponse(answer: IncomingMessage, content: Buffer): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) for (const one of [value ?? []].flat()) headers.append(name, one);
  const status = answer.statusCode ?? 502;
  return new Response(EMPTY.includes(status) ? null : new Uint8Array(content), { status, headers });
}
