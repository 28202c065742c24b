import { Worker } from 'node:worker_threads';
import { workerFile } from '#platform/root.ts';
import type { Workbook } from './cell.ts';
import { containerOf } from './container.ts';
import { limits } from './limits.ts';
import { FileRefused } from './refusal.ts';
import type { WorkerAnswer } from './workbook-worker.ts';

const tooHard = new FileRefused(
  422,
  '这个文件太大或结构异常，没能读完。请新建一个表格，只复制需要的行（粘贴为数值），保存后再导入。',
);
const damaged = new FileRefused(422, '这个表格文件已损坏，读不出来。请用 Excel 或 WPS 打开并另存一份后再导入。');

/**
 * Reads an uploaded spreadsheet: xlsx, xlsm, xlsb, xls (also WPS .et), ods, csv and txt, told apart by content.
 * The reading happens in a worker with a limit on time and memory. One file is read at a time; others wait their turn.
 *
 * @throws FileRefused with a Chinese sentence and the status 413, 415 or 422.
 */
export function readWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  const turn = last.then(() => {
    containerOf(bytes);
    return readInWorker(bytes, fileName);
  });
  last = turn.then(() => undefined, () => undefined);
  return turn;
}

let last: Promise<void> = Promise.resolve();

function readInWorker(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('platform/importing/workbook-worker'), {
      workerData: { bytes, fileName },
      stdout: true, // what the library says of odd records is of no use to anybody
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.readerMegabytes, maxYoungGenerationSizeMb: 16 },
    });
    const timer = setTimeout(() => end(() => reject(tooHard)), limits.readingMilliseconds);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    worker.once('message', (answer: WorkerAnswer) =>
      end(() => ('workbook' in answer ? resolve(answer.workbook) : reject(new FileRefused(answer.refused.status, answer.refused.sentence)))),
    );
    worker.once('error', (error: NodeJS.ErrnoException) => end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHard : damaged)));
    worker.once('exit', () => end(() => reject(damaged)));
  });
}
