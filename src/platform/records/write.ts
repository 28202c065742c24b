import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { check, mayCreate, mayEdit, standing, type Lifecycle, type Recorded, type Refusal } from '#platform/lifecycle/lifecycle.ts';
import { countChanges } from '#platform/figures/kept.ts';
import { addShares } from '#platform/figures/kept-shares.ts';
import type { Line } from '#platform/journal/line.ts';
import { is } from '#platform/predicate.ts';
import { changedMeanwhile, notFound, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { markRows, unmarkRows } from '#platform/secrets/marking.ts';
import { sealedRows } from '#platform/secrets/secrets.ts';
import { among, isId } from '#platform/records/read.ts';

/** What may be said of any act besides its content. */
export interface Circumstances {
  /** For whom a clerk enters it (paper, telephone). */
  onBehalfOf?: string;
  reason?: string;
  /** The import batch it belongs to. */
  batch?: string;
}

/** Content columns and their new values. */
export type Values<Row> = Partial<Row>;

/** Turns a refusal into the answer that a person gets: 403, 409 or 422 with its sentence. */
export function refuse(refusal: Refusal | undefined): void {
  if (!refusal) return;
  const status = { not_yours: 403, wrong_state: 409, not_ready: 422 } as const;
  throw new Problem(status[refusal.kind], refusal.kind, refusal.sentence, { clause: refusal.clause });
}

/** Enters a new record. */
export async function create<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, values: Values<Row>, how: Circumstances = {},
): Promise<Row> {
  const [row] = await createMany(act, declared, [values], how);
  return row!;
}

/** The largest number of records that one statement writes; keeps statements and memory bounded. */
const CHUNK = 500;

/**
 * Enters many at once, each with its journal line. `state` may be given for records whose official path began
 * elsewhere (an import of last year's proposals); otherwise each starts at the beginning.
 */
export async function createMany<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, many: readonly (Values<Row> & { id?: string; state?: string })[], how: Circumstances = {},
): Promise<Row[]> {
  const written: Row[] = [];
  for (let start = 0; start < many.length; start += CHUNK) {
    const rows = many.slice(start, start + CHUNK).map((values) => asNew(act, declared, values, how));
    for (const row of rows) refuse(mayCreate(declared, act.actor, row as Row));
    const inserted = await insertAll<Row>(act, declared, rows);
    for (const row of inserted) {
      const after = told(declared, contentOf(row), row);
      const relation = standing(declared.createdBy, act.actor, row)?.name ?? '';
      note(act, declared, undefined, row, { step: how.batch ? 'import' : 'create', before: {}, after, relation }, how);
    }
    written.push(...inserted);
  }
  expectIndexing(act, declared, written.map(({ id }) => id));
  return written;
}

/** Rows that leave out different columns go in separately, because a column that is left out takes its default. Answers in the order given. */
async function insertAll<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, rows: readonly Record<string, unknown>[]): Promise<Row[]> {
  const inserted = new Map<string, Row>();
  const stored = await sealedRows(act, declared.table, rows as readonly { id: string }[]);
  for (const alike of Map.groupBy(stored as Record<string, unknown>[], (row) => Object.keys(row).toSorted().join()).values()) {
    const names = sql.join(Object.keys(alike[0]!).map((column) => sql.ref(column)));
    const result = await sql<Row>`
      insert into ${sql.table(declared.table)} (${names})
      select ${names} from jsonb_populate_recordset(null::${sql.table(declared.table)}, ${JSON.stringify(alike)}::jsonb)
      returning *`.execute(act.db);
    for (const row of result.rows) inserted.set(row.id, row);
  }
  await markRows(act, declared.table, rows as readonly { id: string }[]);
  return rows.map(({ id }) => inserted.get(id as string)!);
}

function asNew<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, values: object, how: Circumstances): Record<string, unknown> {
  return {
    state: declared.initial, id: uuidv7(), ...withoutUndefined(values),
    county_id: act.county, version: 1, changed_at: act.at, created_at: act.at, batch_id: how.batch ?? null,
  };
}

/** Corrects the content of a record in a state that allows it. `version` is the one the person had open. */
export async function edit<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, id: string, version: number | undefined, values: Values<Row>, how: Circumstances = {},
): Promise<Row> {
  const row = await lock(act, declared, id);
  refuse(mayEdit(declared, act.actor, row));
  expectVersion(declared, row, version);
  const relation = standing(declared.editable.by, act.actor, row)?.name ?? '';
  return amend(act, declared, row, values, { ...how, step: 'edit', relation });
}

/** What a step changes besides the state; may read and write whatever belongs to the act. */
export type Effect<Row extends Recorded> = (act: Act, row: Row, input: any) => Promise<Values<Row> | void>;

export interface Taking<Row extends Recorded> extends Circumstances {
  version?: number;
  input?: Record<string, unknown>;
  effect?: Effect<Row>;
}

/** Takes a step: lock, check, change, record. Without an effect the input's fields are the columns that change. */
export async function take<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, id: string, name: string, taking: Taking<Row> = {},
): Promise<Row> {
  const row = await lock(act, declared, id);
  refuse(check(declared, name, act.actor, row));
  expectVersion(declared, row, taking.version);
  const step = declared.steps[name]!;
  if (step.reason && !taking.reason) throw new Problem(422, 'reason_missing', `请写明${step.label}的理由。`, { fields: { reason: '请写明理由' } });
  const changes = taking.effect ? await taking.effect(act, row, taking.input ?? {}) : taking.input;
  const values = { state: row.state, ...changes, ...(step.to ? { state: step.to } : {}) } as Values<Row>;
  const relation = standing(step.by, act.actor, row)!;
  const represented = step.onBehalfOf ?? (relation === step.by[0] ? undefined : step.actsFor?.(row));
  return amend(act, declared, row, values, { ...taking, onBehalfOf: taking.onBehalfOf ?? represented, step: name, relation: relation.name });
}

/** The record, locked for this act, if the person may see it. */
export async function lock<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, id: string): Promise<Row> {
  if (!isId(id)) throw notFound(`这条${declared.title}`);
  const { rows } = await sql<Row>`
    select r.* from ${sql.table(declared.table)} as r
    where ${among(act, declared, is<Row>('id', id))} for update`.execute(act.db);
  if (!rows[0]) throw notFound(`这条${declared.title}`);
  return rows[0];
}

function expectVersion<Row extends Recorded>(declared: Lifecycle<Row>, row: Row, version: number | undefined): void {
  if (version !== undefined && version !== row.version) throw changedMeanwhile(declared.title);
}

/**
 * Writes a change of a record that this act holds: the old version goes to the history, the new one counts, the
 * journal says who and why. Rights are the caller's business: use `edit` and `take` unless the change follows from
 * another record's step.
 */
export async function amend<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, row: Row, values: Partial<Row>, how: Circumstances & { step: string; relation: string },
): Promise<Row> {
  const changed = Object.entries(values).filter(([column, value]) => value !== undefined && !same(row[column as keyof Row], value));
  if (changed.length === 0 && how.step === 'edit') return row;
  const [stored] = await sealedRows(act, declared.table, [{ ...Object.fromEntries(changed), id: row.id }]);
  const settings = [...changed.map(([column]) => [column, stored![column as keyof typeof stored]]), ['version', row.version + 1], ['changed_at', act.at]].map(
    ([column, value]) => sql`${sql.ref(column as string)} = ${value}`,
  );
  const key = sql`county_id = ${act.county} and id = ${row.id}`;
  const { rows } = await sql<Row>`
    with superseded as (
      insert into ${sql.table(`${declared.table}_history`)} select ${act.at}::timestamptz, t.* from ${sql.table(declared.table)} t where ${key}
    )
    update ${sql.table(declared.table)} set ${sql.join(settings)} where ${key} and version = ${row.version} returning *`.execute(act.db);
  const now = rows[0];
  if (!now) throw changedMeanwhile(declared.title);
  await markRows(act, declared.table, [{ ...Object.fromEntries(changed), id: row.id }]);
  const columns = changed.map(([column]) => column).filter((column) => column !== 'state');
  const before = told(declared, pick(row, columns), row, now);
  const after = told(declared, pick(now, columns), row, now);
  note(act, declared, row, now, { step: how.step, before, after, relation: how.relation }, how);
  expectIndexing(act, declared, [row.id]);
  return now;
}

/** Takes a record away, e.g. when an import is undone. It stays in the history and in the journal. */
export async function remove<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, row: Row, how: Circumstances & { step: string; relation: string },
): Promise<void> {
  await removeMany(act, declared, [row], how);
}

/** Takes many away at once, each with its journal line. */
export async function removeMany<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, many: readonly Row[], how: Circumstances & { step: string; relation: string },
): Promise<void> {
  for (let start = 0; start < many.length; start += CHUNK) {
    const rows = many.slice(start, start + CHUNK);
    const these = sql`county_id = ${act.county} and id = any(${rows.map(({ id }) => id)}::uuid[])`;
    await sql`
      with superseded as (
        insert into ${sql.table(`${declared.table}_history`)} select ${act.at}::timestamptz, t.* from ${sql.table(declared.table)} t where ${these}
      )
      delete from ${sql.table(declared.table)} where ${these}`.execute(act.db);
    await unmarkRows(act, declared.table, rows);
    for (const row of rows) note(act, declared, row, undefined, { step: how.step, before: told(declared, contentOf(row), row), after: {}, relation: how.relation }, how);
    if (!declared.searchable) continue;
    const gone = new Set(rows.map(({ id }) => id));
    act.searchable = act.searchable.filter(({ id }) => !gone.has(id));
    const theirs = sql`county_id = ${act.county} and record = ${declared.name} and id = any(${rows.map(({ id }) => id)}::uuid[])`;
    await sql`delete from search_entries where ${theirs}`.execute(act.db);
    await sql`delete from search_pending where ${theirs}`.execute(act.db);
  }
}

function note<Row extends Recorded>(
  act: Act, declared: Lifecycle<Row>, before: Row | undefined, after: Row | undefined,
  line: Pick<Line, 'step' | 'before' | 'after' | 'relation'>, how: Circumstances,
): void {
  const spoken = (words: string | undefined) => words && unnamed(declared, words, before, after);
  act.lines.push({
    record: declared.name, id: (after ?? before)!.id, from: before?.state ?? null, to: after?.state ?? null, ...line,
    onBehalfOf: spoken(how.onBehalfOf), reason: spoken(how.reason), batch: how.batch,
  });
  act.counts.push(...countChanges(act.house.figures.get(declared.name) ?? [], before, after));
  addShares(act, declared.name, before, after);
}

function expectIndexing(act: Act, declared: Lifecycle, ids: readonly string[]): void {
  if (declared.searchable) act.searchable.push(...ids.map((id) => ({ record: declared.name, id })));
}

const RECORDED = new Set(['county_id', 'id', 'state', 'version', 'changed_at', 'created_at', 'batch_id']);

/** What a person entered: everything but the columns that the program keeps, without the empty ones. */
const contentOf = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([column, value]) => !RECORDED.has(column) && value !== null));

const UNTOLD = '（不入日志）';

/** The journal cannot be changed, so it never holds a telephone or identity number, also not where another text repeats it: only that one was there. */
function told<Row extends Recorded>(declared: Lifecycle<Row>, values: Record<string, unknown>, ...rows: Row[]): Record<string, unknown> {
  const hidden: readonly string[] = declared.confidential ?? [];
  return Object.fromEntries(Object.entries(values).map(([column, value]) => {
    if (hidden.includes(column)) return [column, value === null ? null : UNTOLD];
    return [column, typeof value === 'string' ? unnamed(declared, value, ...rows) : value];
  }));
}

/** A text without what the confidential columns of these versions hold; a single character is no name. */
function unnamed<Row extends Recorded>({ confidential = [] }: Lifecycle<Row>, text: string, ...rows: (Row | undefined)[]): string {
  const secrets = rows.flatMap((row) => confidential.map((column) => row?.[column])).filter((value): value is Row[keyof Row & string] & string => typeof value === 'string' && value.length > 1);
  return secrets.toSorted((a, b) => b.length - a.length).reduce((rest: string, secret) => rest.replaceAll(secret, UNTOLD), text);
}

const pick = (row: object, columns: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(columns.map((column) => [column, (row as Record<string, unknown>)[column]]));

const withoutUndefined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
