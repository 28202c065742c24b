import { sql } from 'kysely';
import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Lifecycle, Recorded, Step } from '#platform/lifecycle/lifecycle.ts';
import { all, any, is, never, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';

/** Records in one state that wait for this person's step. */
export interface Queue {
  declared: Lifecycle;
  state: string;
  /** The step they wait for. */
  step: Step<Recorded>;
  where: Predicate<Recorded>;
}

/** A queue as it stands: how many (up to `MOST`), and those that press most. */
export interface Waiting extends Queue {
  total: number;
  rows: Recorded[];
}

/** Nobody works through more than this from a list; beyond it the number is shown as "or more". */
export const MOST = 1_000;

/**
 * What an open state waits for, as it says itself; otherwise its first step that leads on. Steps that ask for a reason or
 * cannot be taken back are then exceptions somebody decides on, not work that waits.
 */
function stepsWaitedFor(declared: Lifecycle, state: string): Step<Recorded>[] {
  const said = declared.states[state]?.waitsFor;
  if (said) return said.map((name) => declared.steps[name]!);
  const first = Object.values(declared.steps).find((step) => step.from.includes(state) && step.to && step.to !== state && !step.reason && !step.final);
  return first ? [first] : [];
}

/**
 * The queues of a person. A step's first relation is the one whose work it is; the others may take it for them
 * (the county office for a committee without a clerk) and are not called for it.
 */
export function queuesOf(records: Iterable<Lifecycle>, actor: Actor): Queue[] {
  return [...records].flatMap((declared) =>
    Object.entries(declared.states).flatMap(([state, { open }]) =>
      (open ? stepsWaitedFor(declared, state) : []).flatMap((step) => {
        const whose = step.by[0]?.of(actor);
        if (!whose || whose === never) return [];
        return [{ declared, state, step, where: all(is<Recorded>('state', state), whose as Predicate<Recorded>) }];
      }),
    ),
  );
}

/** What presses most: the nearest day where the clock runs, else what has waited longest. */
const pressingBy = ({ declared: { due }, state }: Queue): string => (due?.in.includes(state) ? due.by : 'changed_at');

/** The queues that are not empty, each with its `sample` most pressing records. */
export async function waitingFor(reading: Reading, sample: number): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const queue of queuesOf(reading.house.records.values(), reading.actor)) {
    const rows = await list(reading, queue.declared, { where: queue.where, order: [{ column: pressingBy(queue) }], limit: sample });
    if (rows.length === 0) continue;
    found.push({ ...queue, rows, total: rows.length < sample ? rows.length : await countUpTo(reading, queue) });
  }
  return found;
}

/** What else waits for this person, with its `sample` oldest. */
export interface Looked {
  awaited: Awaited;
  total: number;
  items: AwaitedOne[];
}

export async function awaitedBy(reading: Reading, all: readonly Awaited[], sample: number): Promise<Looked[]> {
  const found: Looked[] = [];
  for (const awaited of all) {
    if (!awaited.whose.of(reading.actor).test({})) continue;
    const items = (await awaited.find(reading)).toSorted((a, b) => (a.since ?? '').localeCompare(b.since ?? ''));
    if (items.length > 0) found.push({ awaited, total: items.length, items: items.slice(0, sample) });
  }
  return found;
}

/** How many things wait in all, up to `MOST` of each kind. */
export async function countWaiting(reading: Reading): Promise<number> {
  const byRecord = Map.groupBy(queuesOf(reading.house.records.values(), reading.actor), ({ declared }) => declared);
  let sum = 0;
  for (const [declared, queues] of byRecord) {
    sum += await countUpTo(reading, { declared, where: any(...queues.map(({ where }) => where)) });
  }
  return sum;
}

async function countUpTo(reading: Reading, { declared, where }: Pick<Queue, 'declared' | 'where'>): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from (
      select from ${source(reading, declared.table, 'r')} where ${among(reading, declared, where)} limit ${MOST}
    ) as found`.execute(reading.db);
  return Number(rows[0]?.n ?? 0);
}

/** Something the person did. */
export interface Done {
  at: Date;
  declared: Lifecycle;
  row: Recorded;
  /** The step's label. */
  what: string;
}

const RECENT = 100;

/** What the person did last, newest first, each record once; `begun` only what they entered themselves. */
export async function doneBy(reading: Reading, begun: boolean): Promise<Done[]> {
  const { rows: lines } = await sql<{ record: string; record_id: string; at: Date; step: string }>`
    select record, record_id, at, step from journal
    where county_id = ${reading.county} and account_id = ${reading.actor.accountId} ${begun ? sql`and step = 'create'` : sql``}
    order by seq desc limit ${RECENT}`.execute(reading.db);
  const last = [...Map.groupBy(lines, ({ record_id }) => record_id).values()].map((acts) => acts[0]!);
  const rows = await rowsOf(reading, last);
  return last.flatMap(({ record, record_id, at, step }) => {
    const declared = reading.house.records.get(record);
    const row = rows.get(record_id);
    return declared && row ? [{ at, declared, row, what: declared.steps[step]?.label ?? generalActs[step] ?? step }] : [];
  });
}

const generalActs: Record<string, string> = { create: '登记', edit: '修改', import: '导入', undo_import: '撤销导入' };

/** The records behind journal lines, as far as the person may still see them. */
async function rowsOf(reading: Reading, lines: readonly { record: string; record_id: string }[]): Promise<Map<string, Recorded>> {
  const found = new Map<string, Recorded>();
  for (const [record, of] of Map.groupBy(lines, (line) => line.record)) {
    const declared = reading.house.records.get(record);
    if (!declared) continue;
    const rows = await list(reading, declared, { where: oneOf('id', of.map(({ record_id }) => record_id)), limit: RECENT });
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}
