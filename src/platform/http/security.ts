import { hash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '#platform/problems.ts';

/** Only our own files, nothing inline, no frames: see docs/decisions/0005. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "manifest-src 'self'", "media-src 'self' blob:",
].join('; ');

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), camera=(self), microphone=(self)',
};
const encrypted = { ...always, 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

const alwaysOf = (url: string) => (url.startsWith('https:') ? encrypted : always);

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  if (brought.has(context.res)) return;
  const { headers } = context.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY); // a stored file brings a stricter one
  for (const [name, value] of Object.entries(alwaysOf(context.req.url))) headers.set(name, value);
};

const brought = new WeakSet<Response>();

/** Whether an answer was made with all the headers that every answer has. */
export const isHeaded = (answer: Response): boolean => brought.has(answer);

/** An answer with all its headers from the beginning: to open a finished one and set each costs a short answer a tenth. */
export function headed(context: Context, body: Uint8Array<ArrayBuffer>, own: Readonly<Record<string, string>>): Response {
  const answer = context.body(body, 200, { 'content-security-policy': POLICY, ...alwaysOf(context.req.url), vary: VARY, ...own });
  brought.add(answer);
  return answer;
}

/** Answers differ by encoding, by the languages that a browser asks for and by what it keeps of its owner. */
export const VARY = 'Accept-Encoding, Accept-Language, Cookie';

/** The form proof of a session: known to our pages, not derivable from outside. */
export const csrfOf = (sessionCookie: string): string =>
  hash('sha256', `form:${sessionCookie}`, 'base64url').slice(0, 32);

/** What a body says it is, without its parameters: `application/jsonp` and `text/plain; application/json` are not JSON. */
export const mediaType = (request: Request): string => (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();

/** Refuses acts that did not start on our own pages. JSON from scripts of other sites fails at the browser's preflight. */
export function expectOwnPage(request: Request, given: unknown, expected: string | undefined): void {
  const origin = request.headers.get('origin');
  if (origin && origin !== 'null' && new URL(origin).host !== (request.headers.get('host') ?? '')) throw foreign();
  const isJson = mediaType(request) === 'application/json';
  if (expected && !isJson && !equal(String(given ?? ''), expected)) throw foreign();
}

const foreign = () => new Problem(403, 'foreign_form', '这个页面打开太久或不是从本系统打开的。请刷新页面后再提交一次，已填的内容可以先复制下来。');

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
