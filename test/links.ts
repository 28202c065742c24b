import { buildSite } from '#county.ts';

/** What is downloaded or read by programs. */
const files = /\.(csv|xlsx|docx|pdf|json|ics|atom|zip|ya?ml)$/;

/** Addresses that answer a page, those without parameters first, so that /ledger/new is not taken for /ledger/:id. */
const patterns = buildSite().operations()
  .filter(({ method, path }) => method === 'GET' && !files.test(path) && !path.startsWith('/api'))
  .map(({ path }) => ({ path, matches: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`), parameters: path.split(':').length }))
  .sort((a, b) => a.parameters - b.parameters);

/** The kind of page that a link leads to; undefined: no page, but a file. */
export function patternOf(link: string): string | undefined {
  const path = link.split(/[?#]/)[0]!;
  if (files.test(path) || /\/(file|pack)$|\/attachments\/[^/]+$/.test(path)) return undefined;
  return patterns.find(({ matches }) => matches.test(path))?.path ?? path;
}

/** Whether one of these leads to where people say what is wrong (ux R11). */
export const leadsToFeedback = (links: readonly string[]): boolean => links.some((link) => /\/feedback(?:\/new)?(?:\?|$)/.test(link));

interface Met {
  path: string;
  pattern: string;
  /** The page that leads there. */
  from: string;
}

/**
 * Follows every kind of link from the first page on, each kind once. `open` answers with the links of a page, or undefined when it does not open.
 * @returns how many kinds of pages there were
 */
export async function follow(first: string, open: (met: Met) => Promise<readonly string[] | undefined>): Promise<number> {
  const seen = new Set([patternOf(first)]);
  const waiting: Met[] = [{ path: first, pattern: patternOf(first)!, from: '' }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const link of (await open(next)) ?? []) {
      const pattern = patternOf(link);
      if (!pattern || seen.has(pattern)) continue;
      seen.add(pattern);
      waiting.push({ path: link, pattern, from: next.path });
    }
  }
  return seen.size;
}
