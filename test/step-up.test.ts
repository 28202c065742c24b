import { expect, test } from 'vitest';
import { buildSite } from '#county.ts';

/** ASVS 5.0, 7.5.3: who signs, hands out rights or takes lists out of the house is asked once more who it is. Each kind by one of its addresses. */
const asked = [
  // signatures and seals
  'POST /outgoing-papers/:id/signature', 'POST /outgoing-papers/:id/seal', 'POST /opinion-items/:id/signature', 'POST /statements/:id/submission', 'POST /plans/:id/adoption', 'POST /consequences/:id/issuing',
  // rights: posts and their correction, slips, keys of other systems, who is who at a provider, the rules of security themselves
  'POST /posts', 'POST /posts/:id', 'PATCH /posts/:id', 'POST /posts/:id/ending', 'POST /slips', 'POST /partner-systems/:id/key', 'POST /sign-on', 'POST /sign-on/people/:person', 'POST /parameters/:key',
  // the own keys
  'POST /me/passkeys', 'POST /me/passkeys/:id/removal',
  // lists that leave
  'POST /ledger.xlsx', 'POST /members.xlsx', 'POST /journal/file',
];

test('whatever signs, hands out rights or takes lists out asks for a proof', () => {
  const proved = new Set(buildSite().operations().filter(({ proof }) => proof).map(({ method, path }) => `${method} ${path}`));
  expect(asked.filter((one) => !proved.has(one))).toEqual([]);
});

test('every list that is written as a workbook beside everything else asks for it', () => {
  const written = buildSite().operations().filter(({ method, path }) => method === 'POST' && path.endsWith('.xlsx'));
  expect(written.length).toBeGreaterThan(30);
  expect(written.filter(({ proof }) => !proof).map(({ path }) => path)).toEqual([]);
});
