import fc from 'fast-check';
import { records } from '#county.ts';
import { csrfOf } from '#platform/http/security.ts';
import type { Operation } from '#platform/http/site.tsx';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { saidBy } from '../leaks.ts';
import { contentOf } from '../samples.ts';
import { addressOf, doingOf, expected, isShown, NO_VERSION, type Doing } from './expected.ts';
import { toldOfTheTwin, type Somebody, type TwoCounties } from './two-counties.ts';

/** Nothing has this id. */
const MISSING = '0198c000-0000-7000-8000-0000000000ff';

const byPath: ReadonlyMap<string, Lifecycle> = new Map(records.map((declared) => [declared.path, declared]));

/** The record whose pages an operation belongs to; undefined for pages of their own. */
export const recordOf = ({ path }: Operation): Lifecycle | undefined => byPath.get(path.split('/')[1]!.replace(/\.\w+$/, ''));

/** The rows of the first county, by table. Capped: enough that everybody sees some and does not see others. */
export type Rows = ReadonlyMap<string, readonly Recorded[]>;

export async function rowsOf({ database, county }: TwoCounties): Promise<Rows> {
  const client = await database.ownerPool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.county', $1, true)`, [county]);
    const rows = new Map<string, readonly Recorded[]>();
    for (const { table } of records) rows.set(table, (await client.query<Recorded>(`select * from ${table} where county_id = $1`, [county])).rows);
    await client.query('commit');
    return rows;
  } finally {
    client.release();
  }
}

/** One question and what came of it. */
interface Answer {
  status: number;
  said: string;
}

export class Asking {
  readonly #world: TwoCounties;
  readonly #rows: Rows;
  /** Questions asked. */
  asked = 0;
  readonly wrong = new Map<string, string>();

  constructor(world: TwoCounties, rows: Rows) {
    this.#world = world;
    this.#rows = rows;
  }

  /** What is of the other county is answered exactly as what is nowhere, and no answer tells of it. */
  async ofTheTwin(operation: Operation, who: Somebody): Promise<void> {
    const ids = this.#idsFor(operation);
    const theirs = await this.#ask(operation, who, ids);
    this.#judge(operation, who, theirs, ids);
    if (ids.length === 0) return;
    const nowhere = await this.#ask(operation, who, ids.map(() => MISSING));
    const alike = theirs.status === nowhere.status && plain(theirs.said, ids) === plain(nowhere.said, [MISSING]);
    if (!alike) this.#note(operation, who, `of the other county ${theirs.status}, of nothing ${nowhere.status}: ${theirs.said.slice(-300)}`);
  }

  /** Records of the own county, one that the person may see and one that is another's: as their declaration says. */
  async ofTheOwn(operation: Operation, who: Somebody): Promise<void> {
    const declared = recordOf(operation);
    const doing = declared && doingOf(declared, operation);
    if (!operation.open && !who.actor && !doing) return this.#refusesNobody(operation, who);
    if (!declared || !doing || operation.open) return;
    const rows = this.#rows.get(declared.table)!;
    if (doing.kind === 'list') return this.#list(operation, declared, who, rows);
    for (const row of this.#samples(declared, doing, who, rows)) {
      const answer = await this.#ask(operation, who, [row.id]);
      this.#judge(operation, who, answer, [row.id]);
      const should = expected(declared, doing, who.actor, row);
      // What was sent is looked at first: a step whose input the samples cannot fill in (references) tells nothing of the record.
      const unread = answer.status === 422 && doing.kind === 'step' && declared.steps[doing.step]!.input !== undefined;
      if (answer.status !== should && !unread) this.#note(operation, who, `${row.id} (${row.state}): ${answer.status}, declared ${should}`);
    }
  }

  async #refusesNobody(operation: Operation, who: Somebody): Promise<void> {
    const { status } = await this.#ask(operation, who, this.#idsFor(operation));
    if (status !== 401 && status !== 303) this.#note(operation, who, `open to nobody: ${status}`);
  }

  async #list(operation: Operation, declared: Lifecycle, who: Somebody, rows: readonly Recorded[]): Promise<void> {
    const answer = await this.#ask(operation, who, []);
    this.#judge(operation, who, answer, []);
    if (!who.actor) return answer.status === 401 ? undefined : this.#note(operation, who, `list open to nobody: ${answer.status}`);
    const { actor } = who;
    const total = rows.filter((row) => isShown(declared, actor, row)).length;
    const told = /"total":(\d+)/.exec(answer.said)?.[1];
    if (told === undefined && answer.status === 200) return; // a list of its own, of something else than the records one by one
    if (Number(told) !== total) this.#note(operation, who, `list of ${told}, declared ${total}`);
  }

  /** One that the person sees, one that is kept from them, and for a step one in which it could be taken. */
  #samples(declared: Lifecycle, doing: Doing, who: Somebody, rows: readonly Recorded[]): Recorded[] {
    const shown = (row: Recorded): boolean => who.actor !== undefined && isShown(declared, who.actor, row);
    const seen = rows.filter(shown);
    const ready = doing.kind === 'step' ? seen.find((row) => declared.steps[doing.step]!.from.includes(row.state)) : undefined;
    return [...new Set([ready ?? seen[0], rows.find((row) => !shown(row))])].filter((row) => row !== undefined);
  }

  /** An id of the other county for each parameter: of the record whose pages these are. */
  #idsFor(operation: Operation): string[] {
    const parameters = [...operation.path.matchAll(/:(?!county\b)\w+/g)];
    const own = recordOf(operation);
    const { theirs } = this.#world;
    return parameters.map(() => theirs.get(own?.table ?? 'committees') ?? MISSING);
  }

  async #ask(operation: Operation, who: Somebody, ids: readonly string[]): Promise<Answer> {
    this.asked += 1;
    const rest = [...ids];
    const path = addressOf(operation).replace(/:county\b/, 'demo').replace(/:\w+(\{[^}]*\})?/g, () => rest.shift() ?? MISSING).replace('*', 'x');
    const more = operation.method === 'GET' ? {} : { body: this.#body(operation, who), method: operation.method };
    const headers: Record<string, string> = { cookie: who.cookie, ...(typeof more.body === 'string' ? { 'content-type': 'application/json' } : {}) };
    const answer = await this.#world.app.request(path, { ...more, headers });
    return { status: answer.status, said: operation.method === 'GET' || answer.status < 300 ? await saidBy(answer) : await answer.text() };
  }

  #body(operation: Operation, who: Somebody): string | FormData {
    const declared = recordOf(operation);
    const doing = declared && doingOf(declared, operation);
    if (doing?.kind === 'step' || doing?.kind === 'correct') {
      const input = doing.kind === 'step' ? declared!.steps[doing.step]!.input : undefined;
      const content = input ? fc.sample(contentOf(input, this.#pointed()), { numRuns: 1, seed: 9 })[0]! : {};
      return JSON.stringify({ ...content, version: NO_VERSION, reason: '核对权限' });
    }
    if (operation.api && operation.api.bodyType === undefined) return JSON.stringify({ version: NO_VERSION });
    const form = new FormData();
    form.set('csrf', csrfOf(who.cookie.slice('session='.length)));
    form.set('version', String(NO_VERSION));
    return form;
  }

  #known: Record<string, readonly string[]> | undefined;
  #pointed(): Record<string, readonly string[]> {
    return (this.#known ??= Object.fromEntries(records.map(({ name, table }) => [name, this.#rows.get(table)!.slice(0, 1).map(({ id }) => id)])));
  }

  #judge(operation: Operation, who: Somebody, { status, said }: Answer, asked: readonly string[]): void {
    if (status >= 500) this.#note(operation, who, `${asked.join()}: ${status}`);
    const found = toldOfTheTwin(without(said, asked));
    if (found) this.#note(operation, who, `tells of the other county: ${found}`);
  }

  #note(operation: Operation, who: Somebody, what: string): void {
    this.wrong.set(`${operation.method} ${addressOf(operation)} as ${who.name}`, what);
  }
}

/** A text without the ids that were asked for, which pages say again in their addresses. */
const without = (said: string, ids: readonly string[]): string => ids.reduce((text, id) => text.replaceAll(id, ''), said);

/** Without what is drawn anew for every answer: request ids, the numbers of problems, puzzles, and the number of a device that had none. */
const plain = (said: string, ids: readonly string[]): string =>
  [/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, /urn:lianxinqiao:request:\w+/g, /device=[\w-]{22}/g, /data-challenge="[^"]*"/g]
    .reduce((text, drawn) => text.replaceAll(drawn, ''), without(said, ids));
