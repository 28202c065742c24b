import fc from 'fast-check';
import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { line } from './log.ts';

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
const telephone = fc.tuple(fc.integer({ min: 3, max: 9 }), digits(9)).map(([second, rest]) => `1${second}${rest}`);
const identity = fc.tuple(fc.integer({ min: 1, max: 8 }), digits(16), fc.constantFrom(...'0123456789X')).map(([first, rest, check]) => `${first}${rest}${check}`);
const word = fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/);
const words = fc.constantFrom('', '登记 ', 'fault 1a2b: ', '来自', '，电话', ' ');

test('telephones, identity numbers, passwords, cookies and tokens never reach the log, wherever they stand in a message', () => {
  fc.assert(fc.property(words, telephone, identity, word, words, (before, phone, id, secret, after) => {
    const said = [
      `${before}${phone}${after}`, `${before}${id}${after}`, `/ledger?q=${secret}&phone=${phone}`, `session=${secret}; elder=1`, `Authorization: Bearer ${secret}`,
      `{"password":"${secret}"}`, `postgresql://owner:${secret}@127.0.0.1/county`, new Error(`${before}${phone}`, { cause: new Error(id) }),
      Object.assign(new DatabaseError(`invalid input syntax for type uuid: "${secret}"`, 0, 'error'), { code: '22P02', detail: `Key (name)=(${secret}) already exists.`, where: secret, parameters: [secret] }),
      { note: phone },
    ];
    for (const one of said) {
      for (const format of ['plain', 'json'] as const) {
        const told = line('error', [one], format);
        for (const planted of [phone, id, secret]) expect(told).not.toContain(planted);
      }
    }
  }), { numRuns: 300 });
});

test('what helps to mend stays: number, code, constraint, place; a line of JSON is one line', () => {
  const error = Object.assign(new DatabaseError('duplicate key value violates unique constraint "units_name"', 0, 'error'), { code: '23505', table: 'units', constraint: 'units_name', detail: 'Key (name)=(石大山) already exists.' });
  const told = line('error', ['fault 12ab34cd:', error], 'json', new Date('2026-03-04T02:00:00Z'));
  expect(JSON.parse(told)).toMatchObject({ at: '2026-03-04T02:00:00.000Z', level: 'error', message: expect.stringMatching(/^fault 12ab34cd: .*23505 units units_name[^]*log\.test\.ts/) });
  expect(told).not.toContain('\n');
  expect(told).not.toContain('石大山');
});
