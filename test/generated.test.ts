import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docsFolder, docsSource } from '../bin/docs-source.ts';
import { schemaFile, schemaSource } from '../bin/schema-source.ts';
import { testDatabase, type TestDatabase } from './setup/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('the types of the tables are those of the migrations (else: npm run types)', async () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(await schemaSource(database.ownerPool));
});

test('the diagrams and tables of docs/generated are those of the declarations (else: npm run docs)', () => {
  const written = existsSync(docsFolder) ? readdirSync(docsFolder).toSorted() : [];
  expect(new Map(written.map((name) => [name, readFileSync(join(docsFolder, name), 'utf8')]))).toEqual(new Map([...docsSource()].toSorted()));
});
