import { hash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { Problem } from '#platform/problems.ts';

/** Only our own files, nothing inline, no frames: see docs/decisions/0005. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "manifest-src 'self'", "media-src 'self' blob:",
].join('; ');

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY); // a stored file brings a stricter one
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('permissions-policy', 'geolocation=(), camera=(self), microphone=(self)');
  if (context.req.url.startsWith('https:')) headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
};

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
