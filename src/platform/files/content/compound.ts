import { giveBack } from '#platform/files/content/refusals.ts';

/**
 * Office 97–2003 and WPS files are small file systems of their own (MS-CFB). Only the directory is read: the names of its
 * streams say what the file is.
 */
export function compoundKind(file: Buffer): 'doc' | 'xls' | 'ppt' {
  const names = entryNames(file).map((name) => name.toLowerCase());
  if (names.includes('encryptedpackage')) giveBack('encrypted');
  if (names.some((name) => ['macros', '_vba_project_cur', 'vba', '_vba_project'].includes(name))) giveBack('macros');
  if (names.includes('worddocument')) return 'doc';
  if (names.includes('workbook') || names.includes('book')) return 'xls';
  if (names.includes('powerpoint document')) return 'ppt';
  return giveBack('unknown');
}

const LAST = 0xfffffffa; // from here on numbers are marks, not sectors
const ENTRY = 128;
const MOST_SECTORS = 4_000;

function entryNames(file: Buffer): string[] {
  if (file.length < 1536) giveBack('damaged');
  const size = 2 ** file.readUInt16LE(30);
  if (size !== 512 && size !== 4096) giveBack('damaged');
  const names: string[] = [];
  let sector = file.readUInt32LE(48);
  for (let n = 0; sector < LAST; n += 1) {
    const at = (sector + 1) * size;
    if (n > MOST_SECTORS || at + size > file.length) giveBack('damaged');
    for (let entry = at; entry < at + size; entry += ENTRY) {
      const length = file.readUInt16LE(entry + 64);
      if (length >= 2 && length <= 64) names.push(file.toString('utf16le', entry, entry + length - 2));
    }
    sector = next(file, size, sector);
  }
  return names;
}

/** The sector that follows, as the allocation table says. The header lists the first 109 sectors of the table, a chain of sectors the others. */
function next(file: Buffer, size: number, sector: number): number {
  const perSector = size / 4;
  let place = Math.floor(sector / perSector);
  let at = 76 + place * 4;
  if (place >= 109) {
    place -= 109;
    let list = file.readUInt32LE(68);
    for (; place >= perSector - 1; place -= perSector - 1) list = numberAt(file, (list + 2) * size - 4);
    at = (list + 1) * size + place * 4;
  }
  return numberAt(file, (numberAt(file, at) + 1) * size + (sector % perSector) * 4);
}

const numberAt = (file: Buffer, at: number): number => (at + 4 <= file.length ? file.readUInt32LE(at) : giveBack('damaged'));
