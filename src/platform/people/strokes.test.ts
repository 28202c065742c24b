import { expect, test } from 'vitest';
import { tidyName } from '#platform/importing/readers/person-name.ts';
import { listKey, nameKey, unknownStrokes, usualOrder } from '#platform/people/strokes.ts';

const before = (a: string, b: string) => nameKey(a) < nameKey(b);

test.each([
  ['丁一', '王一', 'fewer strokes first'],
  ['欧阳春', '洪一', 'only the first character of a double surname counts'],
  ['李一鸣', '李大鸣', 'then the second character'],
  ['高富', '高大富', 'a name of two characters before longer ones'],
  ['王一', '文一', 'of four strokes each, 横 before 点'],
  ['林一', '欧一', 'of eight strokes each: the strokes in writing order'],
  ['石一', '龙一', '横撇 of 石 before 横撇 of 龙 by the further strokes'],
  ['杨光', '吴光', 'seven strokes: 横 of 杨 before 竖 of 吴'],
  ['王芳', '阿依古丽·买买提', 'an interpunct is no character of the order'],
])('%s before %s: %s', (a, b) => {
  expect(before(a, b)).toBe(true);
  expect(before(b, a)).toBe(false);
});

test('a character that the table lacks comes last, and is named', () => {
  expect(before('王一', '𫖯一')).toBe(true);
  expect(unknownStrokes('王𫖯')).toEqual(['𫖯']);
});

test.each(['•', '・', '‧', '∙', '●', '．', '.', ' · '])('a minority name typed with “%s” is the same name, and stands where it belongs', (dot) => {
  const typed = tidyName(`阿卜杜拉${dot}买买提`);
  expect(typed).toBe('阿卜杜拉·买买提');
  expect(nameKey(typed)).toBe(nameKey('阿卜杜拉·买买提'));
  expect(before('杨光', typed)).toBe(true);
  expect(before(typed, '欧阳春')).toBe(true);
});

test('who has a rank stands at the head, by the rank, and the others follow by strokes', () => {
  const roster = [['丁一', null], ['欧阳春', 2], ['龚一', 1], ['王一', null], ['石一', 12]] as const;
  const ordered = roster.toSorted(([a, one], [b, other]) => (listKey(a, one) < listKey(b, other) ? -1 : 1)).map(([name]) => name);
  expect(ordered).toEqual(['龚一', '欧阳春', '石一', '丁一', '王一']);
});

test.each([
  ['高大富', '高富', '大 has three strokes, 富 has twelve'],
  ['李一鸣', '李大', '一 has one stroke, 大 has three'],
  ['王一', '王一鸣', 'a name that ends stands before one that goes on'],
  ['丁一', '王一', 'fewer strokes first'],
  ['欧阳春', '洪一', 'only the first character of a double surname counts'],
  ['李一鸣', '李大鸣', 'then the second character'],
  ['王一', '文一', 'of four strokes each, 横 before 点'],
  ['林一', '欧一', 'of eight strokes each: the strokes in writing order'],
])('where the second character is compared whatever the length, %s before %s: %s', (a, b) => {
  const key = (name: string) => nameKey(name, { ...usualOrder, shortFirst: false });
  expect(key(a) < key(b)).toBe(true);
  expect(key(b) < key(a)).toBe(false);
});

test('where no rank counts, everybody stands by strokes', () => {
  const key = (name: string, rank: number | null) => listKey(name, rank, { ...usualOrder, rankedFirst: false });
  expect(key('欧阳春', 1)).toBe(nameKey('欧阳春'));
  expect(key('丁一', null) < key('龚一', 1)).toBe(true);
});

test('the same name has the same key', () => {
  expect(nameKey('王芳')).toBe(nameKey('王芳'));
});
