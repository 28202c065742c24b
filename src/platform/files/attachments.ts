import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Attachments } from '#platform/database/schema.ts';
import { text } from '#platform/fields.ts';
import { kindNamed } from '#platform/files/kinds.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { FILES, type KeptFile } from '#platform/files/taking-in.ts';
import { attachers, mayAttach, mayWithdrawFile, standing, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { lock, refuse, type Circumstances } from '#platform/records/write.ts';

export type Attachment = Selectable<Attachments>;

/** Steps in the journal of the record; words for them in http/course.ts. */
export const ATTACH = 'attach';
export const WITHDRAW_FILE = 'withdraw_file';

/** What a journal line says of a file. */
export const toldFields = z.object({
  file_name: text('文件', fileLimits.nameCharacters),
  file_kind: text('种类', 20),
  file_bytes: text('大小（字节）', 20),
  sha256: text('校验值', 64),
});

/** Withdrawn files listed on a record at most: the newest. */
const MOST_WITHDRAWN = 30;

/** The files of a record: those that stand in the order in which they came, then those withdrawn. */
export async function attachmentsOf(reading: Reading, declared: Lifecycle, id: string): Promise<Attachment[]> {
  const of = sql`select * from attachments where county_id = ${reading.county} and record = ${declared.name} and record_id = ${id}`;
  const { rows } = await sql<Attachment>`
    (${of} and withdrawn_at is null order by sort limit ${fileLimits.onRecord})
    union all (${of} and withdrawn_at is not null order by sort desc limit ${MOST_WITHDRAWN})`.execute(reading.db);
  return rows;
}

/** @throws Problem 404 when the record has no such file, or it was withdrawn */
export async function getAttachment(reading: Reading, declared: Lifecycle, recordId: string, id: string): Promise<Attachment> {
  const { rows } = await sql<Attachment>`
    select * from attachments where county_id = ${reading.county} and id = ${isId(id) ? id : null}
      and record = ${declared.name} and record_id = ${recordId} and withdrawn_at is null`.execute(reading.db);
  if (!rows[0]) throw notFound('这份附件');
  return rows[0];
}

/** Attaches files that are in the store. The record itself stays as it is; its journal names each with its hash. */
export async function attach<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, id: string, files: readonly KeptFile[], how: Circumstances = {}): Promise<Row> {
  const row = await lock(act, declared, id);
  refuse(mayAttach(declared, act.actor, row));
  let sort = await expectRoom(act, declared, row, files.length);
  for (const file of files) {
    sort += 1;
    const { name, kind, bytes, hash } = file;
    const attachment = {
      county_id: act.county, id: uuidv7(), record: declared.name, record_id: row.id, sort, name, kind, bytes, hash,
      account_id: act.actor.accountId, person_id: act.actor.personId, added_by: act.actor.name, added_at: act.at,
    };
    await act.db.insertInto('attachments').values(attachment).execute();
    noteFile(act, declared, row, ATTACH, file, how);
  }
  return row;
}

/** Takes a file off: it is shown no more, but row and content stay. A reason must be given. */
export async function withdrawFile<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, recordId: string, id: string, how: Circumstances): Promise<Row> {
  const row = await lock(act, declared, recordId);
  const file = await getAttachment(act, declared, row.id, id);
  refuse(mayWithdrawFile(declared, act.actor, row, file));
  if (!how.reason) throw new Problem(422, 'reason_missing', '请写明撤下附件的理由。', { fields: { reason: '请写明理由' } });
  await act.db.updateTable('attachments').set({ withdrawn_by: act.actor.name, withdrawn_at: act.at, withdrawn_why: how.reason })
    .where('county_id', '=', act.county).where('id', '=', file.id).execute();
  noteFile(act, declared, row, WITHDRAW_FILE, file, how);
  return row;
}

/** The last place taken. @throws Problem 422 when so many more would be too many */
async function expectRoom(act: Act, declared: Lifecycle, row: Recorded, more: number): Promise<number> {
  const { rows } = await sql<{ last: number; standing: number }>`
    select coalesce(max(sort), 0) as last, count(*) filter (where withdrawn_at is null)::int as standing
    from attachments where county_id = ${act.county} and record = ${declared.name} and record_id = ${row.id}`.execute(act.db);
  const { last, standing } = rows[0]!;
  if (standing + more > fileLimits.onRecord) {
    throw invalid({ [FILES]: `一条记录最多 ${fileLimits.onRecord} 份附件，现在已有 ${standing} 份，放不下 ${more} 份。请先撤下不用的，或把几页合成一个 PDF。` });
  }
  return last;
}

type Named = Pick<Attachment, 'name' | 'kind' | 'bytes' | 'hash'>;

/** The journal cannot be changed: where columns are confidential, a name that may name a citizen stays out; the hash proves the file all the same. */
const told = (declared: Lifecycle, { name, kind, bytes, hash }: Named) => ({
  file_name: declared.confidential ? '（不入日志）' : name, file_kind: kindNamed(kind).label, file_bytes: String(bytes), sha256: hash,
});

function noteFile<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, row: Row, step: string, file: Named, how: Circumstances): void {
  const relation = standing(attachers(declared), act.actor, row)?.name ?? '';
  act.lines.push({ record: declared.name, id: row.id, from: row.state, to: row.state, step, relation, before: {}, after: told(declared, file), onBehalfOf: how.onBehalfOf, reason: how.reason });
}
