/** A zip written piece by piece: at no time more than one piece of one part is held, and the same content is the same bytes. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: string | Iterable<string> | AsyncIterable<string>;
}

interface Written {
  name: Uint8Array;
  at: number;
  crc: number;
  size: number;
  packed: number;
}

/** Without the larger form that old programs cannot open, a zip counts its bytes in 32 bits. */
const MOST_BYTES = 2 ** 32 - 1;

/** 1 January 1980, the earliest day that an entry can carry. */
const FIRST_DAY = 0x0021;
const DEFLATED = 8;
/** Sizes stand behind the content, because they are not known before; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;

/** @throws {RangeError} beyond 4 GB */
export async function* zipStream(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let at = 0;
  const told = (piece: Uint8Array): Uint8Array => {
    at += piece.length;
    if (at > MOST_BYTES) throw new RangeError('a zip holds at most 4 GB');
    return piece;
  };
  for (const { name, content } of parts) {
    const part: Written = { name: new TextEncoder().encode(name), at, crc: 0, size: 0, packed: 0 };
    yield told(localHeader(part));
    for await (const piece of deflated(content, part)) {
      part.packed += piece.length;
      yield told(piece);
    }
    yield told(descriptor(part));
    written.push(part);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield Buffer.concat([directory, endOfDirectory(written.length, directory.length, at)]);
}

function deflated(content: ZipPart['content'], part: Written): AsyncIterable<Uint8Array> {
  const deflate = createDeflateRaw({ level: 6 });
  pipeline(Readable.from(encoded(content, part), { objectMode: false }), deflate, () => undefined); // a fault reaches whoever reads
  return deflate;
}

async function* encoded(content: ZipPart['content'], part: Written): AsyncGenerator<Uint8Array> {
  for await (const text of typeof content === 'string' ? [content] : content) {
    const bytes = Buffer.from(text, 'utf8');
    part.crc = crc32(bytes, part.crc);
    part.size += bytes.length;
    yield bytes;
  }
}

function localHeader({ name }: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(FIRST_DAY, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor(part: Written): Buffer {
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(0x08074b50, 0);
  writeSizes(sizes, part, 4);
  return sizes;
}

function writeSizes(to: Buffer, { crc, packed, size }: Written, at: number): void {
  to.writeUInt32LE(crc, at);
  to.writeUInt32LE(packed, at + 4);
  to.writeUInt32LE(size, at + 8);
}

function directoryEntry(part: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  entry.writeUInt16LE(FLAGS, 8);
  entry.writeUInt16LE(DEFLATED, 10);
  entry.writeUInt16LE(FIRST_DAY, 14);
  writeSizes(entry, part, 16);
  entry.writeUInt16LE(part.name.length, 28);
  entry.writeUInt32LE(part.at, 42);
  return Buffer.concat([entry, part.name]);
}

function endOfDirectory(parts: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts, 8);
  end.writeUInt16LE(parts, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
