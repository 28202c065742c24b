import { giveBack } from '#platform/files/content/refusals.ts';

/** Text in UTF-8, UTF-16 with its mark, or GB 18030, without control characters. Rich text is a program's own format. */
export function expectPlainText(file: Buffer): void {
  const text = decoded(file);
  if (text === undefined || /[^\P{Cc}\t\n\f\r]/u.test(text) || text.startsWith('{\\rtf')) giveBack('unknown');
}

function decoded(file: Buffer): string | undefined {
  const encodings = file[0] === 0xff && file[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file);
    } catch {
      continue; // not this one
    }
  }
  return undefined;
}
