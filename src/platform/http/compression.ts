import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { isHeaded, VARY } from '#platform/http/security.ts';
import { language } from '#platform/languages/language.ts';

const compressing = compress();

/** Smaller answers for whoever can read them. */
export const compressed: MiddlewareHandler = (context, next) => (context.req.header('accept-encoding') ? compressing(context, next) : next());

/**
 * Says beforehand by what answers differ, and in which language they are. The library would add it to the finished answer, which turns every text into a
 * stream, compressed or not: a fifth of what a list costs (docs/decisions/0010). Mounted inside of `compressed`.
 */
export const varied: MiddlewareHandler = async (context, next) => {
  await next();
  if (isHeaded(context.res)) return;
  context.res.headers.set('vary', VARY);
  if (context.res.headers.get('content-type')?.startsWith('text/html')) context.res.headers.set('content-language', language);
};
