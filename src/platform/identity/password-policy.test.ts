import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_PASSWORD, weakness } from '#platform/identity/password-policy.ts';

const context = ['wang.baishi', '王小梅', 'yunling', '云岭县', '政协云岭县委员会'];

test.each([
  '', 'abc', 'x7#kQ2m',
  'password123', 'P@ssw0rd123456', 'passwordpassword', 'qwertyuiop123', '1qaz2wsx3edc', 'zxcvbnm,./123', '9876543210abc', '1q2w3e4r5t6y',
  'admin@123456', 'Admin20252026', 'woaini5201314', 'zhengxie2025!', 'lianxinqiao888', 'basketball2024', 'letmein!!!!!!!',
  '13907438821', '19650312074', '1965031207401', 'aaaaaaaaaaaa', 'abababababab', 'abcabcabcabcabc', 'guxibguxib', '１２３４５６７８９０ab',
  'yunling2025', 'wang.baishi1', '王小梅20250101', '云岭县政协2025', '政协云岭县委员会', '我爱你我爱你我爱你我爱你',
])('%s is refused with a sentence', (password) => {
  expect(weakness(password, context)).toMatch(/^密码.+。$/);
});

test.each([
  '枇杷熟了就去赶场吧走', 'correct horse battery', 'Xk7#mQ2vPz', '老屋门前有三棵柚子树', '1965年的枇杷树还在结果', 'zhengxie-kuliushan-42',
])('%s will do', (password) => {
  expect(weakness(password, context)).toBeUndefined();
});

test('neither kinds of characters nor capitals are demanded', () => {
  expect(weakness('vmtrplhgwoezkd', [])).toBeUndefined();
});

test.each([
  ['枇杷熟了就去赶场吧走', 1], ['correct horse battery', 1], ['Correct horse battery', 2], ['Xk7#mQ2vPz', 4], ['枇杷Xk7#熟了mQ2', 5],
] as const)('%s has %s kinds of characters, where they are demanded', (password, kinds) => {
  expect(weakness(password, [], { shortest: 10, kinds })).toBeUndefined();
  expect(weakness(password, [], { shortest: 10, kinds: kinds + 1 })).toContain(`现在是${kinds}种`);
});

test('64 characters are allowed, and no text of any kind is a fault or takes long', () => {
  expect(weakness('枇杷熟了就去赶场吧走'.padEnd(64, '柚子树下等你来摘呢'), [])).toBeUndefined();
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
    const started = performance.now();
    const sentence = weakness(text, [text.slice(0, 20)]);
    expect(performance.now() - started).toBeLessThan(200);
    if ([...text.normalize('NFKC')].length > LONGEST_PASSWORD) expect(sentence).toBeDefined();
  }), { numRuns: 300 });
});

test('whatever a word of the county is padded with from the keyboard, it stays weak', () => {
  const padding = fc.constantFrom('123', '2025', '!!!', '888', 'qwe', '@', '#', '666666');
  fc.assert(fc.property(fc.constantFrom(...context, 'password', '政协'), fc.array(padding, { maxLength: 5 }), (word, pads) => {
    expect(weakness(word + pads.join(''), context)).toBeDefined();
  }));
});
