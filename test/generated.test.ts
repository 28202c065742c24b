import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
