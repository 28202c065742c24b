import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { always, is, type Predicate } from '#platform/predicate.ts';
import { reading, type Act } from '#platform/records/act.ts';
import { count, list } from '#platform/records/read.ts';
import { createMany, edit, removeMany } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { containing, matching, wordsIn } from '#platform/search/matching.ts';
import { BETWEEN, searchNewest, searchNewestText } from '#platform/search/newest.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { several } from '../../../test/samples.ts';
import { siteOf } from '../../../test/visitor.ts';

let county: TestCounty;
let rows: Inspection[];
beforeAll(async () => {
  county = await testCounty([inspectionsSlice]);
  county.house.indexSoon = undefined; // the tests say when
  rows = await county.act((act) => createMany(act, inspection, several(written, 400)));
});
afterAll(() => county.drop());

/** Few characters, so that words are found often: Hanzi outside the basic plane, both widths, both cases, signs, quotes. */
const letters = fc.constantFrom('修', '路', '灯', '水', '𠮷', 'ＡＢ', 'aB', '①', '·', '（', ')', ' ', '\n', "'", '\\', '%', '&', 'İ', 'ß', 'é', '㎡', '，');
const texts = fc.array(letters, { minLength: 4, maxLength: 12 }).map((parts) => parts.join('').trim() || '空');
const days = fc.integer({ min: 0, max: 1_500 }).map((n) => new Date(Date.UTC(2022, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const written = fc.record({ topic: texts, place: fc.option(texts), findings: fc.option(texts), held_on: days })
  .map((row) => ({ ...row, committee_id: county.here.committee, kind: 'research', precision: 'day', joint: row.held_on < '2024-01-01', report: false }));
const asked = fc.array(fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')), { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));

const look = <T>(work: (one: Parameters<Parameters<typeof reading<T>>[2]>[0]) => Promise<T>) => reading(county.house, county.cast.office, work);
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

async function expectFoundAlike(): Promise<void> {
  await fc.assert(
    fc.asyncProperty(asked, fc.constantFrom<Predicate<Inspection>>(always, is('joint', true)), fc.constantFrom(3, 20, 400), async (typed, where, wanted) => {
      await look(async (one) => {
        const all = await list(one, inspection, { order: [{ column: 'held_on', descending: true }], limit: 1_000 });
        const right = ids(all.filter((row) => where.test(row) && containing(inspection, wordsIn(typed)).test(row)));
        const both: Predicate<Inspection> = { test: () => true, sql: (alias) => matching(inspection, typed).sql(alias) };
        expect(ids(await list(one, inspection, { where: both, order: [{ column: 'held_on', descending: true }], limit: 1_000 })).toSorted(), `matching ${JSON.stringify(typed)}`)
          .toEqual(ids(all.filter((row) => matching(inspection, typed).test(row))).toSorted());
        for (const time of ['first', 'second']) { // which begins where the first one ended
          const found = await searchNewest(one, inspection, { words: typed, where, wanted });
          expect(ids(found.rows), `newest ${JSON.stringify(typed)}, ${time} time`).toEqual(right.slice(0, wanted));
          if (found.all) expect(right.length).toBe(found.rows.length);
          if (right.length < wanted) expect(found.all).toBe(true);
        }
        const passedOn = await searchNewestText(one, inspection, { words: typed, where, wanted });
        expect(ids(JSON.parse(`[${passedOn.text}]`) as Inspection[]), `newest ${JSON.stringify(typed)} as text`).toEqual(right.slice(0, wanted));
        expect([passedOn.count, passedOn.text.split(BETWEEN).length]).toEqual([Math.min(right.length, wanted), Math.max(1, passedOn.count)]);
      });
    }),
    { numRuns: 24, examples: [['路', always, 3], ['修路', always, 400], ['修 路', always, 20], ["'", always, 20], ['\\', always, 20], ['%', always, 20], ['ab', always, 20], ['İ', always, 20], [' ', always, 20]] },
  );
}

test('what was just written is found before it is indexed', expectFoundAlike, 60_000);

test('the index finds what reading every text finds, in the same order', async () => {
  expect(await indexPending(county.house, county.id)).toBeGreaterThanOrEqual(400);
  await expectFoundAlike();
}, 60_000);

test('corrected and removed records are found as they are now', async () => {
  await county.act((act) => correct(act, rows.slice(0, 40)), county.cast.office);
  await county.act((act) => removeMany(act, inspection, rows.slice(40, 60), { step: 'undo_import', relation: 'maintainer' }));
  await expectFoundAlike();
  await indexPending(county.house, county.id);
  await expectFoundAlike();
}, 90_000);

async function correct(act: Act, some: readonly Inspection[]): Promise<void> {
  for (const [n, row] of some.entries()) await edit(act, inspection, row.id, undefined, n % 2 === 0 ? { topic: '修路灯', held_on: '2021-05-05' } : { findings: null, held_on: '2027-01-01' });
}

test('what is newer than all that was found before comes first when the same is searched again', async () => {
  const search = () => look(async (one) => ids((await searchNewest<Inspection>(one, inspection, { words: '路', where: always, wanted: 3 })).rows));
  const before = await search();
  expect(await search()).toEqual(before);
  const [newer] = await county.act((act) => createMany<Inspection>(act, inspection, [{ ...several(written, 1)[0]!, topic: '修路', held_on: '2030-03-01' }]));
  await indexPending(county.house, county.id); // until then it would be read directly
  expect(await search()).toEqual([newer!.id, ...before.slice(0, 2)]);
});

test('the pages of a search, one after the other, are all that is found, each once', async () => {
  const office = await siteOf(county, [inspectionsSlice])({ role: 'county_office' });
  const right = await look(async (one) => ids((await searchNewest<Inspection>(one, inspection, { words: '修', where: always, wanted: 1_000 })).rows));
  expect(right.length).toBeGreaterThan(40);
  for (const size of [40, Math.floor(right.length / 2), Math.ceil(right.length / 2)]) {
    const pages: string[] = [];
    for (let page = 1; (page - 1) * size <= right.length; page += 1) {
      const { body } = await office.json(`/inspections?q=${encodeURIComponent('修')}&size=${size}&page=${page}`);
      const { items } = body as { items: { id: string }[] };
      expect(items.length).toBe(Math.max(0, Math.min(size, right.length - pages.length)));
      pages.push(...ids(items));
    }
    expect(pages, `by ${size}`).toEqual(right);
  }
}, 60_000);

test('another county’s records are no candidates', async () => {
  const found = await reading(county.house, { ...county.cast.office, countyId: crypto.randomUUID() }, (one) => count(one, inspection, matching(inspection, '路')));
  expect(found).toBe(0);
});

test('what was said of a record once is not said of it when it stood otherwise', async () => {
  const then = await look(async (one) => (await one.db.selectFrom('journal_heads').select('at').where('county_id', '=', one.county).executeTakeFirstOrThrow()).at);
  const row = await look(async (one) => (await list(one, inspection, { limit: 1 }))[0]!);
  await county.act((act) => edit(act, inspection, row.id, undefined, { topic: '独一无二' }), county.cast.office);
  const once = (asOf?: Date) => look((one) => count({ ...one, asOf }, inspection, containing(inspection, wordsIn('独一无二'))));
  expect([await once(then), await once()]).toEqual([0, 1]);
});
