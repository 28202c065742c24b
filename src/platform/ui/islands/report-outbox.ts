/** A report as it waits on the phone, and as it is sent. */
export interface Report {
  /** The request id: sent twice, it is entered once. */
  id: string;
  action: string;
  /** Where the worker lies that solves what the server may ask. */
  worker: string;
  fields: [string, string][];
  files: File[];
}

/** What became of a sending. */
type Sending = { is: 'taken'; receipt: string } | { is: 'away' } | { is: 'refused'; sentence: string };

/** Kept as text: a file is a data address. */
interface Waiting extends Omit<Report, 'files'> {
  files: { name: string; address: string }[];
  refused?: string;
}

const PLACE = 'outbox';
/** A slow network takes a minute for three photos. */
const PATIENCE_MS = 120_000;

export function waiting(): Waiting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '[]');
    return Array.isArray(kept) ? (kept as Waiting[]) : [];
  } catch {
    return [];
  }
}

const write = (all: Waiting[]): void => (all.length === 0 ? localStorage.removeItem(PLACE) : localStorage.setItem(PLACE, JSON.stringify(all)));

export const forget = (id: string): void => write(waiting().filter((one) => one.id !== id));

/** Keeps it until the signal returns. Answers false when this phone has no room even for the words. */
export async function keep({ files, ...report }: Report): Promise<boolean> {
  const others = waiting().filter(({ id }) => id !== report.id);
  const kept = await Promise.all(files.map(async (file) => ({ name: file.name, address: await addressOf(file) })));
  for (const some of [kept, []]) {
    try {
      write([...others, { ...report, files: some }]);
      return true;
    } catch {
      // no room for the photos: the words alone
    }
  }
  return false;
}

const addressOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });

let flushing = false;

/** Sends what waits, one after the other; stops where the network is still away. */
export async function flush(taken: (receipt: string) => void): Promise<void> {
  if (flushing) return;
  flushing = true;
  for (const kept of waiting().filter(({ refused }) => !refused)) if (!(await sendKept(kept, taken))) break;
  flushing = false;
}

/** Answers whether the network was there. */
async function sendKept({ files, ...report }: Waiting, taken: (receipt: string) => void): Promise<boolean> {
  const outcome = await send({ ...report, files: files.map(({ name, address }) => fileOf(name, address)) });
  if (outcome.is === 'away') return false;
  if (outcome.is === 'refused') write(waiting().map((one) => (one.id === report.id ? { ...one, refused: outcome.sentence } : one)));
  else {
    forget(report.id);
    taken(outcome.receipt);
  }
  return true;
}

function fileOf(name: string, address: string): File {
  const [head = '', content = ''] = address.split(',', 2);
  const type = /^data:([^;,]*)/.exec(head)?.[1] ?? '';
  return new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type });
}

/** What the JSON twin of the form answers. */
interface Answer {
  receipt?: string;
  type?: string;
  detail?: string;
  fields?: Record<string, string>;
}

/** Sends it by the JSON twin of the form; solves the puzzle that an address is asked from which many came. */
export async function send(report: Report, solved: [string, string][] = []): Promise<Sending> {
  const body = new FormData();
  for (const [name, value] of [...report.fields, ...solved]) body.append(name, value);
  for (const file of report.files) body.append('files', file, file.name);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const response = await fetch(`/api/v1${report.action}`, { method: 'POST', body, signal: stop.signal });
    const answer = (await response.json()) as Answer;
    if (answer.receipt) return { is: 'taken', receipt: answer.receipt };
    if (answer.type?.endsWith('puzzle_wanted') && solved.length === 0) return await send(report, await solvePuzzle(report));
    if (response.status >= 500 || response.status === 429) return { is: 'away' }; // later, by itself
    return { is: 'refused', sentence: Object.values(answer.fields ?? {}).join(' ') || (answer.detail ?? '') };
  } catch {
    return { is: 'away' };
  } finally {
    clearTimeout(timer);
  }
}

const solvePuzzle = ({ action, worker }: Report): Promise<[string, string][]> => solvedPuzzle(`/api/v1${action.split('/').slice(0, 3).join('/')}/puzzle`, worker);

/** The fields of a form that hold solved work. */
export async function solvedPuzzle(address: string, worker: string): Promise<[string, string][]> {
  const puzzle = (await (await fetch(address)).json()) as { challenge: string; bits: number };
  const proof = await new Promise<number>((resolve, reject) => {
    const solver = new Worker(worker);
    solver.addEventListener('message', ({ data }: MessageEvent<number>) => {
      solver.terminate();
      resolve(data);
    });
    solver.addEventListener('error', reject);
    solver.postMessage(puzzle);
  });
  return [['puzzle', puzzle.challenge], ['proof', String(proof)]];
}
