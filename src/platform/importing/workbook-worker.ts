import { parentPort, workerData } from 'node:worker_threads';
import type { Workbook } from './cell.ts';
import { parseWorkbook } from './parsing.ts';
import { FileRefused } from './refusal.ts';

/** What the worker answers: a workbook, or the sentence with which the file is given back. */
export type WorkerAnswer = { workbook: Workbook } | { refused: { status: FileRefused['status']; sentence: string } };

function answer(): WorkerAnswer {
  const { bytes, fileName } = workerData as { bytes: Uint8Array; fileName: string };
  try {
    return { workbook: parseWorkbook(bytes, fileName) };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { refused: { status: error.status, sentence: error.message } };
  }
}

parentPort?.postMessage(answer());
