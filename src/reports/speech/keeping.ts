/** What is issued is kept as the files that it was, and given back to the byte however papers are laid out later. */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { toDocx } from '#platform/documents/docx.ts';
import type { OfficialPaper } from '#platform/documents/model.ts';
import { toPdf } from '#platform/documents/pdf.ts';
import { isPressProblem } from '#platform/documents/pdf/press.ts';
import { attach, attachmentsOf } from '#platform/files/attachments.ts';
import { arrivalIn } from '#platform/files/store.ts';
import { takeIn } from '#platform/files/taking-in.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { speech, type SpeechGiven } from '#reports/speech/record.ts';

/** Keeps the Word file and, where there is a press, the PDF. Gives back the Word file's hash. */
export async function keepAsIssued(act: Act, row: SpeechGiven, paper: OfficialPaper): Promise<string> {
  const word = await toDocx(paper);
  const pdf = await pdfWherePossible(paper);
  const files = [{ name: `${row.title}.docx`, bytes: word }, ...(pdf ? [{ name: `${row.title}.pdf`, bytes: pdf }] : [])].map((file) => ({ ...file, path: arrivalIn(act.house.files) }));
  try {
    for (const { path, bytes } of files) await writeFile(path, bytes);
    await attach(act, speech, row.id, await takeIn(act.house.files, act.county, files));
  } finally {
    for (const { path } of files) await rm(path, { force: true });
  }
  return createHash('sha256').update(word).digest('hex');
}

/** The Word file is the formal one: without a press the paper is issued all the same. */
const pdfWherePossible = (paper: OfficialPaper): Promise<Uint8Array | undefined> => toPdf(paper).catch((problem: unknown) => {
  if (isPressProblem(problem)) return undefined;
  throw problem;
});

/** The hash of the PDF that was kept in the same act as the Word file. */
export async function pdfAsIssued(reading: Reading, { id, sha256 }: SpeechGiven): Promise<string | undefined> {
  const files = await attachmentsOf(reading, speech, id);
  const word = files.find(({ hash }) => hash === sha256);
  return files.find(({ kind, added_at }) => kind === 'pdf' && added_at.getTime() === word?.added_at.getTime())?.hash;
}
