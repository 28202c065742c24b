import { expect, test } from 'vitest';
import { readWords } from '#reports/wording/words.ts';

const spanOf = (from: string, to: string): string =>
  readWords({ county: { name: '云岭自治县', bodyName: '政协云岭自治县委员会' }, asked: { from, to }, at: new Date('2026-01-05T00:00:00Z'), consultation: '院坝协商' }).find(({ name }) => name === 'span')!.text;

test.each([
  ['2025-01-01', '2025-12-31', '2025年'],
  ['2025-07-01', '2025-09-30', '2025年第三季度'],
  ['2025-03-01', '2025-03-31', '2025年3月'],
  ['2025-01-01', '2025-09-30', '2025年1月至9月'],
  ['2025-01-01', '2025-09-29', '2025年1月1日至9月29日'],
  ['2024-11-01', '2025-02-28', '2024年11月1日至2025年2月28日'],
])('%s to %s is called %s', (from, to, words) => {
  expect(spanOf(from, to)).toBe(words);
});
