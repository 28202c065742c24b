/** The parts of a workbook that somebody else made (ISO/IEC 29500-1): opened, and closed again with everything that was not touched as it was, byte for byte. */
import { unzipSync, zipSync, type Zippable } from 'fflate';

export interface GivenWorkbook {
  parts: Record<string, Uint8Array>;
  /** Its sheets in their order, with the part that holds each. */
  sheets: readonly { name: string; part: string }[];
  /** The part that lists the sheets. */
  main: string;
}

/** The earliest moment a zip entry can carry: the same content is the same bytes. */
const entryTime = new Date(1980, 0, 1);

/** Of a file whose size and kind were looked at when it arrived (`files/kinds.ts`). */
export function openGiven(bytes: Uint8Array): GivenWorkbook {
  const parts = unzipSync(bytes);
  const main = relationsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const targets = new Map(relationsOf(parts, main).map(({ id, target }) => [id, target]));
  const sheets = elementsOf(textOf(parts, main), 'sheet').flatMap((element) => {
    const part = targets.get(attribute(element, '\\w+:id') ?? '');
    const name = attribute(element, 'name');
    return part && name !== undefined && part in parts ? [{ name, part }] : [];
  });
  return { parts, sheets, main };
}

export function closeGiven({ parts }: GivenWorkbook): Uint8Array {
  const ordered: Zippable = {};
  for (const name of Object.keys(parts)) ordered[name] = parts[name]!;
  return zipSync(ordered, { mtime: entryTime, level: 6 });
}

export const textOf = (parts: Readonly<Record<string, Uint8Array>>, name: string): string => (parts[name] ? new TextDecoder().decode(parts[name]) : '');

export const setText = (parts: Record<string, Uint8Array>, name: string, text: string): void => void (parts[name] = new TextEncoder().encode(text));

interface Relation {
  id: string;
  type: string;
  target: string;
}

/** What a part refers to; of the package itself with an empty name. */
function relationsOf(parts: Readonly<Record<string, Uint8Array>>, of: string): Relation[] {
  const at = of.lastIndexOf('/') + 1;
  const text = textOf(parts, `${of.slice(0, at)}_rels/${of.slice(at)}.rels`);
  return elementsOf(text, 'Relationship').flatMap((element) => {
    const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attribute(element, name));
    return id && type && target ? [{ id, type, target: placeOf(of, target) }] : [];
  });
}

/** A target is told from the folder of the part, or from the top. */
const placeOf = (of: string, target: string): string => decodeURIComponent(new URL(target, `file:///${of}`).pathname).slice(1);

/** The opening tags of an element, whatever prefix its namespace has. */
export const elementsOf = (text: string, name: string): string[] => text.match(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>`, 'g')) ?? [];

/** An attribute of an opening tag, its entities resolved. */
export function attribute(element: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element) ?? [];
  const raw = double ?? single;
  return raw?.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, named) =>
    (hex || decimal ? String.fromCodePoint(Math.min(0x10ffff, parseInt(hex ?? decimal, hex ? 16 : 10))) : entities[named as string] ?? whole));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
