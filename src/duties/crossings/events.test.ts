import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { consultationsHeld } from '#duties/consultations/facts.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { leadsOf, type InGroup } from '#duties/crossings/events.ts';
import { makeCrossing, undoing } from '#duties/crossings/making.ts';
import { overlapping, totalsOf, unionOf } from '#duties/crossings/overlap.ts';
import { crossing, type Crossing } from '#duties/crossings/record.ts';
import { crossingsSlice } from '#duties/crossings/slice.ts';
import { deedsDone } from '#duties/deeds/facts.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { effects as visitEffects } from '#duties/inspections/actions.ts';
import { inspectionsHeld, inspectionsJoint } from '#duties/inspections/facts.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../test/figures.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([inspectionsSlice, consultationsSlice, deedsSlice, crossingsSlice]);
});
afterAll(() => county.drop());

const figures = [inspectionsHeld, inspectionsJoint, consultationsHeld, deedsDone];

describe('which record counts for the event', () => {
  const one = (id: string, weight: number, record = 'inspection'): InGroup => ({ record, id, weight });

  test('of each kind exactly one, the weightiest, and among equals the one that was wished for', () => {
    expect(leadsOf([one('a', 1), one('b', 2)], [])).toEqual(new Map([['a', 'b'], ['b', null]]));
    expect(leadsOf([one('a', 2), one('b', 2)], [{ counts: 'b', other: 'a' }])).toEqual(new Map([['a', 'b'], ['b', null]]));
    expect(leadsOf([one('a', 2), one('b', 1)], [{ counts: 'b', other: 'a' }])).toEqual(new Map([['a', null], ['b', 'a']]));
    expect(leadsOf([one('a', 1), one('d', 1, 'deed')], [])).toEqual(new Map([['a', null], ['d', null]]));
  });

  test('wishes in a circle still leave one', () => {
    const wishes = [{ counts: 'a', other: 'b' }, { counts: 'b', other: 'c' }, { counts: 'c', other: 'a' }];
    expect([...leadsOf(['a', 'b', 'c'].map((id) => one(id, 1)), wishes).values()].filter((lead) => lead === null)).toHaveLength(1);
  });
});

/** Records of a day of their own, so that each run counts its own. */
async function some(day: string, kinds: readonly { kind: 'visit' | 'joint' | 'talk' | 'deed'; state: 'held' | 'planned' }[]) {
  const { here, there } = county;
  return county.act(async (act) => {
    const made: { record: string; id: string; kind: string; counts: boolean }[] = [];
    for (const [n, { kind, state }] of kinds.entries()) {
      const common = { committee_id: (n % 2 ? there : here).committee, precision: 'day' as const };
      const [row] = kind === 'deed'
        ? await createMany<Deed>(act, deed, [{ ...common, member_id: here.member, deed: `办事${n}`, kind: 'clinic', done_on: day, state: state === 'held' ? 'recorded' : 'promised' }])
        : kind === 'talk'
          ? await createMany<Consultation>(act, consultation, [{ ...common, topic: `议事${n}`, held_on: day, state }])
          : await createMany<Inspection>(act, inspection, [{ ...common, topic: `修路${n}`, kind: 'research', held_on: day, joint: kind === 'joint', state }]);
      made.push({ record: kind === 'deed' ? 'deed' : kind === 'talk' ? 'consultation' : 'inspection', id: row!.id, kind, counts: state === 'held' });
    }
    return made;
  });
}

test('over random groups no figure counts an event twice, and the different events are the union', { timeout: 180_000 }, async () => {
  const { house, cast } = county;
  let run = 0;
  const kinds = fc.array(fc.record({ kind: fc.constantFrom('visit', 'joint', 'talk', 'deed'), state: fc.constantFrom('held', 'held', 'held', 'planned') }), { minLength: 2, maxLength: 7 });
  const links = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.constantFrom('this', 'that', undefined)), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(kinds, links, fc.nat(5), async (asked, wanted, undone) => {
    run += 1;
    const day = new Date(Date.UTC(2001, 0, run)).toISOString().slice(0, 10);
    const made = await some(day, asked as Parameters<typeof some>[1]);
    const standing: { a: number; b: number; id: string }[] = [];
    for (const [x, y, counts] of wanted) {
      const [a, b] = [x % made.length, y % made.length];
      if (a === b || standing.some((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a))) continue;
      const row = await county.act((act) => makeCrossing(act, made[a]!, made[b]!, { way: 'same_event', why: '同一天同一件事', counts }), cast.office);
      standing.push({ a, b, id: row.id });
    }
    const taken = standing[undone];
    if (taken) {
      await county.act((act) => take<Crossing>(act, crossing, taken.id, 'undo', { reason: '连错了', effect: undoing }), cast.office);
      standing.splice(undone, 1);
    }

    const groupOf = made.map((_, n) => n);
    for (const { a, b } of standing) {
      const [keep, gone] = [groupOf[a]!, groupOf[b]!];
      groupOf.forEach((group, n) => { if (group === gone) groupOf[n] = keep; });
    }
    const groupsWith = (meets: (one: (typeof made)[number]) => boolean) => new Set(groupOf.filter((_, n) => made[n]!.counts && meets(made[n]!))).size;
    const scope = { from: day, to: day };
    await reading(house, cast.office, async (look) => {
      const numbers = await countFigures(look, figures, scope);
      expect(numbers.get('inspections_held')).toBe(groupsWith(({ record }) => record === 'inspection'));
      expect(numbers.get('inspections_joint')).toBe(groupsWith(({ kind }) => kind === 'joint'));
      expect(numbers.get('consultations_held')).toBe(groupsWith(({ record }) => record === 'consultation'));
      expect(numbers.get('deeds_done')).toBe(groupsWith(({ record }) => record === 'deed'));
      const union = unionOf(totalsOf(look), numbers, await overlapping.rows(look, scope));
      expect(union.different).toBe(groupsWith(() => true));
    });
  }), { numRuns: 60 });
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker], committees: [county.here.committee] });
});

test('what counts is put right at once when a record is no longer what it was, and a past moment counts as it did', async () => {
  const { house, cast } = county;
  const [one, other] = await some('2010-05-01', [{ kind: 'visit', state: 'planned' }, { kind: 'visit', state: 'planned' }]);
  await county.act((act) => makeCrossing(act, one!, other!, { way: 'same_event', why: '县里和乡镇各记了一条', counts: 'this' }), cast.office);
  const count = () => reading(house, cast.office, async (look) => (await countFigures(look, [inspectionsHeld], { from: '2010-05-01', to: '2010-05-01' })).get('inspections_held'));
  const hold = (id: string) => county.act((act) => take(act, inspection, id, 'hold', { input: { held_on: '2010-05-01', attendance: 3 } }), cast.office);
  expect(await count()).toBe(0);
  const then = await numbersNow(house, cast.office, figures);
  await hold(other!.id);
  expect(await count(), 'the one that was to count has not been held').toBe(1);
  await hold(one!.id);
  await county.act((act) => take(act, inspection, one!.id, 'close', { effect: visitEffects.close }), cast.office);
  expect(await count()).toBe(1);
  await crossingsSlice.daily!(house, county.id, '2026-01-05');
  expect(await count()).toBe(1);
  await expectStill(house, cast.office, figures, then);
});

test('both ends say in their journal that they were linked and unlinked, and not with what', async () => {
  const { house, cast } = county;
  const [one, other] = await some('2011-05-01', [{ kind: 'visit', state: 'held' }, { kind: 'deed', state: 'held' }]);
  const row = await county.act((act) => makeCrossing(act, one!, other!, { way: 'led_to', why: '调研里答应的' }), cast.office);
  await county.act((act) => take<Crossing>(act, crossing, row.id, 'undo', { reason: '连错了', effect: undoing }), cast.office);
  const lines = await reading(house, cast.office, ({ db }) => db.selectFrom('journal').select(['record', 'record_id', 'content']).orderBy('seq').execute());
  for (const { id } of [one!, other!]) {
    const theirs = lines.filter((line) => line.record_id === id).map(({ content }) => JSON.parse(content) as { step: string; reason?: string; after: object });
    expect(theirs.map(({ step }) => step)).toEqual(['create', 'link', 'unlink']);
    expect(JSON.stringify(theirs.slice(1))).not.toContain('调研里答应的');
  }
  expect(await reading(house, cast.office, (look) => list(look, crossing, { where: is('id', row.id), limit: 1 }))).toMatchObject([{ state: 'undone' }]);
});
