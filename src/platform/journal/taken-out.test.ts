import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unit, type Unit } from '#institutions/units/record.ts';
import { mount } from '#platform/journal/routes.tsx';
import { journalFile, verifyFile, type FileVerdict } from '#platform/journal/taken-out.ts';
import { create } from '#platform/records/write.ts';
import { newKey } from '#platform/signing/keys.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
let file: string;

beforeAll(async () => {
  const slices = [{ records: [unit], mount }];
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
  await county.act((act) => create<Unit>(act, unit, { name: '县水\u2028务局', side: 'government' }));
  file = await (await office.submit('/journal/file', {})).text();
});
afterAll(() => county?.drop());

const verified = (text: string): Promise<FileVerdict> => verifyFile(createInterface({ input: Readable.from([text]) }));
const lines = (): string[] => file.trimEnd().split('\n');
const put = (...changed: string[]): string => `${changed.join('\n')}\n`;

test('the file is whole without the database, names its county, and its taking out is a line of it', async () => {
  const verdict = await verified(file);
  expect(verdict).toMatchObject({ county: '云岭自治县', lines: lines().length - 2, broken: undefined, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(lines().at(-2)).toContain('take_journal');
});

test('any changed byte of it is found', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), fc.integer({ min: 33, max: 126 }), async (place, byte) => {
    const at = place % file.length;
    fc.pre(file[at] !== '\n' && file[at] !== String.fromCharCode(byte));
    const changed = file.slice(0, at) + String.fromCharCode(byte) + file.slice(at + 1);
    const verdict = await verified(changed).catch(() => 'unreadable');
    expect(verdict === 'unreadable' || (verdict as FileVerdict).broken).toBeTruthy();
  }), { numRuns: 300 });
});

test('a line taken out, put in after the end, exchanged, or cut off is found', async () => {
  const [first, ...rest] = lines();
  expect((await verified(put(first!, ...rest.slice(1)))).broken).toContain('行');
  expect((await verified(put(...lines(), rest[0]!))).broken).toContain('签名之后');
  expect((await verified(put(first!, rest[1]!, rest[0]!, ...rest.slice(2)))).broken).toBeDefined();
  expect((await verified(put(...lines().slice(0, -1)))).broken).toBe('签名不符');
  await expect(verified('')).rejects.toThrow('空');
  await expect(verified('{"format":"another"}\n')).rejects.toThrow('不是');
});

test('made anew with another key it is whole, and bears another fingerprint than the one on paper', async () => {
  let forged = '';
  for await (const piece of journalFile(county.house, county.cast.program, '云岭自治县', newKey())) forged += piece;
  const verdict = await verified(forged);
  expect(verdict.broken).toBeUndefined();
  expect(verdict.fingerprint).not.toBe((await verified(file)).fingerprint);
});

test('the fingerprint stands where the journal is verified, to be copied on paper', async () => {
  const { fingerprint } = await verified(file);
  expect((await office.get('/journal/verification')).text.replaceAll(' ', '')).toContain(fingerprint.toUpperCase());
});

test('it is for those who read the journal', async () => {
  expect((await worker.submit('/journal/file', {})).status).toBe(404);
});
