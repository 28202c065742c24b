import fc from 'fast-check';
import { expect, test } from 'vitest';
import { strangeName } from '#platform/http/strange-names.ts';

test.each([
  ['{"a":1,"a":2}', 'a'], ['{"a":{"b":1,"b":1}}', 'b'], ['[{"a":1},{"x":[{"c":0,"c":0}]}]', 'c'], ['{"a":1,"\\u0061":2}', 'a'], ['{"":1,"":2}', ''], ['{"a\\"b":1,"a\\"b":2}', 'a"b'], ['{"a" : 1 , "b":"\\\\","a": 2}', 'a'],
])('%s has %s twice', (text, name) => {
  expect(JSON.parse(text)).toBeTruthy();
  expect(strangeName(text)).toEqual({ name, is: 'twice' });
});

test.each([
  ['{"a":[{"__proto__":{"isAdmin":true}}]}', '__proto__'], ['{"\\u005f_proto__":1}', '__proto__'], ['{"values":{"constructor":{"prototype":1}}}', 'constructor'],
])('%s makes of objects what they are not: %s', (text, name) => {
  expect(strangeName(text)).toEqual({ name, is: 'making' });
});

test.each(['{}', '[]', '"a"', '{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]', '{"a":"{\\"a\\":1,\\"a\\":2}"}', '{"a":[["a"],{"a":1}],"b":"a:a"}', '{"a":"\\\\","b":":"}', '{"a":"__proto__"}'])('%s has none', (text) => {
  expect(JSON.parse(text)).toBeDefined();
  expect(strangeName(text)).toBeUndefined();
});

test('what a program writes has none twice, and depth is no fault', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => strangeName(JSON.stringify(value))?.is !== 'twice'));
  expect(strangeName(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBeUndefined();
});
