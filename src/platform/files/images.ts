import { fork } from 'node:child_process';
import { workerFile } from '#platform/root.ts';
import type { Box } from '#platform/files/covering.ts';
import { giveBack } from '#platform/files/content/refusals.ts';
import type { ImageAnswer } from '#platform/files/image-worker.ts';
import type { ImageKind } from '#platform/files/kinds.ts';
import { fileLimits } from '#platform/files/limits.ts';

/**
 * Writes the picture anew at `to`: upright, at most so large, and nothing but the picture.
 * @throws FileRefused when it cannot be read or is too large
 */
export async function reencodeImage(from: string, to: string, kind: ImageKind): Promise<void> {
  const answer = await answerOfWorker([from, to, kind]);
  if (answer !== 'done') giveBack(answer);
}

/**
 * Writes a picture that was written anew before at `to`, with these parts black.
 * @throws FileRefused when it cannot be read
 */
export async function coverImage(from: string, to: string, kind: ImageKind, boxes: readonly Box[]): Promise<void> {
  const answer = await answerOfWorker([from, to, kind, JSON.stringify(boxes)]);
  if (answer !== 'done') giveBack(answer);
}

/** A worker that breaks has said that the image is damaged; one that was stopped says nothing about it, since the machine may be busy. */
function answerOfWorker(args: string[]): Promise<ImageAnswer | 'slow'> {
  return new Promise((resolve) => {
    const worker = fork(workerFile('platform/files/image-worker'), args, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], timeout: fileLimits.imageMilliseconds, killSignal: 'SIGKILL' });
    worker.once('message', (answer) => resolve(answer as ImageAnswer));
    worker.once('error', () => resolve('damaged'));
    worker.once('disconnect', () => resolve(worker.killed ? 'slow' : 'damaged')); // after the last message, which an exit may come before
  });
}
