import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { fileLimits } from '#platform/files/limits.ts';
import { giveBack } from '#platform/files/content/refusals.ts';

export interface ZipPart {
  name: string;
  /** As it lies in the file. */
  packed: Buffer;
  deflated: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;

/** Whether the file ends as a zip does, whatever stands before: many programs would open it as one. */
export function endsAsZip(file: Buffer): boolean {
  const furthest = Math.max(0, file.length - END_LENGTH - 0xffff);
  for (let at = file.length - END_LENGTH; at >= furthest; at -= 1) {
    if (file.readUInt32LE(at) === END && at + END_LENGTH + file.readUInt16LE(at + 20) === file.length) return true;
  }
  return false;
}

/**
 * The parts of a zip that is nothing else: its first part at the first byte, its directory at the very end without a comment, every
 * part where the directory says, and none twice as long as the file. Sizes that the directory claims are not believed (`expectModest`).
 */
export function partsOf(file: Buffer): ZipPart[] {
  const end = file.length - END_LENGTH;
  if (end < 0 || file.readUInt32LE(end) !== END || file.readUInt16LE(end + 20) !== 0) return giveBack(endsAsZip(file) ? 'twofold' : 'damaged');
  const count = file.readUInt16LE(end + 10);
  const start = file.readUInt32LE(end + 16);
  if (count > fileLimits.zipParts) giveBack('bomb');
  if (start + file.readUInt32LE(end + 12) !== end) giveBack('twofold');
  const parts: ZipPart[] = [];
  for (let at = start, n = 0; n < count; n += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== ENTRY) giveBack('damaged');
    parts.push(partAt(file, at));
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  if (parts.reduce((sum, { packed }) => sum + packed.length, 0) > file.length) giveBack('bomb'); // parts that lie over each other
  return parts;
}

function partAt(file: Buffer, at: number): ZipPart {
  if (file.readUInt16LE(at + 8) & 1) giveBack('encrypted');
  const method = file.readUInt16LE(at + 10);
  if (method !== 0 && method !== 8) giveBack('damaged');
  const local = file.readUInt32LE(at + 42);
  if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) giveBack('damaged');
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const to = from + file.readUInt32LE(at + 20);
  if (to > file.length) giveBack('damaged');
  const name = file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28)).replaceAll('\\', '/');
  if (/^\/|(^|\/)\.\.(\/|$)|^[a-z]:|\0/iu.test(name)) giveBack('twofold'); // a part that wants to lie elsewhere
  return { name, packed: file.subarray(from, to), deflated: method === 8 };
}

/** Unpacks everything once, keeping nothing, to see that it stays within bounds. In the background, part after part. */
export async function expectModest(parts: readonly ZipPart[]): Promise<void> {
  let left: number = fileLimits.unpackedBytes;
  for (const part of parts) {
    left -= part.deflated ? await lengthOf(part, left) : part.packed.length;
    if (left < 0) giveBack('bomb');
  }
}

async function lengthOf({ packed }: ZipPart, most: number): Promise<number> {
  const inflating = createInflateRaw();
  inflating.end(packed);
  let length = 0;
  try {
    for await (const piece of inflating) {
      length += (piece as Buffer).length;
      if (length > most) break;
    }
  } catch {
    giveBack('damaged');
  }
  return length;
}

const SMALL_PART = 1024 * 1024;

/** The text of a small part. */
export function textOf({ packed, deflated }: ZipPart): string {
  try {
    return (deflated ? inflateRawSync(packed, { maxOutputLength: SMALL_PART }) : packed.subarray(0, SMALL_PART)).toString('utf8');
  } catch {
    return giveBack('damaged');
  }
}
