import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskedName, maskedPhone, personalIn, withoutKnown, withoutPersonal } from './masking.ts';

test('a name shows its first character, and not how many follow', () => {
  expect(['石志明', '石明', '吴', '阿卜杜拉·买买提', '𠮷野家'].map(maskedName)).toEqual(['石*', '石*', '*', '阿*', '𠮷*']);
});

test('a number shows no more than tells it from others, a short one hardly anything', () => {
  expect(['13812341234', '0855-1234567', '1234567', '12'].map(maskedPhone)).toEqual(['138****1234', '085****4567', '****67', '****12']);
});

const found = (text: string, known: string[] = []) => personalIn(text, known).map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`);

test.each([
  ['电话138 1234 5678，或１３８１２３４５６７８', ['phone:138 1234 5678', 'phone:１３８１２３４５６７８']],
  ['座机0855-1234567，热线12345，2025年3月2日', ['phone:0855-1234567']],
  ['身份证522601198501011234、52260119850101123x', ['identity:522601198501011234', 'identity:52260119850101123x']],
  ['住岩脚村3组12号，城关镇和平路15-2号，阳光小区5栋2单元301室', ['house:12号', 'house:15-2号', 'house:5栋', 'house:2单元', 'house:301室']],
  ['村民杨秀英反映，邻居石大山家占道；我叫吴明。', ['name:杨秀英', 'name:石大山', 'name:吴明']],
  ['望群众满意，村民小组长带头，居民楼漏水', []],
  ['石志明说，石志明的牛', ['name:石志明', 'name:石志明'], ['石志明']],
])('%s', (text: string, expected: string[], known: string[] = []) => {
  expect(found(text, known)).toEqual(expected);
});

test('what was found is replaced by what it was, and the rest stays', () => {
  expect(withoutPersonal('我叫石志明，电话13812345678，住三组12号。', ['石志明', '13812345678'])).toBe('我叫石某，电话〔电话号码略〕，住三组〔门牌号略〕。');
});

test('what is known of the person is left out however a number is written, and others stay', () => {
  expect(withoutKnown('石志明（138-1234-5678）说，找包工头13900001111，住3组12号', ['石志明', '13812345678'])).toBe('石某（〔电话号码略〕）说，找包工头13900001111，住3组12号');
});

test('whatever the text, nothing known is left in it, and a second look finds nothing known', () => {
  const known = ['石志明', '13812345678', '杨秀英'];
  const words = fc.array(fc.constantFrom(...known, '村民', '，', '住', '3组12号', '1', '石', '路灯坏了', '522601198501011234'), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(fc.property(words, (text) => {
    const rest = withoutPersonal(text, known);
    for (const one of known) expect(rest).not.toContain(one);
  }), { numRuns: 500 });
});
