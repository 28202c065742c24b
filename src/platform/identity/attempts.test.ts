import { expect, test } from 'vitest';
import { attempts } from '#platform/identity/attempts.ts';

const minute = 60_000;
const make = () => attempts({ tries: 3, minutes: 10, sentence: '请过一会儿再试。' });

test('after the last try the key waits its minutes, counted from that try; other keys do not', () => {
  const tries = make();
  for (const now of [0, minute, 2 * minute]) tries.count('a', now);
  expect(() => tries.count('a', 3 * minute)).toThrow('请过一会儿再试。');
  expect(() => tries.count('a', 12 * minute - 1)).toThrow('请过一会儿再试。');
  expect(() => tries.count('b', 3 * minute)).not.toThrow();
  expect(() => tries.count('a', 12 * minute)).not.toThrow();
});

test('a forgiven try does not count', () => {
  const tries = make();
  for (let round = 0; round < 20; round++) {
    tries.count('a', round);
    tries.forgive('a');
  }
  expect(() => tries.count('a', 30)).not.toThrow();
});

test('memory is bounded: the oldest key is forgotten', () => {
  const tries = make();
  for (let round = 0; round < 3; round++) tries.count('first', 0);
  for (let n = 0; n < 20_001; n++) tries.count(`key ${n}`, 1);
  expect(() => tries.count('first', 2)).not.toThrow();
});
