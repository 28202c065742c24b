/**
 * Checks a yearly volume (年度卷) without the program that made it: plain Node (18 or newer), no packages.
 *
 *   node verify.mjs                 the folder in which this file lies, unpacked
 *   node verify.mjs volume.zip      the pack itself
 *   … --seal <64 hex digits>        against the seal that the county office has on record or on paper
 *
 * Every file that was changed, is missing or was put in is named. Leaves with 1 when anything is wrong.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createInflateRaw } from 'node:zlib';

const [MANIFEST, SEAL, STAMP] = ['manifest.json', 'seal.txt', 'timestamp.tsr'];
const [CATALOGUE, READABLE] = ['catalogue.csv', 'catalogue.html'];

/** What is wrong with a volume, file by file; nothing when it is as it was sealed. `seal`: the one on record, when it is known. */
export async function verifyVolume(path, seal) {
  const faults = [];
  const wrong = (name, why) => faults.push({ path: name, why });
  const pack = (await stat(path)).isDirectory() ? await folderAt(path) : await zipAt(path, wrong);
  try {
    const manifestText = await textOf(pack, MANIFEST, wrong);
    const sealed = sealsIn(await textOf(pack, SEAL, wrong));
    const hash = manifestText === undefined ? '' : sha256(manifestText);
    if (manifestText !== undefined && sealed.get(MANIFEST) !== hash) for (const name of [MANIFEST, SEAL]) wrong(name, '目录清单和封存值对不上，两个文件里有一个被改动');
    if (seal && seal.toLowerCase() !== hash) wrong(MANIFEST, '和登记在册的封存值不一致');
    const manifest = parsed(manifestText, wrong);
    if (manifest) await compare(pack, manifest, sealed, wrong);
    return { faults, files: manifest?.files.length ?? 0, title: manifest?.title ?? '', seal: hash };
  } finally {
    await pack.close();
  }
}

async function compare(pack, manifest, sealed, wrong) {
  const known = new Set([MANIFEST, SEAL]);
  if (sealed.has(STAMP)) known.add(STAMP);
  for (const file of manifest.files) known.add(file.path);
  for (const name of pack.names()) if (!known.has(name)) wrong(name, '清单里没有这个文件，是后来放进去的');
  const listed = [...manifest.files, ...(sealed.has(STAMP) ? [{ path: STAMP, sha256: sealed.get(STAMP) }] : [])];
  for (const { path, sha256: expected } of listed) {
    if (!pack.has(path)) wrong(path, '缺失');
    else if ((await hashOf(pack, path)) !== expected) wrong(path, '内容被改动');
  }
  await compareCatalogue(pack, manifest, wrong);
}

/** The catalogue that people read says the same as the manifest. */
async function compareCatalogue(pack, { files }, wrong) {
  const items = files.filter(({ no }) => no !== undefined);
  const rows = csvRows((await textOf(pack, CATALOGUE, wrong)) ?? '').slice(1);
  const same = rows.length === items.length && items.every((item, n) => [item.no, item.part, item.title, item.day, item.keep, item.path, item.bytes, item.sha256].map(String).join('\n') === rows[n].join('\n'));
  if (!same) wrong(CATALOGUE, '目录和清单不一致');
  const page = (await textOf(pack, READABLE, wrong)) ?? '';
  if (!items.every(({ path, sha256: hash }) => page.includes(path) && page.includes(hash))) wrong(READABLE, '目录和清单不一致');
}

function parsed(text, wrong) {
  if (text === undefined) return undefined;
  try {
    const manifest = JSON.parse(text);
    if (Array.isArray(manifest.files) && manifest.files.every((one) => typeof one.path === 'string' && typeof one.sha256 === 'string')) return manifest;
  } catch {
    // said below
  }
  wrong(MANIFEST, '读不懂，已被改动');
  return undefined;
}

/** `<file> <sha256>` on each line. */
const sealsIn = (text = '') => new Map(text.split('\n').filter(Boolean).map((line) => line.split(' ')));

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

async function hashOf(pack, name) {
  const hash = createHash('sha256');
  try {
    for await (const piece of pack.read(name)) hash.update(piece);
  } catch {
    return '';
  }
  return hash.digest('hex');
}

/** Files that are read whole are small; a larger one has been tampered with. */
const MOST_TEXT = 512 * 1024 * 1024;

async function textOf(pack, name, wrong) {
  if (!pack.has(name)) {
    wrong(name, '缺失');
    return undefined;
  }
  try {
    const pieces = [];
    let bytes = 0;
    for await (const piece of pack.read(name)) {
      bytes += piece.length;
      if (bytes > MOST_TEXT) throw new Error('too large');
      pieces.push(piece);
    }
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(Buffer.concat(pieces));
  } catch {
    wrong(name, '读不出来，已被改动');
    return undefined;
  }
}

/** Rows of a CSV with quoted cells. */
function csvRows(text) {
  const rows = [];
  let [row, cell, quoted] = [[], '', false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') [row, cell] = [[...row, cell], ''];
    else if (sign === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      [row, cell] = [[], ''];
    } else cell += sign;
  }
  return cell || row.length ? [...rows, [...row, cell]] : rows;
}

async function folderAt(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = new Set(entries.filter((one) => !one.isDirectory()).map((one) => relative(folder, join(one.parentPath ?? one.path, one.name)).split(sep).join('/')));
  return { names: () => names, has: (name) => names.has(name), read: (name) => createReadStream(join(folder, name)), close: async () => undefined };
}

/** A zip is read by its central directory; what the entries themselves say of their names must be the same. */
async function zipAt(path, wrong) {
  const file = await open(path);
  const entries = new Map();
  const at = async (position, length) => {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position });
    return buffer.subarray(0, bytesRead);
  };
  try {
    for (const entry of await entriesOf(at, (await file.stat()).size)) {
      if (entries.has(entry.name)) wrong(entry.name, '在压缩包里有两个');
      const head = await at(entry.offset, 30);
      if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) wrong(entry.name, '在压缩包里的位置不对');
      else if (head.readUInt16LE(8) !== entry.method) wrong(entry.name, '在压缩包里的写法前后不一致');
      else if ((await at(entry.offset + 30, head.readUInt16LE(26))).toString('utf8') !== entry.name) wrong(entry.name, '在压缩包里的名称前后不一致');
      entries.set(entry.name, { ...entry, begin: entry.offset + 30 + (head.length < 30 ? 0 : head.readUInt16LE(26) + head.readUInt16LE(28)) });
    }
  } catch {
    wrong(path, '压缩包读不出来，可能没有下载完整，或者被改动');
  }
  return { names: () => entries.keys(), has: (name) => entries.has(name), read: (name) => contentOf(path, entries.get(name)), close: () => file.close() };
}

async function entriesOf(at, size) {
  const tail = await at(Math.max(0, size - 65_557), 65_557);
  const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0) throw new Error('no end');
  const [count, length, begin] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  const elsewhere = tail.readUInt32LE(end + 4) !== 0 || tail.readUInt16LE(end + 8) !== count || tail.length - end !== 22 || begin + length + 22 !== size;
  if (elsewhere) throw new Error('not written so'); // other programs might find other entries
  const directory = await at(begin, length);
  const found = [];
  for (let place = 0; place + 46 <= directory.length && directory.readUInt32LE(place) === 0x02014b50;) {
    const [nameLength, extra, comment] = [directory.readUInt16LE(place + 28), directory.readUInt16LE(place + 30), directory.readUInt16LE(place + 32)];
    found.push({
      name: directory.toString('utf8', place + 46, place + 46 + nameLength), method: directory.readUInt16LE(place + 10),
      packed: directory.readUInt32LE(place + 20), bytes: directory.readUInt32LE(place + 24), offset: directory.readUInt32LE(place + 42),
    });
    place += 46 + nameLength + extra + comment;
  }
  if (found.length % 65_536 !== count) throw new Error('entries are missing');
  return found;
}

/** The content of an entry, unpacked; never more than it says it has. */
async function* contentOf(path, { method, begin, packed, bytes }) {
  if (packed === 0) return;
  const raw = createReadStream(path, { start: begin, end: begin + packed - 1 });
  const unpacked = method === 8 ? raw.on('error', () => undefined).pipe(createInflateRaw()) : raw;
  let length = 0;
  for await (const piece of unpacked) {
    length += piece.length;
    if (length > bytes) throw new Error('longer than it says');
    yield piece;
  }
}

async function main(given) {
  const at = given.indexOf('--seal');
  const seal = at >= 0 ? given[at + 1] : undefined;
  const [path = dirname(fileURLToPath(import.meta.url))] = given.filter((_, n) => at < 0 || (n !== at && n !== at + 1));
  const { faults, files, title, seal: found } = await verifyVolume(resolve(path), seal);
  for (const { path: name, why } of faults) console.log(`不对：${name}：${why}。`);
  console.log(faults.length > 0 ? `${title || path}：有${faults.length}处不对，不能作为凭据。` : `${title}：${files}个文件都和封存时一样。封存值 ${found}${seal ? '，和登记在册的一致' : '；请和登记在册的封存值核对'}。`);
  if (faults.length > 0) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv.slice(2)).catch((error) => {
    process.exitCode = 1;
    console.error(`没有能够核对：${error.message}`);
  });
}
