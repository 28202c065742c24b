import { CompiledQuery, sql, type Kysely, type Transaction } from 'kysely';
import type { Arising } from '#platform/arising.ts';
import type { Beside } from '#platform/beside.ts';
import { mendable } from '#platform/database/refusals.ts';
import type { DB } from '#platform/database/schema.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { chained, content, type Digest, type Line } from '#platform/journal/line.ts';
import type { FileStore } from '#platform/files/store.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { appliedBy } from '#platform/obligations/applying.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Basis } from '#platform/ui/applied.tsx';
import type { Secrets } from '#platform/secrets/secrets.ts';
import type { NameOrder } from '#platform/people/strokes.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { processWide } from '#platform/process-wide.ts';
import { noticeAct } from '#platform/records/noticing.ts';
import { MOST_TRIES, NeededFirst } from '#platform/records/beforehand.ts';
import { keepCounts, type CountChange } from '#platform/figures/kept.ts';
import { keepShares, type ShareChanges, type Shared } from '#platform/figures/kept-shares.ts';
import { keepWork } from '#platform/kept-work.ts';
import type { WorkKind } from '#platform/work.ts';
import type { Dimension } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';

/** What the running program knows: its database and what the chapters declared. Made once, by `county.ts`. */
export interface House {
  db: Kysely<DB>;
  /** Where the content of attached files lies. */
  files: FileStore;
  /** Seals and opens what lies sealed in the database. */
  secrets: Secrets;
  /** Every record type, by name. */
  records: ReadonlyMap<string, Lifecycle>;
  /** Columns of each record table, in table order. */
  columns: ReadonlyMap<string, readonly string[]>;
  /** Figures by the name of the record they count. */
  figures: ReadonlyMap<string, readonly Figure[]>;
  /** Of records of which there may be very many: the figures whose shares are kept with the writes, by the name of the record. */
  shared: ReadonlyMap<string, readonly Shared[]>;
  /** The kinds of work that may be counted otherwise when a record is written, by its name. */
  keptWork: ReadonlyMap<string, readonly WorkKind[]>;
  /** By what the records of each kind can be divided, by the name of the record. */
  dimensions: ReadonlyMap<string, readonly Dimension[]>;
  /** The paper ledgers, by the name of the record of which each is one: their columns go out and come back. */
  ledgers: ReadonlyMap<string, ImportTarget>;
  /** What later chapters show on the pages of a record, by its name. */
  beside: ReadonlyMap<string, readonly Beside[]>;
  /** What a new record takes over from one out of which it arises. */
  arising?: Arising;
  /** How the plan in force on a day is cited for a clause key; undefined while no adopted plan has it. */
  clauseWords?: (reading: Reading, key: string, day: string) => Promise<string | undefined>;
  /** What is owed under each clause, by its key. */
  obligations: ReadonlyMap<string, readonly Obligation[]>;
  /** What the pages of each record apply, by its name. */
  applied: ReturnType<typeof appliedBy>;
  /** Values of parameters, each on a day, with where they come from. */
  bases?: (reading: Reading, wanted: readonly { key: string; day: string }[]) => Promise<Basis[]>;
  /** How the county orders its rosters today. */
  nameOrder?: (reading: Reading) => Promise<NameOrder>;
  /** What follows, in the same act, from what was written in it. */
  follows: readonly ((act: Act) => Promise<void>)[];
  /** What follows at once when a parameter is set. */
  parametersChanged?: (act: Act) => Promise<void>;
  /** Stands in for the clock of the database: simulated time in tests, the past year of a demonstration county. */
  clock?: () => Date;
  /** Called after a commit that wrote searchable records. */
  indexSoon?: (county: string) => void;
}

/** A look at one county, as one person, within one read-only transaction. */
export interface Reading {
  house: House;
  db: Transaction<DB>;
  county: string;
  actor: Actor;
  /** Look at the records as they stood at this moment; absent: as they stand. */
  asOf?: Date;
  /** Values of parameters taken as set although nobody set them: what a change would bring, before it is made. */
  supposing?: readonly Supposed[];
}

export interface Supposed {
  key: string;
  value: string;
  from_day: string;
}

/** One act in one county: everything in it is committed together, or nothing. */
export interface Act extends Reading {
  /** The moment of the act, in whole milliseconds, later than that of every earlier act of the county. */
  at: Date;
  request: string | null;
  lines: Line[];
  counts: CountChange[];
  shares: ShareChanges;
  /** Done after the commit; a failure there is logged and undoes nothing. */
  notices: (() => unknown)[];
  /** Searchable records that were written. */
  searchable: { record: string; id: string }[];
  /** What was made for it before it began, by `madeBefore`. */
  made: ReadonlyMap<string, unknown>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Mode = 'read only' | 'read write' | 'isolation level repeatable read read only';

/**
 * One transaction in one county. Opening it goes ahead of the first statement without waiting for an answer; should it fail, row-level
 * security shows and takes nothing. The plain SET form (not set_config) is what a distributed engine carries to its workers; the first
 * setting is a harmless unknown name elsewhere.
 */
export function inCounty<T>(house: Pick<House, 'db'>, county: string, mode: Mode, work: (db: Transaction<DB>) => Promise<T>): Promise<T> {
  if (!uuid.test(county)) throw new Error(`not a county: ${county}`);
  return house.db.connection().execute(async (connection) => {
    const entered = say(connection, `begin ${mode}; set local citus.propagate_set_commands to 'local'; set local app.county to '${county}'`);
    try {
      const [result] = await both(work(connection as Transaction<DB>), entered);
      const committed = commit(connection);
      if (mode === 'read write') await committed;
      else committed.catch(() => undefined); // what was read is known; the next transaction on the connection follows behind
      return result;
    } catch (error) {
      await say(connection, 'rollback').catch(() => undefined);
      throw error;
    }
  });
}

/** A text that needs no query builder: every request says these few. */
const say = (connection: Kysely<DB>, text: string) => connection.executeQuery(CompiledQuery.raw(text) as CompiledQuery<{ command?: string }>);

/** Both, and not one without the other: nothing may go on when the connection is given back. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [one, other] = await Promise.allSettled([first, second]);
  if (other.status === 'rejected') throw other.reason;
  if (one.status === 'rejected') throw one.reason;
  return [one.value, other.value];
}

/** PostgreSQL answers a commit of a transaction in which a statement failed with ROLLBACK: nothing was kept, so nothing may be answered. */
async function commit(connection: Kysely<DB>): Promise<void> {
  const { rows } = await say(connection, 'commit');
  if (rows[0]?.command === 'ROLLBACK') throw new Error('the transaction had failed and was rolled back');
}

/** Reads as a person. Nothing can be written in it. */
export const reading = <T>(house: House, actor: Actor, look: (reading: Reading) => Promise<T>): Promise<T> =>
  inCounty(house, actor.countyId, 'read only', (db) => look({ house, db, county: actor.countyId, actor }));

/**
 * Acts as a person: lock the county's journal, work, write the lines, commit, then send notices.
 *
 * The lock makes acts of one county follow each other. That is what lets the journal be chained in the same
 * transaction, numbers be given without gaps, and any past moment be counted again exactly (docs/decisions/0003).
 * @throws Repeated when the county has already answered this request id.
 */
export async function transact<T>(
  house: House,
  actor: Actor,
  request: string | null,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const { result, act } = await withWhatItNeeds((made) => inTurn(actor.countyId, () => perform(house, actor, request, work, made)));
  noticeAct();
  if (act.searchable.length > 0) house.indexSoon?.(act.county);
  for (const notice of act.notices) await Promise.resolve(notice()).catch((error) => console.error('notice not sent:', error));
  return result;
}

/** Begun again, from the beginning, with what it said that it needs first. */
async function withWhatItNeeds<T>(work: (made: ReadonlyMap<string, unknown>) => Promise<T>): Promise<T> {
  const made = new Map<string, unknown>();
  for (;;) {
    try {
      return await work(made);
    } catch (error) {
      if (!(error instanceof NeededFirst)) throw error;
      if (made.size >= MOST_TRIES) throw new Problem(409, 'moving', '这份文件用到的记录正在被别人连续修改，还没有排好。请过一会儿再点一次。');
      made.set(error.key, await error.make());
    }
  }
}

const turns = processWide('turns of acts', () => new Map<string, Promise<unknown>>());

/** Acts of a county wait for each other here, where it costs nothing, rather than each holding a connection that readers need. */
function inTurn<T>(county: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(county) ?? Promise.resolve()).then(work);
  const over = mine.then(() => undefined, () => undefined).then(() => {
    if (turns.get(county) === over) turns.delete(county);
  });
  turns.set(county, over);
  return mine;
}

function perform<T>(house: House, actor: Actor, request: string | null, work: (act: Act) => Promise<T>, made: Act['made']): Promise<{ result: T; act: Act }> {
  return inCounty(house, actor.countyId, 'read write', async (db) => {
    const [head] = await both(lockHead(db, actor.countyId, house.clock?.()), refuseRepetition(db, actor.countyId, request));
    const act: Act = { house, db, county: actor.countyId, actor, at: head.now, request, lines: [], counts: [], shares: new Map(), notices: [], searchable: [], made };
    const result = await work(act);
    for (const follow of house.follows) await follow(act);
    await both(both(queueForSearch(act), both(both(keepCounts(act), keepShares(act)), keepWork(act))), writeLines(act, head)); // in one write, and all before the commit
    return { result, act };
  }).catch((error: unknown) => {
    throw mendable(error);
  });
}

/** What was written is searched again: see search/indexing.ts. */
async function queueForSearch(act: Act): Promise<void> {
  if (act.searchable.length === 0) return;
  await sql`
    insert into search_pending (county_id, record, id)
    select distinct ${act.county}::uuid, record, id from jsonb_to_recordset(${JSON.stringify(act.searchable)}::jsonb) as written (record text, id uuid)
    on conflict (county_id, record, id) do update set id = excluded.id`.execute(act.db); // locks the row, so that an indexing under way cannot take it before this is committed
}

/**
 * Bookkeeping that is nobody's act: open sessions, counted tries. It writes no journal line, so it need not wait for the
 * acts of the county.
 */
export function keeping<T>(house: House, county: string, work: (db: Transaction<DB>) => Promise<T>): Promise<T> {
  return inCounty(house, county, 'read write', work);
}

interface Head {
  seq: number;
  hash: string;
  alg: Digest;
  now: Date;
}

async function lockHead(db: Transaction<DB>, county: string, simulated: Date | undefined): Promise<Head> {
  const { rows } = await sql<{ seq: string; hash: string; alg: Digest; now: Date }>`
    select seq, hash, alg, date_trunc('milliseconds', greatest(coalesce(${simulated ?? null}::timestamptz, clock_timestamp()), at + interval '1 millisecond')) as now
    from journal_heads where county_id = ${county} for update`.execute(db);
  const head = rows[0];
  if (!head) throw new Error(`county ${county} has no journal`);
  return { seq: Number(head.seq), hash: head.hash, alg: head.alg, now: head.now };
}

async function refuseRepetition(db: Transaction<DB>, county: string, request: string | null): Promise<void> {
  if (!request) return;
  const { rows } = await sql<{ record: string; record_id: string }>`
    select record, record_id from journal where county_id = ${county} and request_id = ${request}`.execute(db);
  if (rows[0]) throw new Repeated(rows[0].record, rows[0].record_id);
}

async function writeLines(act: Act, head: Head): Promise<void> {
  if (act.lines.length === 0) return;
  let { seq, hash } = head;
  const rows = act.lines.map((line, index) => {
    // Only the first line of an act carries the request id: it is the one a repetition finds.
    const text = content(line, act.actor, index === 0 ? act.request : null);
    seq += 1;
    hash = chained(head.alg, hash, seq, act.at, text);
    return { seq, content: text, hash };
  });
  const written = sql`
    insert into journal (county_id, seq, at, content, hash, alg)
    select ${act.county}::uuid, seq, ${act.at}::timestamptz, content, hash, ${head.alg}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line (seq bigint, content text, hash text)`.execute(act.db);
  const moved = sql`
    update journal_heads set seq = ${seq}, hash = ${hash}, at = ${act.at} where county_id = ${act.county}`.execute(act.db);
  await both(written, moved);
}
