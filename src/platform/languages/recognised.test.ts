import { expect, test } from 'vitest';
import { recognising } from '#platform/languages/recognised.ts';

const inEnglish = recognising({
  '已保存。': 'Saved.', '已登记{0}条。': 'Entered: {0}.', '{0}已登记。': '{0} is entered.', '已登记{0}条，{1}条要改。': '{0} entered, {1} {1:needs|need} correction.', 民情: 'entry', '{0}，{1}': '{0}, {1}',
});

test('a sentence is found by its words, the longest first, and what was put into it stays', () => {
  expect(inEnglish('已保存。')).toBe('Saved.');
  expect(inEnglish('已登记12条。')).toBe('Entered: 12.');
  expect(inEnglish('已登记12条，1条要改。')).toBe('12 entered, 1 needs correction.');
  expect(inEnglish('桥头路灯已登记。')).toBe('桥头路灯 is entered.');
  expect(inEnglish('民情已登记。')).toBe('entry is entered.');
});

test('a sentence that nobody knows stays as it is', () => {
  expect(inEnglish('风和日丽。')).toBe('风和日丽。');
  expect(inEnglish('白石村，饮水')).toBe('白石村，饮水'); // a fragment would fit everything
});
