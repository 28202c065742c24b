import { sql } from 'kysely';
import type { Actor } from '#platform/identity/actor.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { transact, type Act, type House } from '#platform/records/act.ts';
import { amend, removeMany, take } from '#platform/records/write.ts';
import { attempt } from './attempt.ts';
import type { ImportsChapter } from './chapter.ts';
import { importBatch, type ImportBatch } from './record.ts';
import { forgetRecords } from './store.ts';

/** A record that stays although its batch was undone. */
export interface Kept {
  record: string;
  id: string;
  name: string;
  why: string;
}

/** What a batch did to one record, as the journal has it. */
interface Touched {
  record: string;
  id: string;
  /** It came into being with the batch. */
  made: boolean;
  /** Somebody acted on it since; other imports that were undone do not count. */
  since: boolean;
  /** When the batch first touched it. */
  first: Date;
}

/** Takes the whole batch back: what it made is taken away, what it changed is put back, and what others have touched since stays and is named. */
export function undoBatch(house: House, actor: Actor, chapter: ImportsChapter, id: string, request: string | null, version?: number): Promise<ImportBatch> {
  return transact(house, actor, request, (act) =>
    take<ImportBatch>(act, importBatch, id, 'undo', {
      version,
      effect: async () => {
        const kept = await undo(act, chapter, id);
        await forgetRecords(act, id);
        return { kept: JSON.stringify(kept) as unknown as ImportBatch['kept'], refused: 0 };
      },
    }),
  );
}

async function undo(act: Act, chapter: ImportsChapter, batch: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const [record, touched] of Map.groupBy(await touchedBy(act, batch), (one) => one.record)) {
    const declared = act.house.records.get(record);
    if (!declared) continue;
    const rows = await rowsOf(act, declared, touched.map(({ id }) => id));
    const stays = (row: Recorded, why: string) => void kept.push({ record, id: row.id, name: declared.nameOf(row), why });
    const standing = touched.flatMap((one) => (rows.has(one.id) ? [{ ...one, row: rows.get(one.id)! }] : []));
    for (const { row } of standing.filter(({ since }) => since)) stays(row, '导入后有人办理过或修改过');
    const untouched = standing.filter(({ since }) => !since);
    await putBack(act, declared, untouched.filter(({ made }) => !made), batch);
    const made = untouched.filter((one) => one.made).map(({ row }) => row);
    const used = await removeUnused(act, declared, chapter.targets.find((target) => target.declared.name === record), made, batch);
    used.forEach((row) => stays(row, '已被别的记录引用'));
  }
  return kept;
}

/** The latest first, so that what refers to another goes before it. */
async function touchedBy(act: Act, batch: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select b.record, b.record_id as id, bool_or(b.step = 'import') as made, min(b.at) as first,
      exists (
        select from journal s where s.county_id = ${act.county} and s.record = b.record and s.record_id = b.record_id
          and s.seq > max(b.seq) and s.batch_id is distinct from ${batch} and not exists (
            select from import_batches u where u.county_id = ${act.county} and u.id = s.batch_id and u.state = 'undone')
      ) as since
    from journal b
    where b.county_id = ${act.county} and b.batch_id = ${batch} and b.record <> ${importBatch.name}
    group by b.record, b.record_id order by max(b.seq) desc`.execute(act.db);
  return rows;
}

async function rowsOf(act: Act, declared: Lifecycle, ids: string[]): Promise<Map<string, Recorded>> {
  const { rows } = await sql<Recorded>`
    select * from ${sql.table(declared.table)} where county_id = ${act.county} and id = any(${ids}::uuid[]) for update`.execute(act.db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Changed records take the values they had before the batch: the version that its first line superseded. */
async function putBack(act: Act, declared: Lifecycle, touched: (Touched & { row: Recorded })[], batch: string): Promise<void> {
  for (const { row, first } of touched) {
    const { rows: [before] } = await sql<Record<string, unknown>>`
      select * from ${sql.table(`${declared.table}_history`)}
      where county_id = ${act.county} and id = ${row.id} and superseded_at = ${first}`.execute(act.db);
    if (before) await amend(act, declared, row, contentOf(before), { step: 'import_undone', relation: 'sender', batch });
  }
}

const ofTheProgram = new Set(['county_id', 'id', 'version', 'changed_at', 'created_at', 'superseded_at', 'batch_id']);

/** What a version says, without what the program keeps of it. jsonb goes back as text. */
function contentOf(version: Record<string, unknown>): Record<string, unknown> {
  const isJson = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return Object.fromEntries(Object.entries(version).flatMap(([column, value]) => (ofTheProgram.has(column) ? [] : [[column, isJson(value) ? JSON.stringify(value) : value]])));
}

/** Takes records away; answers those that something else still refers to. All at once first, and one by one only when that is refused. */
async function removeUnused(act: Act, declared: Lifecycle, target: ImportTarget | undefined, rows: Recorded[], batch: string): Promise<Recorded[]> {
  if (rows.length === 0) return [];
  if (!(await attempt(act, [referred], () => withdrawAll(act, declared, target, rows, batch)))) return [];
  const used: Recorded[] = [];
  for (const row of rows) {
    if (await attempt(act, [referred], () => withdrawAll(act, declared, target, [row], batch))) used.push(row);
  }
  return used;
}

async function withdrawAll(act: Act, declared: Lifecycle, target: ImportTarget | undefined, rows: Recorded[], batch: string): Promise<void> {
  await target?.withdraw?.(act, rows, batch);
  await removeMany(act, declared, rows, { step: 'import_undone', relation: 'sender', batch });
}

/** SQLSTATE of a row that others refer to. */
const referred = '23503';
