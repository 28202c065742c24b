import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** One file as it went into the pack. */
export interface Packed {
  path: string;
  bytes: number;
  sha256: string;
}

export interface Pack {
  /** Writes a file; what is compressed already is only stored. */
  add(path: string, content: Uint8Array | string | AsyncIterable<Uint8Array>): Promise<Packed>;
  /** Writes the directory of the pack and closes it. */
  end(): Promise<void>;
  /** Gives up: what was written so far is whoever opened it's to remove. */
  drop(): Promise<void>;
}

/** A zip without the larger form that old programs cannot open holds so much. */
const MOST_BYTES = 4 * 1024 ** 3 - 64 * 1024 ** 2;
const MOST_FILES = 65_000;

/** The earliest moment a zip entry can carry, in local time because that is how zip writes it: the same content is the same bytes. */
const entryTime = new Date(1980, 0, 1);

const stored = /\.(docx|xlsx|pptx|jpg|jpeg|png|webp|pdf|mp3|m4a|mp4|ogg|opus|webm)$/i;

/** Writes a zip to a file of this machine piece by piece: at no time more than one piece of one file is held. */
export async function openPack(path: string): Promise<Pack> {
  const file = await open(path, 'w', 0o600);
  let waiting: Uint8Array[] = [];
  let [written, files] = [0, 0];
  let fault: Error | null = null;
  const zip = new Zip((error, piece) => {
    fault ??= error;
    waiting.push(piece);
  });

  async function flush(): Promise<void> {
    const pieces = waiting;
    waiting = [];
    if (fault) throw fault;
    for (const piece of pieces) written += (await file.write(piece)).bytesWritten;
    if (written > MOST_BYTES) throw new Error('这一卷超过4GB，一个压缩包放不下。请按联络委分卷封存。');
  }

  return {
    async add(name, content) {
      if (++files > MOST_FILES) throw new Error('这一卷的文件太多，一个压缩包放不下。请按联络委分卷封存。');
      const entry = stored.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      entry.mtime = entryTime;
      zip.add(entry);
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const piece of inPieces(content)) {
        hash.update(piece);
        bytes += piece.length;
        entry.push(piece);
        await flush();
      }
      entry.push(new Uint8Array(0), true);
      await flush();
      return { path: name, bytes, sha256: hash.digest('hex') };
    },
    async end() {
      zip.end();
      await flush();
      await file.close();
    },
    drop: () => file.close(),
  };
}

async function* inPieces(content: Uint8Array | string | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') yield new TextEncoder().encode(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}
