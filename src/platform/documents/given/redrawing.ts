import { Worker } from 'node:worker_threads';
import { checkCompound } from '#platform/importing/container.ts';
import { limits } from '#platform/importing/limits.ts';
import { FileRefused } from '#platform/importing/refusal.ts';
import { workerFile } from '#platform/root.ts';

const tooHard = new FileRefused(422, '这个“.xls”文件读不出来。请用 Excel 或 WPS 打开，另存为“.xlsx”，再重新添加。');

/**
 * A workbook of the old format (Excel 97–2003, WPS) as one of today's: its values, formulas, merged ranges and widths, drawn anew with one face and thin lines.
 * What else it looked like is lost. In a worker with a limit on time and memory, because a hostile file may take all it is given.
 */
export async function asXlsx(bytes: Uint8Array): Promise<Uint8Array> {
  checkCompound(bytes);
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('platform/documents/given/redrawing-worker'), {
      workerData: bytes, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: limits.readerMegabytes, maxYoungGenerationSizeMb: 16 },
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(tooHard)), limits.readingMilliseconds);
    worker.once('message', (made: Uint8Array) => end(() => resolve(made)));
    worker.once('error', () => end(() => reject(tooHard)));
    worker.once('exit', () => end(() => reject(tooHard)));
  });
}
