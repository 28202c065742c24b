import { expect, test } from 'vitest';
import { noteBeside, printedName } from './printed-name.ts';

test('names of two characters are set apart, rare ones too, and no other', () => {
  expect(['王勇', '𫖯山', '欧阳明', '阿依古丽·买买提', '王'].map(printedName)).toEqual(['王　勇', '𫖯　山', '欧阳明', '阿依古丽·买买提', '王']);
});

test('women and groups other than the Han are noted', () => {
  const noted = [{ sex: '2', ethnic: '苗族' }, { sex: '1', ethnic: '苗族' }, { sex: '2', ethnic: '汉族' }, { sex: '1', ethnic: '汉族' }, { sex: null, ethnic: null }].map(noteBeside);
  expect(noted).toEqual(['（女，苗族）', '（苗族）', '（女）', '', '']);
});
