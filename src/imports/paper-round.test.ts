import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { createMany } from '#platform/records/write.ts';
import { consultation } from '#duties/consultations/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { station } from '#duties/stations/record.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { siteOf, type Visitor } from '../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
  await county.act((act) => sql`update people set position = '县第一中学教师', born_month = '1975-05', sex = '1', ethnic = '苗族' where county_id = ${act.county}`.execute(act.db));
});
afterAll(() => county.drop());

/** A ledger as it goes out on paper's own columns, read again: what became of its rows. */
async function round(path: string): Promise<{ counts: Record<string, number>; kind: string; aside: unknown; rows: unknown[] }> {
  const bytes = new Uint8Array(await (await office.fetch(`/${path}.xlsx?layout=paper`)).arrayBuffer());
  const { body } = await office.upload('/imports', [{ name: `${path}.xlsx`, bytes }]);
  const { counts, sheets, rows } = (await office.json(`/imports/${body.items[0].id}`)).body;
  return { counts, kind: sheets[0].kind, aside: sheets[0].missing, rows: rows.items.filter(({ verdict }: { verdict: string }) => verdict !== 'same') };
}

const words = fc.string({ unit: fc.constantFrom('路', '灯', '不', '亮', '=', '+1', '"', '，', '<', '&', 'ᠠ', '𠮷', '。'), minLength: 2, maxLength: 12 }).map((text) => `修${text}`);
const dayOf = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([month, day]) => `2025-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
const row = <T extends Record<string, fc.Arbitrary<unknown>>>(model: T) => fc.uniqueArray(fc.record(model), { minLength: 1, maxLength: 6, selector: (one) => JSON.stringify(one) });
const exact = { precision: fc.constant('day') };
const here = () => fc.constantFrom(county.here.committee, county.there.committee);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const cases: [string, Pick<ImportTarget, 'declared'>['declared'], () => fc.Arbitrary<Record<string, unknown>[]>][] = [
  ['inspections', inspection, () => row({ committee_id: here(), topic: words, kind: fc.constant('research'), held_on: dayOf, ...exact, joint: fc.boolean(), report: fc.boolean(), attendance: maybe(fc.nat(500)), findings: maybe(words), state: fc.constant('held') })],
  ['consultations', consultation, () => row({ committee_id: here(), topic: words, held_on: dayOf, ...exact, residents: maybe(fc.nat(900)), advice: maybe(words), uptake: maybe(fc.constantFrom('done', 'under_way', 'planned', 'none')), state: fc.constant('held') })],
  ['deeds', deed, () => row({ member_id: fc.constant(county.here.member), committee_id: fc.constant(county.here.committee), deed: words, kind: fc.constantFrom('clinic', 'teaching', 'other'), done_on: dayOf, ...exact, beneficiaries: maybe(fc.nat(900)), approximate: fc.boolean(), account: maybe(words), state: fc.constant('recorded') })],
  ['ledger', ledgerEntry, () => row({ committee_id: here(), matter: words, received_on: dayOf, ...exact, way: fc.constantFrom('visit', 'letter'), people_affected: maybe(fc.nat(90)), dispute: fc.constant(false), number: fc.nat(1e6), state: fc.constant('received') })],
  ['opinion-items', opinionItem, () => row({ committee_id: here(), title: words, submitted_on: dayOf, ...exact, situation: maybe(words), advice: maybe(words), state: fc.constant('submitted'), route: fc.constantFrom('township', 'county') })],
  ['stations', station, () => row({ committee_id: here(), name: words, kind: fc.constant('station'), code: fc.string({ unit: fc.constantFrom('B', 'C', 'D', 'F', 'G', 'H'), minLength: 6, maxLength: 6 }), address: maybe(words), opened_on: dayOf, state: fc.constant('open') })],
];

test.each(cases)('%s go out in the paper\'s own columns and come back the same', async (path, declared, rows) => {
  for (const some of fc.sample(rows(), { numRuns: 3, seed: 1954 })) await county.act((act) => createMany(act, declared as never, some as never[]));
  const { rows: other, counts } = await round(path);
  expect(other).toEqual([]);
  expect(counts['same']).toBeGreaterThan(2);
});

test.each(['committees', 'units', 'members'])('%s, too', async (path) => {
  const { rows, counts } = await round(path);
  expect(rows).toEqual([]);
  expect(counts['same']).toBe(2);
});

test('a list without a paper ledger says so', async () => {
  expect((await office.get('/parameters.xlsx?layout=paper')).status).toBe(404);
  expect((await office.get('/inspections')).text).toContain('layout=paper');
});
