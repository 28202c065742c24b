import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unit, type Unit } from '#institutions/units/record.ts';
import { reading, transact } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
const LINES = 20;

beforeAll(async () => {
  county = await testCounty([{ records: [unit] }]);
  const lines = await reading(county.house, county.cast.program, (r) => verifyJournal(r.db, county.id));
  await transact(county.house, county.cast.program, null, (act) =>
    createMany<Unit>(act, unit, Array.from({ length: LINES - lines.lines }, (_, n) => ({ name: `县第${n}局`, side: 'government' }))));
});
afterAll(() => county.drop());

/** What the verifier says after the owner of the tables did this; then it is taken back. */
async function afterTampering(change: (db: Transaction<DB>) => Promise<unknown>) {
  const owner = new Kysely<DB>({ dialect: new PostgresDialect({ pool: county.database.ownerPool }) });
  const db = await owner.startTransaction().execute();
  try {
    await sql.raw(`set local app.county to '${county.id}'`).execute(db);
    await change(db);
    return await verifyJournal(db, county.id);
  } finally {
    await db.rollback().execute();
  }
}

/** The database itself refuses a line that is no JSON any more. */
function notEvenWritten(error: { code?: string }): undefined {
  if (error.code !== '22P02') throw error;
}

test('the untouched chain holds', async () => {
  expect(await reading(county.house, county.cast.program, (r) => verifyJournal(r.db, county.id))).toEqual({ lines: LINES });
});

test('any changed byte of any line breaks it', async () => {
  await fc.assert(fc.asyncProperty(
    fc.integer({ min: 1, max: LINES }), fc.nat(), fc.integer({ min: 32, max: 126 }),
    async (seq, place, byte) => {
      const verdict = await afterTampering(async (db) => {
        const { rows } = await sql<{ content: string }>`select content from journal where seq = ${seq}`.execute(db);
        const text = rows[0]!.content;
        const at = place % text.length;
        const replacement = String.fromCharCode(byte);
        fc.pre(text[at] !== replacement);
        await sql`update journal set content = ${text.slice(0, at) + replacement + text.slice(at + 1)} where seq = ${seq}`.execute(db);
      }).catch(notEvenWritten);
      if (verdict) expect(verdict.broken?.seq).toBe(seq);
    },
  ), { numRuns: 60 });
});

test.each([
  ['a moved moment', `update journal set at = at + interval '1 millisecond' where seq = 5`, 5],
  ['another hash', `update journal set hash = repeat('0', 64) where seq = 5`, 5],
  ['a line taken out', `delete from journal where seq = 5`, 6],
  ['the last line taken off', `delete from journal where seq = ${LINES}`, LINES],
  ['two lines exchanged', `update journal a set content = b.content from journal b where (a.seq, b.seq) in ((3, 4), (4, 3))`, 3],
])('%s is found', async (_what, statement, seq) => {
  const verdict = await afterTampering((db) => sql.raw(statement).execute(db));
  expect(verdict.broken?.seq).toBe(seq);
  expect(verdict.broken?.sentence).toMatch(/行/);
});
