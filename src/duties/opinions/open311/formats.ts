import type { Context } from 'hono';
import { Problem } from '#platform/problems.ts';

export type Format = 'json' | 'xml';

/** GeoReport v2, Format Support: the ending of the address says it. */
export const formatOf = (path: string): Format => (path.endsWith('.xml') ? 'xml' : 'json');

/** A parameter of the address without the ending that says the format. */
export const withoutEnding = (name: string): string => name.replace(/\.(?:json|xml)$/u, '');

export const types: Record<Format, string> = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' };

/** An answer in both formats: JSON has no name for the whole, XML calls it `root`. */
export function answer(context: Context, root: string, content: unknown, status = 200): Response {
  const format = formatOf(context.req.path);
  const text = format === 'xml' ? `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}` : JSON.stringify(content);
  return new Response(text, { status, headers: { 'content-type': types[format], 'cache-control': 'no-store' } });
}

/** GeoReport v2, Errors: a list of codes with what to do about each. 422 is not among its codes. */
export function refused(context: Context, problem: Problem | undefined): Response {
  const code = problem ? (problem.status === 422 ? 400 : problem.status) : 500;
  const sentences = problem ? wordsOf(problem) : ['抱歉，系统出了问题，这件没有登记。请稍后再送一次。'];
  return answer(context, 'errors', sentences.map((description) => ({ code, description })), code);
}

const wordsOf = ({ message, fields }: Problem): string[] => (Object.keys(fields).length > 0 ? Object.values(fields) : [message]);

/** In lists an element is called by the singular, but for this one. */
const items: Record<string, string> = { service_requests: 'request' };

function element(name: string, content: unknown): string {
  if (content === null || content === undefined || content === '') return `<${name}/>`;
  if (Array.isArray(content)) return `<${name}>${content.map((one) => element(items[name] ?? name.slice(0, -1), one)).join('')}</${name}>`;
  if (typeof content === 'object') return `<${name}>${Object.entries(content).map(([key, value]) => element(key, value)).join('')}</${name}>`;
  return `<${name}>${escaped(String(content))}</${name}>`;
}

/** What XML 1.0 may hold; nothing else can be written in it, escaped or not. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const escaped = (text: string): string => text.toWellFormed().replace(forbidden, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
