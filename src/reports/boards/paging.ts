import type { Visit } from '#platform/http/visit.ts';

export const PAGE_SIZE = 50;
/** Nobody turns more pages than this. */
const LAST_PAGE = 2_000;

export function pageOf({ query }: Pick<Visit, 'query'>): number {
  const n = Number(query.get('page') ?? 1);
  return Number.isInteger(n) && n >= 1 ? Math.min(n, LAST_PAGE) : 1;
}

/** What the addresses of boards take. */
export const scopeQuery = (...more: readonly string[]) => ['from', 'to', 'asof', ...more].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
