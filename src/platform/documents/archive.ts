/** Office files are zip archives. Written again with fixed times and order, the same content is the same bytes. */
import { unzipSync, zipSync, type Zippable } from 'fflate';

/** The earliest moment a zip entry can carry, in local time because that is how zip writes it. */
const entryTime = new Date(1980, 0, 1);

/**
 * The archive with every entry's time fixed, its entries in the order of their names, and the named parts replaced.
 * `[Content_Types].xml` comes first, where readers look for it.
 */
export function fixedArchive(archive: Uint8Array, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const entries = unzipSync(archive);
  for (const [name, text] of Object.entries(parts)) entries[name] = new TextEncoder().encode(text);
  const ordered: Zippable = {};
  for (const name of Object.keys(entries).sort(byPlace)) ordered[name] = entries[name]!;
  return zipSync(ordered, { mtime: entryTime, level: 6 });
}

const first = '[Content_Types].xml';

function byPlace(a: string, b: string): number {
  if (a === first || b === first) return a === first ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** docProps/core.xml with nothing in it but the paper's own title, author and date. */
export function coreProperties(properties: { title: string; author: string; date: string }): string {
  const moment = `${properties.date}T00:00:00Z`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(properties.title)}</dc:title><dc:creator>${escaped(properties.author)}</dc:creator><cp:lastModifiedBy>${escaped(properties.author)}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
