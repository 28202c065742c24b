/** Small facts about the text of a worksheet's parts, for those who write and those who mend them. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `_x0041_` in a cell is read as the character of that number; so an underscore that would begin one is written so itself (ISO/IEC 29500-1, ST_Xstring). */
const codeLike = /_(?=x[0-9A-Fa-f]{4}_)/g;
const special = /[&<>"\r]|_x/;

/** Printable text as it stands in a cell. Line ends become \n, as cells have them. */
export function escapedCell(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replace(codeLike, '_x005F_').replace(/[&<>"]/g, (character) => entities[character]!);
}
