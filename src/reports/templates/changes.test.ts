import { expect, test } from 'vitest';
import { customaryWording } from '#reports/templates/facts.ts';
import { wordingChanges } from '#reports/templates/changes.tsx';

const all = [{ kind: 'figure', name: 'deeds_done', label: '为民办实事' }] as never;

test('a version is laid beside the one before, part by part, in the words of the form', () => {
  const older = { ...customaryWording('notice'), title: '关于报送情况的通知', body: '办实事{deeds_done}件。' };
  expect(wordingChanges(older, older, all)).toEqual([]);
  expect(wordingChanges(older, { ...older, body: '办好实事{deeds_done}件。' }, all)).toEqual([
    { label: '正文', runs: [{ kind: 'same', words: '办' }, { kind: 'added', words: '好' }, { kind: 'same', words: '实事{为民办实事}件。' }] },
  ]);
});
