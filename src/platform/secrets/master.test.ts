import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findMaster, masterOf } from '#platform/secrets/master.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'master-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the first start makes a key that only its owner reads, and every later one finds it', () => {
  expect(findMaster({}, folder)).toBeUndefined();
  const made = masterOf({}, folder);
  const file = join(folder, 'master.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(masterOf({}, folder)).toEqual(made);
  expect(readdirSync(folder)).toEqual(['master.key']);
  expect(made.bytes.toString('hex')).not.toContain(made.fingerprint);
});

test('the setting stands before the file, and a secret file may lie anywhere', () => {
  const kept = masterOf({}, folder);
  const elsewhere = join(folder, 'elsewhere');
  writeFileSync(elsewhere, Buffer.alloc(32, 7).toString('base64'));
  expect(masterOf({ MASTER_KEY_FILE: elsewhere }, folder).bytes).toEqual(Buffer.alloc(32, 7));
  expect(masterOf({ MASTER_KEY: '09'.repeat(32) }, folder).bytes).toEqual(Buffer.alloc(32, 9));
  expect(masterOf({}, folder)).toEqual(kept);
});

test('a key that was cut short is refused in words, and nothing is made in its stead', () => {
  const file = join(folder, 'master.key');
  writeFileSync(file, 'abcdef');
  chmodSync(file, 0o600);
  expect(() => masterOf({}, folder)).toThrow('主密钥不完整');
  expect(readFileSync(file, 'utf8')).toBe('abcdef');
});

test('of programs that start at once one makes the key, and all have the same', () => {
  const module = new URL('./master.ts', import.meta.url).href;
  const program = `import(${JSON.stringify(module)}).then(({ masterOf }) => console.log(masterOf({}, ${JSON.stringify(folder)}).fingerprint))`;
  const told = execFileSync('/bin/sh', ['-c', `for n in 1 2 3; do "$0" --input-type=module -e '${program}' & done; wait`, process.execPath], { encoding: 'utf8' });
  expect(new Set(told.trim().split('\n')).size).toBe(1);
});
