import { dropFiles, filesOf } from './kept-files.ts';

/**
 * What was written into forms and could not be sent, or is not finished: a list in this browser, one for each person, so that two people at one machine
 * do not meet. Each keeps the request id of its form: however often it is sent, it is entered once.
 */
export interface Kept {
  /** The request id. */
  id: string;
  /** `/ledger` for a new record, `/ledger/<id>` for a correction. */
  action: string;
  /** The page with the form. */
  page: string;
  title: string;
  fields: [string, string][];
  at: number;
  state: 'draft' | 'waiting' | 'changed' | 'refused';
  /** What the server said of it. */
  said?: string;
  /** How many photographs and recordings wait with it (`kept-files.ts`). */
  photos?: number;
}

/** More than these a browser is not asked to keep. */
const MOST = 200;
const place = (person: string): string => `outbox:${person}`;

export function listKept(person: string): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(person)) ?? '[]');
    return Array.isArray(kept) ? (kept as Kept[]) : [];
  } catch {
    return [];
  }
}

/** @throws when the browser can keep no more */
export function keep(person: string, one: Kept): void {
  const others = listKept(person).filter(({ id }) => id !== one.id);
  if (others.length >= MOST) throw new Error('full');
  write(person, [...others, one]);
}

export function drop(person: string, id: string): void {
  const gone = listKept(person).find((one) => one.id === id);
  write(person, listKept(person).filter((one) => one.id !== id));
  if (gone?.photos) void dropFiles(id).catch(() => undefined);
}

function write(person: string, kept: Kept[]): void {
  if (kept.length > 0) localStorage.setItem(place(person), JSON.stringify(kept));
  else localStorage.removeItem(place(person));
  document.dispatchEvent(new CustomEvent('outbox:changed'));
}

/** Like a request id of the server; `randomUUID` is only there on pages that came encrypted. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const LAST = 'outbox-person';

/** Whose form was open last in this browser: a sheet without a network does not know who writes on it. */
export const lastPerson = (): string => localStorage.getItem(LAST) ?? '';
export const notePerson = (person: string): void => localStorage.setItem(LAST, person);

/** The token of the page that is open now: that of the page where it was written may be long gone. */
export const token = (): string => document.querySelector<HTMLMetaElement>('meta[name=csrf-token]')?.content ?? '';

let sending = false;

/** Sends what waits, oldest first, and stops at the first that finds no network or no session. */
export async function sendWaiting(person: string): Promise<void> {
  if (sending || !navigator.onLine) return;
  sending = true;
  try {
    for (const one of listKept(person).filter(({ state }) => state === 'waiting')) if (!(await sendOne(person, one))) return;
  } finally {
    sending = false;
  }
}

/** False: nothing can be sent now. */
async function sendOne(person: string, one: Kept): Promise<boolean> {
  const body = await bodyOf(one);
  const method = one.fields.some(([name]) => name === 'version') ? 'PATCH' : 'POST';
  const answer = await fetch(`/api/v1${one.action}`, { method, body }).catch(() => undefined);
  if (!answer || answer.status === 401 || answer.status >= 500 || answer.status === 429) return false;
  if (answer.ok) drop(person, one.id);
  else keep(person, { ...one, state: answer.status === 409 ? 'changed' : 'refused', said: await saidBy(answer) });
  return true;
}

/** As the form itself would have sent it; files that this browser lost meanwhile do not keep the words back. */
async function bodyOf({ id, fields, photos }: Kept): Promise<URLSearchParams | FormData> {
  const sent: [string, string][] = [...fields, ['csrf', token()]];
  if (!photos) return new URLSearchParams(sent);
  const body = new FormData();
  for (const [name, value] of sent) body.append(name, value);
  for (const file of await filesOf(id).catch(() => [])) body.append('files', file, file.name);
  return body;
}

async function saidBy(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; fields?: Record<string, string> };
  return [problem.detail ?? '', ...Object.values(problem.fields ?? {})].join(' ');
}
