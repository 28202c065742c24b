import { transcode } from 'node:buffer';
import { today } from '#platform/time.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Visit } from '#platform/http/visit.ts';

/** So much is kept in all, bytes (some 700 full pages of lists); the answer unused longest is forgotten first. */
const MOST_BYTES = 32 * 1024 * 1024;

/** An answer as it is sent. */
export type Bytes = Uint8Array<ArrayBuffer>;

interface Entry {
  /** When it was true: after which act of the county, on which day. */
  stood: string;
  bytes: Bytes;
}

/**
 * Answers that were given before, to be given again to the same person for the same question while nobody has acted in the county
 * since: then every record stands as it stood. The number of the last act is read together with the session, by every request, so
 * nothing here can be out of date, whichever process wrote (docs/decisions/0010).
 */
export class KeptAnswers {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  find(question: string, stood: string): Bytes | undefined {
    const entry = this.#entries.get(question);
    if (!entry) return undefined;
    this.#forget(question, entry);
    if (entry.stood !== stood) return undefined;
    this.#put(question, entry); // used last
    return entry.bytes;
  }

  keep(question: string, entry: Entry): void {
    const before = this.#entries.get(question);
    if (before?.stood === entry.stood) return; // the same answer
    if (before) this.#forget(question, before);
    this.#put(question, entry);
    for (const [oldest, its] of this.#entries) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#forget(oldest, its);
    }
  }

  #put(question: string, entry: Entry): void {
    this.#entries.set(question, entry);
    this.#bytes += entry.bytes.length;
  }

  #forget(question: string, { bytes }: Entry): void {
    this.#entries.delete(question);
    this.#bytes -= bytes.length;
  }
}

/** Where the answer to one question of one person would be kept. */
export interface Kept {
  answers: KeptAnswers;
  question: string;
  stood: string;
}

/** Answers depend on the person with all posts, the address, the records and the day; nothing else is asked through `keptAnswer`. */
export const keptOf = (visit: Visit, lastAct: string, answers: KeptAnswers): Kept => ({
  answers, stood: `${lastAct} ${today()}`, question: `${nameOf(visit.actor)} ${visit.path}?${visit.query}`,
});

const names = new WeakMap<Actor, string>();

/** The person with all posts; written once while their session is remembered. */
function nameOf(actor: Actor): string {
  const name = names.get(actor) ?? JSON.stringify(actor);
  names.set(actor, name);
  return name;
}

/**
 * The answer kept for this visit, or made now, of parts that follow each other, and kept. Who asks with `cache-control: no-cache` gets it
 * made anew.
 */
export async function keptAnswer({ kept, context }: Visit, make: () => Promise<readonly string[]>): Promise<Bytes> {
  if (!kept) return utf8Of(await make());
  const { answers, question, stood } = kept;
  const found = context.req.header('cache-control') === 'no-cache' ? undefined : answers.find(question, stood);
  if (found) return found;
  const bytes = utf8Of(await make());
  answers.keep(question, { stood, bytes });
  return bytes;
}

/** Where an answer is written down as UTF-16 before it is sent as UTF-8. */
const desk = Buffer.allocUnsafeSlow(1024 * 1024);

const BYTES_OF_A_UNIT = 2;

/**
 * UTF-8 of an answer, by way of UTF-16, which is copied as it lies: to convert between the two takes a third of what `Buffer.from(text)`
 * does, and parts that were never joined leave nothing to collect. Together a seventh of what a list costs (docs/decisions/0010).
 */
export function utf8Of(parts: readonly string[]): Bytes {
  if (parts.reduce((units, part) => units + part.length, 0) * BYTES_OF_A_UNIT > desk.length) return Buffer.from(parts.join(''));
  const length = parts.reduce((at, part) => at + desk.write(part, at, 'utf16le'), 0);
  try {
    return transcode(desk.subarray(0, length), 'utf16le', 'utf8') as Buffer<ArrayBuffer>;
  } catch {
    return Buffer.from(parts.join('')); // half a character, which UTF-8 has no sign for: U+FFFD stands in its place
  }
}
