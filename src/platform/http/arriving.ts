import { open, rm } from 'node:fs/promises';
import { cleaned } from '#platform/fields.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { arrivalIn, type FileStore } from '#platform/files/store.ts';
import { FILES, type ArrivedFile } from '#platform/files/taking-in.ts';
import type { Sent } from '#platform/http/body.ts';
import { boundaryOf, BrokenMultipart, partsOf, type Part } from '#platform/http/multipart.ts';
import { expectOwnPage } from '#platform/http/security.ts';
import type { Visit } from '#platform/http/visit.ts';
import { invalid, Problem } from '#platform/problems.ts';

/** A form with files, which lie in the store's folder of arrivals until `drop`. */
export interface SentFiles extends Sent {
  form: FormData;
  files: ArrivedFile[];
  drop(): Promise<void>;
}

const MOST_FIELDS = 20;
/** The longest texts of our records, 10,000 characters of up to four bytes, and room for one that is too long to be told so at its field. */
const FIELD_BYTES = 64 * 1024;

/**
 * Reads a form with at least one file.
 * @throws Problem when it is no such form, is broken, holds no file or too many
 */
export async function sentFiles(visit: Visit, store: FileStore): Promise<SentFiles> {
  const body = await sentWithFiles(visit, store);
  if (body.files.length > 0) return body;
  await body.drop();
  throw invalid({ [FILES]: '还没有选择文件。请选择要添加的文件。' });
}

/**
 * Reads a form that may bring files as it arrives, straight to disk, and checks that it came from our own page.
 * @throws Problem when it is no such form, is broken or holds too many files
 */
export async function sentWithFiles(visit: Visit, store: FileStore): Promise<SentFiles> {
  const { raw } = visit.context.req;
  const boundary = boundaryOf(raw.headers.get('content-type') ?? '');
  if (!boundary || !raw.body) throw new Problem(415, 'unknown_content', `附件要用带文件的表单提交（multipart/form-data，字段 ${FILES}）。`);
  const form = new FormData();
  const files: ArrivedFile[] = [];
  const drop = async () => void (await Promise.all(files.map(({ path }) => rm(path, { force: true }))));
  try {
    await receive(partsOf(raw.body, boundary), store, form, files);
    expectOwnPage(raw, form.get('csrf'), visit.csrf);
    return { form, files, drop, text: (name) => cleaned(String(form.get(name) ?? '')) || undefined };
  } catch (error) {
    await drop();
    if (error instanceof BrokenMultipart) throw new Problem(400, 'unreadable_form', '没有收到完整的表单，可能是网络中断。请再提交一次。');
    throw error;
  }
}

async function receive(parts: AsyncIterable<Part>, store: FileStore, form: FormData, files: ArrivedFile[]): Promise<void> {
  let fields = 0;
  for await (const part of parts) {
    if (part.fileName === undefined) {
      if (++fields > MOST_FIELDS) throw new Problem(400, 'too_many_fields', '表单的项目太多，请刷新页面后再提交。');
      form.append(part.field, await textOf(part));
    } else if (part.field === FILES && part.fileName !== '') {
      if (files.length === fileLimits.atOnce) throw invalid({ [FILES]: `一次最多 ${fileLimits.atOnce} 个文件，请分几次添加。` });
      const file = { name: part.fileName, path: arrivalIn(store) };
      files.push(file);
      await write(part, file.path);
    }
  }
}

async function textOf({ content }: Part): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length > FIELD_BYTES) throw new Problem(400, 'field_too_long', '表单里有一项内容太长，请精简后再提交。');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** A file that is too large is read to its end, so that the sender gets an answer, but one byte too many is enough on disk to tell. */
async function write({ content }: Part, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  let room = fileLimits.bytes + 1;
  try {
    for await (const piece of content) {
      if (room > 0) await file.write(piece.subarray(0, room));
      room -= piece.length;
    }
  } finally {
    await file.close();
  }
}
