import { expect, test } from 'vitest';
import { enrolmentAddress, grouped, newSecret, stepOfCode } from '#platform/identity/second-factor.ts';
import { Secret } from 'otpauth';

/** The key of RFC 6238, appendix B ("12345678901234567890"); its 8-digit codes end in these 6 digits. */
const rfc = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number) => new Date(seconds * 1000);

test.each([[59, '287082', 1], [1111111109, '081804', 37037036], [1234567890, '005924', 41152263], [2000000000, '279037', 66666666]])(
  'at second %i the code of RFC 6238 is %s', (seconds, code, step) => {
    expect(stepOfCode(rfc, code, null, at(seconds))).toBe(step);
  });

test('a clock that is one step off is forgiven, two are not', () => {
  expect(stepOfCode(rfc, '287082', null, at(59 + 30))).toBe(1);
  expect(stepOfCode(rfc, '287082', null, at(59 - 30))).toBe(1);
  expect(stepOfCode(rfc, '287082', null, at(59 + 60))).toBeUndefined();
});

test('a step counts once, and none before it counts after it', () => {
  expect(stepOfCode(rfc, '287082', 0, at(59))).toBe(1);
  expect(stepOfCode(rfc, '287082', 1, at(59))).toBeUndefined();
  expect(stepOfCode(rfc, '287082', 2, at(59))).toBeUndefined();
});

test('spaces and full-width digits are read; anything else is no code', () => {
  expect(stepOfCode(rfc, ' 287 082 ', null, at(59))).toBe(1);
  expect(stepOfCode(rfc, '２８７０８２', null, at(59))).toBe(1);
  for (const wrong of ['', '28708', '2870822', '28708a', '287083', '-87082']) expect(stepOfCode(rfc, wrong, null, at(59))).toBeUndefined();
});

test('the QR code says who and where, and the secret can be typed', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret()).not.toBe(secret);
  const address = new URL(enrolmentAddress(secret, 'wang', '云岭县'));
  expect(address.protocol).toBe('otpauth:');
  expect(address.searchParams.get('secret')).toBe(secret);
  expect(decodeURIComponent(address.pathname)).toContain('云岭县 wang');
  expect(grouped(secret).split(' ')).toHaveLength(8);
});
