import { createHash } from 'node:crypto';
import { committeeChoices } from '#institutions/facts.ts';
import { tidyFileName } from '#platform/files/file-name.ts';
import type { Workbook } from '#platform/importing/cell.ts';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { keeping, transact, type House } from '#platform/records/act.ts';
import { all, is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { create } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { type ImportsChapter, kindsOf } from './chapter.ts';
import { importBatch, type ImportBatch } from './record.ts';
import { keepSheets, rememberedMappings, type SheetChoice, sweepRows } from './store.ts';

/** For so long the rows of a file wait to be entered. */
const openDays = 30;

export interface SentFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * Reads an uploaded file and keeps its rows for the preview; nothing of it becomes a record yet.
 * @throws FileRefused when it cannot be read
 */
export async function openBatch(house: House, actor: Actor, chapter: ImportsChapter, file: SentFile, request: string | null): Promise<ImportBatch> {
  const fileName = tidyFileName(file.name, '未命名表格');
  const workbook = await readWorkbook(file.bytes, fileName);
  await keeping(house, actor.countyId, (db) => sweepRows(db, actor.countyId, today(), openDays));
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  return transact(house, actor, request, async (act) => {
    const [waiting] = await list<ImportBatch>(act, importBatch, { where: all(is<ImportBatch>('file_hash', hash), is<ImportBatch>('state', 'open'), is<ImportBatch>('file_name', fileName)), limit: 1 });
    if (waiting) return waiting; // sent twice by mistake: the same rows need not wait twice
    const batch = await create<ImportBatch>(act, importBatch, {
      person_id: actor.personId,
      sent_by: actor.name,
      file_name: fileName,
      file_hash: hash,
      file_size: file.bytes.length,
      format: workbook.format,
    });
    const places = (await committeeChoices(act)).map(({ label }) => label);
    await keepSheets(act, batch.id, workbook, firstChoices(workbook, chapter, places, await rememberedMappings(act)));
    return batch;
  });
}

/**
 * Recognises every sheet. A year told by one sheet of the file is not carried over to another: each must name its own, or be asked.
 */
function firstChoices(workbook: Workbook, chapter: ImportsChapter, places: string[], remembered: Awaited<ReturnType<typeof rememberedMappings>>): (SheetChoice | null)[] {
  return recogniseWorkbook(workbook, kindsOf(chapter), { places, remembered }).map(({ recognition }) =>
    recognition && { kind: recognition.kind.name, header: recognition.header, mapping: recognition.mapping, told: {} },
  );
}
