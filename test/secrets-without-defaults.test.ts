import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundCounty } from '#platform/records/county.ts';
import { projectRoot } from '#platform/root.ts';
import { testDatabase, type TestDatabase } from './setup/database.ts';

/** S-30: no key, token or password that everybody can read in the program opens anything that is not invented. */
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const sources = globSync('{src,bin}/**/*.{ts,tsx,mjs}', { cwd: projectRoot }).filter((path) => !/\.test\.tsx?$|fixtures\.tsx?$/.test(path)).map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));

test('a setting that is secret has no value of its own', () => {
  const withDefault = /env\[?\.?'?\w*(?:KEY|SECRET|TOKEN|PASSWORD|PASSPHRASE)\w*'?\]?\s*(?:\?\?|\|\|)\s*['"`]/;
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter(({ text }) => withDefault.test(text)).map(({ path }) => path)).toEqual([]);
  expect(withDefault.test("process.env['METRICS_TOKEN'] ?? 'letmein'")).toBe(true);
});

test('no secret stands written in the program', () => {
  const written = /(?:secret|password|passphrase|token|apiKey|privateKey)\w*\s*[:=]\s*'[A-Za-z0-9+/_-]{16,}'|-----BEGIN (?:RSA |EC )?PRIVATE KEY/i;
  expect(sources.filter(({ text }) => written.test(text)).map(({ path }) => path)).toEqual([]);
  expect(written.test("const SESSION_SECRET = 'correcthorsebatterystaple'")).toBe(true);
});

test('the password of the demonstration is known to the demonstration only', () => {
  const known = sources.filter(({ text }) => /DEMO_PASSWORD/.test(text)).map(({ path }) => path);
  expect(known.every((path) => path.startsWith('bin/') || path === 'src/server.ts'), known.join()).toBe(true);
});

test('a county that is founded has no account, and nobody comes in', async () => {
  const id = await foundCounty(database.ownerPool, { slug: 'fresh', name: '新县', bodyName: '政协新县委员会' });
  const client = await database.ownerPool.connect();
  try {
    await client.query("select set_config('app.county', $1, false)", [id]);
    for (const table of ['accounts', 'slips', 'passkeys', 'sign_on_providers', 'sessions']) expect((await client.query(`select 1 from ${table}`)).rows, table).toEqual([]);
  } finally {
    client.release(true);
  }
});
