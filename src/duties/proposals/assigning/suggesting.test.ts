import { expect, test } from 'vitest';
import { suggestingFrom, type Example } from '#duties/proposals/assigning/suggesting.ts';

const past: Example[] = [
  { id: '1', title: '关于解决集镇停车难的提案', category: '城建', unit: '住建' },
  { id: '2', title: '关于规范县城停车秩序的提案', category: '城建', unit: '交警' },
  { id: '3', title: '关于加强农村饮用水水源保护的提案', category: '环保', unit: '水务' },
  { id: '4', title: '关于建设乡镇集中供水工程的提案', category: null, unit: '水务' },
  { id: '5', title: '关于增加公办幼儿园学位的建议', category: '教育', unit: '教育' },
];

test('the likest titles vote, and each unit shows what speaks for it', () => {
  const [first, second] = suggestingFrom(past).suggest({ title: '关于保护小河乡饮用水水源的提案', category: null }, 3);
  expect(first).toMatchObject({ unit: '水务', examples: [{ id: '3' }] });
  expect(first!.share).toBeGreaterThan(second?.share ?? 0);
  expect(suggestingFrom(past).suggest({ title: '关于集镇停车的提案', category: null }, 3).map(({ unit }) => unit)).toEqual(['住建', '交警']);
});

test('a proposal does not vote for itself, and nothing speaks for what is like nothing', () => {
  const suggesting = suggestingFrom(past);
  expect(suggesting.suggest({ title: past[4]!.title, category: null }, 3)[0]?.unit).toBe('教育');
  expect(suggesting.suggest({ title: past[4]!.title, category: null }, 3, '5')).toEqual([]);
  expect(suggesting.suggest({ title: '关于 的提案', category: null }, 3)).toEqual([]);
  expect(suggestingFrom([]).suggest({ title: '关于停车的提案', category: '城建' }, 3)).toEqual([]);
});

test('shares of all units add up to one', () => {
  const all = suggestingFrom(past).suggest({ title: '关于集镇停车和供水的提案', category: '城建' }, 9);
  expect(all.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});
