import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { language } from '#platform/languages/language.ts';

/** Smaller answers for whoever can read them. */
export const compressed: MiddlewareHandler = compress();

/**
 * Says beforehand that answers differ by encoding and by what the browser keeps of its owner, and in which language they are. The library would add it to the finished answer, which turns every text into a
 * stream, compressed or not: a fifth of what a list costs (docs/decisions/0010). Mounted inside of `compressed`.
 */
export const varied: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.set('vary', 'Accept-Encoding, Cookie');
  if (context.res.headers.get('content-type')?.startsWith('text/html')) context.res.headers.set('content-language', language);
};
