import { expect, test } from 'vitest';
import { initialsOf, initialsText } from '#platform/people/initials.ts';

test.each([
  ['石志明', 'szm'], ['单秋生', 'sqs'], ['仇小河', 'qxh'], ['区大山', 'ods'], ['查文斌', 'zwb'], ['曾国强', 'zgq'], ['解放军', 'xfj'], ['任长乐', 'rcl'],
  ['冼星海', 'xxh'], ['覃秀英', 'qxy'], ['覃秀英', 'txy'], ['盖丽丽', 'gll'], ['欧阳修', 'oyx'], ['买买提·吐尔逊', 'mmttex'], ['吕梁', 'll'],
])('%s is found by %s', (name, typed) => {
  expect(initialsOf(name)).toContain(typed);
});

test('a surname is also found by the reading that its character has elsewhere', () => {
  expect(initialsOf('单秋生')).toEqual(expect.arrayContaining(['sqs', 'dqs']));
});

test('what has no Chinese characters has none', () => {
  expect([initialsOf(''), initialsOf('Li'), initialsText([null, undefined, ''])]).toEqual([[], [], '']);
});
