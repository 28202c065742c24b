import { today } from '#platform/time.ts';
import type { Visit } from '#platform/http/visit.ts';

/** As many characters are kept in all (some 400 full pages of lists, 32 MB); the answer unused longest is forgotten first. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

interface Entry {
  /** When it was true: after which act of the county, on which day. */
  stood: string;
  text: string;
}

/**
 * Answers that were given before, to be given again to the same person for the same question while nobody has acted in the county
 * since: then every record stands as it stood. The number of the last act is read together with the session, by every request, so
 * nothing here can be out of date, whichever process wrote (docs/decisions/0010).
 */
export class KeptAnswers {
  readonly #entries = new Map<string, Entry>();
  #characters = 0;

  find(question: string, stood: string): string | undefined {
    const entry = this.#entries.get(question);
    if (!entry) return undefined;
    this.#forget(question, entry);
    if (entry.stood !== stood) return undefined;
    this.#put(question, entry); // used last
    return entry.text;
  }

  keep(question: string, entry: Entry): void {
    const before = this.#entries.get(question);
    if (before) this.#forget(question, before);
    this.#put(question, entry);
    for (const [oldest, its] of this.#entries) {
      if (this.#characters <= MOST_CHARACTERS) break;
      this.#forget(oldest, its);
    }
  }

  #put(question: string, entry: Entry): void {
    this.#entries.set(question, entry);
    this.#characters += question.length + entry.text.length;
  }

  #forget(question: string, { text }: Entry): void {
    this.#entries.delete(question);
    this.#characters -= question.length + text.length;
  }
}

/** Where the answer to one question of one person would be kept. */
export interface Kept {
  answers: KeptAnswers;
  question: string;
  stood: string;
}

/** Answers depend on the person with all posts, the address, the records and the day; nothing else is asked through `keptText`. */
export const keptOf = (visit: Visit, lastAct: string, answers: KeptAnswers): Kept => ({
  answers, stood: `${lastAct} ${today()}`, question: `${JSON.stringify(visit.actor)} ${visit.path}?${visit.query}`,
});

/** The answer kept for this visit, or made now and kept. Who asks with `cache-control: no-cache` gets it made anew. */
export async function keptText({ kept, context }: Visit, make: () => Promise<string>): Promise<string> {
  if (!kept) return make();
  const { answers, question, stood } = kept;
  const found = context.req.header('cache-control') === 'no-cache' ? undefined : answers.find(question, stood);
  if (found !== undefined) return found;
  const text = await make();
  answers.keep(question, { stood, text });
  return text;
}
