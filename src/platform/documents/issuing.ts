/** What is issued is kept as the files that it was, and given back to the byte however papers are laid out later. */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { toDocx } from '#platform/documents/docx.ts';
import type { OfficialPaper } from '#platform/documents/model.ts';
import { toPdf } from '#platform/documents/pdf.ts';
import { isPressProblem } from '#platform/documents/pdf/press.ts';
import { attach, attachmentsOf } from '#platform/files/attachments.ts';
import { arrivalIn, type FileStore } from '#platform/files/store.ts';
import { takeIn, type KeptFile } from '#platform/files/taking-in.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { madeBefore } from '#platform/records/beforehand.ts';

/** A paper, and what its files are called. */
export interface Issued {
  readonly title: string;
  readonly paper: OfficialPaper;
}

/** Files beside the Word file, which is the formal one. */
interface Also {
  readonly pdf?: boolean;
}

/** Attaches the files of a paper to the record that it was issued by, pressed before the act. Gives back the Word file's hash. */
export async function attachIssued<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, id: string, issued: Issued, also: Also = {}): Promise<string> {
  const files = issuedFiles(act, [issued], also)[0]!;
  await attach(act, declared, id, files);
  return files[0]!.hash;
}

/** The files of several papers, for an act that issues them together: pressed in one go before it. */
export function issuedFiles(act: Act, all: readonly Issued[], also: Also = {}): KeptFile[][] {
  const key = createHash('sha256').update(JSON.stringify([all, also])).digest('hex');
  return madeBefore(act, key, async () => {
    const made: KeptFile[][] = [];
    for (const one of all) made.push(await pressedAndKept(act.house.files, act.county, one, also));
    return made;
  });
}

/** In the store, attached to nothing yet. */
async function pressedAndKept(store: FileStore, county: string, { title, paper }: Issued, { pdf }: Also): Promise<KeptFile[]> {
  const read = pdf ? await pdfWherePossible(paper) : undefined;
  const files = [{ name: `${title}.docx`, bytes: await toDocx(paper) }, ...(read ? [{ name: `${title}.pdf`, bytes: read }] : [])].map((file) => ({ ...file, path: arrivalIn(store) }));
  try {
    for (const { path, bytes } of files) await writeFile(path, bytes);
    return await takeIn(store, county, files);
  } finally {
    for (const { path } of files) await rm(path, { force: true });
  }
}

/** Without a press the paper is issued all the same. */
const pdfWherePossible = (paper: OfficialPaper): Promise<Uint8Array | undefined> => toPdf(paper).catch((problem: unknown) => {
  if (isPressProblem(problem)) return undefined;
  throw problem;
});

/** The hash of the PDF that was kept in the same act as this Word file. */
export async function pdfIssued<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, id: string, word: string | null): Promise<string | undefined> {
  const files = await attachmentsOf(reading, declared as unknown as Lifecycle, id);
  const formal = files.find(({ hash }) => hash === word);
  return files.find(({ kind, added_at }) => kind === 'pdf' && added_at.getTime() === formal?.added_at.getTime())?.hash;
}
