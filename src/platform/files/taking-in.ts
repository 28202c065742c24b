import { open, readFile, rm, stat } from 'node:fs/promises';
import { FileRefused } from '#platform/importing/refusal.ts';
import { giveBack } from '#platform/files/content/refusals.ts';
import { tidyFileName, withEnding } from '#platform/files/file-name.ts';
import { reencodeImage } from '#platform/files/images.ts';
import { imageKind, kindOf, kinds, type KindName } from '#platform/files/kinds.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { arrivalIn, type FileStore, type StoredContent } from '#platform/files/store.ts';
import { invalid } from '#platform/problems.ts';

/** A file that arrived and that nobody has looked at yet. */
export interface ArrivedFile {
  /** As the browser calls it. */
  name: string;
  /** Where it waits; removed by whoever received it. */
  path: string;
}

/** A file that may be attached: known by its content, clean, and in the store. */
export interface KeptFile extends StoredContent {
  name: string;
  kind: KindName;
}

/** The field of a form, and of the JSON twin, that carries files. */
export const FILES = 'files';

/**
 * Looks at every file and keeps them all, or none.
 * @throws Problem 422 with a sentence for each file that is given back
 */
export async function takeIn(store: FileStore, county: string, arrived: readonly ArrivedFile[]): Promise<KeptFile[]> {
  const clean: CleanFile[] = [];
  const refused: string[] = [];
  try {
    for (const file of arrived) {
      const name = tidyFileName(file.name, '未命名文件');
      await inTurn(() => cleaned(store, { ...file, name })).then((one) => clean.push(one), (error: unknown) => {
        if (!(error instanceof FileRefused)) throw error;
        refused.push(`“${name}”：${error.message}`);
      });
    }
    if (refused.length > 0) throw invalid({ [FILES]: refused.join(' ') });
    const kept: KeptFile[] = [];
    for (const { name, kind, path } of clean) kept.push({ name, kind, ...(await store.put(county, path)) });
    return kept;
  } finally {
    for (const { path } of clean) await rm(path, { force: true });
  }
}

interface CleanFile extends ArrivedFile {
  kind: KindName;
}

/** One file at a time is held in memory or decoded, however many people send. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

let last: Promise<unknown> = Promise.resolve();

/** The file as it may be kept: an image anew, anything else as it is. */
async function cleaned(store: FileStore, { name, path }: ArrivedFile): Promise<CleanFile> {
  if ((await stat(path)).size > fileLimits.bytes) giveBack('tooLarge');
  const image = imageKind(await headOf(path));
  if (!image) {
    const kind = await kindOf(await readFile(path));
    return { name: withEnding(name, kinds[kind].endings), kind, path };
  }
  const anew = arrivalIn(store);
  await reencodeImage(path, anew, image).catch(async (error: unknown) => {
    await rm(anew, { force: true });
    throw error;
  });
  return { name: withEnding(name, kinds[image].endings), kind: image, path: anew };
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(16), position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
