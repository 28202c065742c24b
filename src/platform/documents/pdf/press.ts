import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { Problem } from '#platform/problems.ts';
import { projectRoot, workerFile } from '#platform/root.ts';

export interface Job {
  readonly n: number;
  readonly paper: object;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** What the press gives back: the file, and how many pages it has. */
export interface Pressed {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

export type Printed = ({ readonly n: number } & Pressed) | { readonly n: number; readonly fault: string };

/** A press that nobody has used for this long is put away: at rest it would hold some hundred megabytes. */
const idleMs = 60_000;
/** A paper is set in a fraction of a second; after this the machine is beyond it. */
const longestMs = 60_000;

const unavailable = () => new Problem(503, 'no_press', '这台机器上还不能生成 PDF。请先下载 Word 文件；管理员重新执行一次 npm install 后再试（部分处理器和操作系统没有排版组件）。');
const failed = () => new Problem(503, 'not_printed', '这份文件没能排成 PDF。请先下载 Word 文件，并通过“提意见”告诉我们是哪一份。');

/** The press is not there, or did not do it: whoever can do without it goes on. */
export const isPressProblem = (problem: unknown): boolean => problem instanceof Problem && ['no_press', 'not_printed'].includes(problem.code);

interface Waiting {
  resolve(printed: Pressed): void;
  reject(problem: Error): void;
  timer: NodeJS.Timeout;
}

let press: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

/** Sets a paper: the press is started when it is needed and put away when it rests. */
export function pressed(paper: object, date: string): Promise<Pressed> {
  clearTimeout(idle);
  press ??= started();
  const n = ++last;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => broken(failed()), longestMs);
    waiting.set(n, { resolve, reject, timer });
    press!.ref();
    press!.postMessage({ n, paper, date } satisfies Job);
  });
}

function started(): Worker {
  const worker = new Worker(workerFile('platform/documents/pdf/press-worker'), {
    execArgv: [],
    workerData: { folder: join(projectRoot, 'src/platform/documents/pdf'), ownFonts: process.env['PDF_FONT_DIR'] },
  });
  worker.on('message', (printed: Printed) => settle(printed));
  worker.once('error', (error: NodeJS.ErrnoException) => worker === press && broken(isMissing(error) ? unavailable() : failed()));
  return worker;
}

/** The native part is not there for this machine. */
const isMissing = ({ code, message }: NodeJS.ErrnoException): boolean => code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || /native binding|typst/iu.test(message);

function settle(printed: Printed): void {
  const one = waiting.get(printed.n);
  if (!one) return;
  waiting.delete(printed.n);
  clearTimeout(one.timer);
  if ('bytes' in printed) one.resolve(printed);
  else {
    console.error(`a paper could not be set: ${printed.fault}`);
    one.reject(failed());
  }
  if (waiting.size > 0) return;
  press?.unref(); // a press at rest keeps no program running
  idle = setTimeout(putAway, idleMs);
  idle.unref();
}

/** Whoever still waits is told; the next paper begins with a new press. */
function broken(problem: Problem): void {
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(problem);
  }
  waiting.clear();
  putAway();
}

function putAway(): void {
  void press?.terminate();
  press = undefined;
}
