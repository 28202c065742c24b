import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newUrn, opened, sealed, withVote, type Layout, type Urn } from '#assessment/ballots/sealing.ts';

const keys = ['春来江水绿如蓝', '能不忆江南老友'] as const;

test('what was added comes out again, whatever it was and in whatever order', async () => {
  const counters = fc.integer({ min: 1, max: 90 });
  await fc.assert(fc.asyncProperty(counters, fc.integer({ min: 1, max: 999 }), fc.infiniteStream(fc.boolean()), async (many, most, bits) => {
    const layout: Layout = { counters: many, most };
    const votes = Array.from({ length: Math.min(4, most) }, () => Array.from({ length: many }, () => Number(bits.next().value)));
    let urn: Urn = await newUrn(layout, keys);
    for (const vote of votes) urn = { ...urn, sums: withVote(urn, sealed(urn.modulus, layout, vote)) };
    expect(opened(urn, layout, [keys[1], keys[0]])).toEqual(Array.from({ length: many }, (_, place) => votes.reduce((sum, vote) => sum + vote[place]!, 0)));
  }), { numRuns: 3 });
});

test('counters that do not fit into one number go on in the next', async () => {
  const layout: Layout = { counters: 700, most: 999 };
  const urn = await newUrn(layout, keys);
  const vote = Array.from({ length: 700 }, (_, place) => place % 2);
  expect(urn.sums.length).toBeGreaterThan(1);
  expect(opened({ ...urn, sums: withVote(urn, sealed(urn.modulus, layout, vote)) }, layout, keys)).toEqual(vote);
});

test('neither key opens the urn alone, and every vote changes every sum', async () => {
  const layout: Layout = { counters: 3, most: 9 };
  const urn = await newUrn(layout, keys);
  for (const wrong of [[keys[0], keys[0]], [keys[1], '能不忆江南老朋友'], ['', '']] as const) expect(opened(urn, layout, wrong)).toBeUndefined();
  const [first, second] = [sealed(urn.modulus, layout, [1, 0, 1]), sealed(urn.modulus, layout, [1, 0, 1])];
  expect(first, 'the same vote looks new each time').not.toEqual(second);
  const nothing = withVote(urn, sealed(urn.modulus, layout, [0, 0, 0]));
  for (const [place, sum] of nothing.entries()) expect(sum).not.toBe(urn.sums[place]);
});
