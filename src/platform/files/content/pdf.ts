import { giveBack } from '#platform/files/content/refusals.ts';

const END = '%%EOF';

/** A PDF begins with its mark at the first byte and ends with its end mark; readers forgive more, and that is what double files live on. */
export function expectWholePdf(file: Buffer): void {
  if (!/^%PDF-[12]\.\d/u.test(file.toString('latin1', 0, 8))) giveBack('damaged');
  const end = file.lastIndexOf(END);
  if (end < 0) giveBack('damaged');
  if (/[^\s\0]/u.test(file.toString('latin1', end + END.length))) giveBack('twofold');
}
