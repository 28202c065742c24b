import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countFigures } from '#platform/figures/count.ts';
import { reading, type Act } from '#platform/records/act.ts';
import { is } from '#platform/predicate.ts';
import { get, list } from '#platform/records/read.ts';
import { edit, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { effects as onInstructions, noteInstruction } from '#duties/opinions/instructions/actions.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { correctItem, effects as onItems, enterItem } from '#duties/opinions/items/actions.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { effects as onEntries, enterMany } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { entriesOf, itemsMadeFrom } from '#duties/opinions/links.ts';
import { noteOutcome, striking } from '#duties/opinions/outcomes/actions.ts';
import { outcome, type Outcome } from '#duties/opinions/outcomes/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([opinionsSlice]);
});
afterAll(() => county.drop());

const ENTRIES = 6;
const ITEMS = 5;
/** So many of them are sent in from the beginning, each made of two entries; the others are drafts. */
const SENT = 3;

/** One of everything that is done along the chain, to records of those that stand. Refusals are part of it; a fault is not. */
const acts = fc.oneof(
  fc.record({ is: fc.constant('merge' as const), of: fc.nat(ENTRIES - 1), into: fc.nat(ENTRIES - 1) }),
  fc.record({ is: fc.constantFrom('separate' as const, 'void' as const), of: fc.nat(ENTRIES - 1) }),
  fc.record({ is: fc.constant('compile' as const), of: fc.nat(ITEMS - 1), from: fc.subarray([...Array(ENTRIES).keys()]) }),
  fc.record({ is: fc.constantFrom('join' as const), of: fc.nat(ITEMS - 1), into: fc.nat(ITEMS - 1) }),
  fc.record({ is: fc.constantFrom('part' as const, 'send' as const), of: fc.nat(ITEMS - 1) }),
  fc.record({ is: fc.constantFrom('adopt' as const), of: fc.nat(ITEMS - 1), level: fc.constantFrom('county', 'city'), with: fc.nat(ITEMS - 1) }),
  fc.record({ is: fc.constant('instruct' as const), of: fc.nat(ITEMS - 1), leader: fc.constantFrom('石某某', '龙某某') }),
  fc.record({ is: fc.constantFrom('strike' as const, 'unsay' as const), of: fc.nat(9) }),
);
type Done = typeof acts extends fc.Arbitrary<infer T> ? T : never;

test('whatever is merged, parted, compiled, adopted, instructed and struck, the chain leads both ways and nothing counts twice', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(acts, { minLength: 60, maxLength: 60 }), async (done) => {
    const { entries, items } = await begun();
    for (const one of done) await county.act((act) => perform(act, one, entries, items), county.cast.office).catch((error) => expect([403, 404, 409, 422]).toContain(error.status));
    await expectBothWays(entries, items);
    await expectCountedOnce();
  }), { numRuns: 6, endOnFailure: true });
});

async function begun(): Promise<{ entries: string[]; items: string[] }> {
  const told = { committee_id: county.here.committee, received_on: today() };
  const entries = await county.act((act) => enterMany(act, Array.from({ length: ENTRIES }, (_, n) => ({ ...told, matter: `第${n}件` })), {}), county.cast.worker);
  const items: string[] = [];
  for (let n = 0; n < ITEMS; n += 1) {
    const made = n < SENT ? entries.slice(n, n + 2).map(({ id }) => id) : [];
    const item = await county.act((act) => enterItem(act, { title: `建议${n}`, committee_id: told.committee_id, situation: '堵', advice: '疏', entries: made }, {}), county.cast.office);
    if (n < SENT) await county.act((act) => onItem(act, item.id, 'submit', { route: 'county', cleared: true }), county.cast.office);
    items.push(item.id);
  }
  return { entries: entries.map(({ id }) => id), items };
}

const onEntry = (act: Act, id: string, name: string, input: Record<string, unknown> = {}) => take(act, ledgerEntry, id, name, { input, reason: '试', effect: onEntries[name] });
const onItem = (act: Act, id: string, name: string, input: Record<string, unknown> = {}) => take(act, opinionItem, id, name, { input, reason: '试', effect: onItems[name] });

async function perform(act: Act, one: Done, entries: readonly string[], items: readonly string[]): Promise<unknown> {
  switch (one.is) {
    case 'merge': return onEntry(act, entries[one.of]!, 'merge', { merged_into: entries[one.into] });
    case 'separate': case 'void': return onEntry(act, entries[one.of]!, one.is);
    case 'compile': return compiled(act, items[one.of]!, one.from.map((n) => entries[n]!));
    case 'join': return onItem(act, items[one.of]!, 'merge', { merged_into: items[one.into] });
    case 'part': return onItem(act, items[one.of]!, 'part');
    case 'send': return onItem(act, items[one.of]!, 'submit', { route: 'county', cleared: true });
    case 'adopt': return noteOutcome(act, { item_id: items[one.of]!, with_ids: [items[one.with]!], kind: one.of === one.with ? 'adopted_single' : 'adopted_merged', level: one.level, came_on: today() } as never, {});
    case 'instruct': return noteInstruction(act, { item_id: items[one.of]!, leader: one.leader, instructed_on: today(), level: 'county' } as never, {});
    case 'strike': return take(act, outcome, nth(await list(act, outcome, { where: is<Outcome>('state', 'noted'), ...newest }), one.of), 'void', { reason: '试', effect: striking });
    case 'unsay': return take(act, instruction, nth(await list(act, instruction, { where: is<Instruction>('state', 'noted'), ...newest }), one.of), 'void', { reason: '试', effect: onInstructions['void'] });
  }
}

const compiled = async (act: Act, id: string, from: string[]): Promise<unknown> => {
  const row = await get<OpinionItem>(act, opinionItem, id);
  return edit(act, opinionItem, id, undefined, await correctItem(act, row, { entries: from }));
};

/** The newest of those that were not struck; of none, an id of nobody. */
const newest = { order: [{ column: 'id' as const, descending: true }], limit: 10 };
const nth = (rows: readonly { id: string }[], n: number): string => rows[n % Math.max(rows.length, 1)]?.id ?? county.here.committee;

/** From an entry to its items and back, and what an item knows of both, against the bare rows. */
async function expectBothWays(entries: readonly string[], items: readonly string[]): Promise<void> {
  await reading(county.house, county.cast.office, async (look) => {
    const [down, up] = [await entriesOf(look, items), await itemsMadeFrom(look, entries)];
    const joined = new Map((await list(look, opinionItem, { limit: 500 })).map(({ id, merged_into }) => [id, merged_into]));
    for (const item of items) for (const entry of entries) {
      const forth = (down.get(item) ?? []).some(({ id }) => id === entry);
      const back = (up.get(entry) ?? []).some(({ id }) => id === item);
      const through = items.some((other) => joined.get(other) === item && (down.get(other) ?? []).some(({ id }) => id === entry));
      expect(back, 'an entry leads to what was made of it, and to what that went into').toBe(forth || through);
    }
    const { rows } = await sql`
      select o.title from opinion_items o where o.county_id = ${look.county} and (
        o.sources <> (select count(*) from opinion_sources s where s.county_id = o.county_id and s.item_id = o.id)
        or o.instructions <> (select count(*) from instructions i where i.county_id = o.county_id and i.item_id = o.id and i.state <> 'void')
        or o.outcomes <> o.instructions + (select count(*) from outcomes u where u.county_id = o.county_id and u.item_id = o.id and u.state = 'noted')
        or (o.state = 'merged') <> (o.merged_into is not null)
        or exists (select from opinion_items m where m.county_id = o.county_id and m.id = o.merged_into and m.merged_into is not null and m.state <> 'merged'))`.execute(look.db);
    expect(rows, 'items whose counts are not their rows').toEqual([]);
    const { rows: astray } = await sql`
      select e.number from ledger_entries e where e.county_id = ${look.county} and ((e.state = 'merged') <> (e.merged_into is not null)
        or exists (select from ledger_entries l where l.county_id = e.county_id and l.id = e.merged_into and (l.state in ('merged', 'void'))))`.execute(look.db);
    expect(astray, 'entries that go along with one that leads nowhere').toEqual([]);
  });
}

/** Each matter once, each voice once, an item adopted twice is one item. */
async function expectCountedOnce(): Promise<void> {
  await reading(county.house, county.cast.office, async (look) => {
    const told = Object.fromEntries(await countFigures(look, opinionsSlice.figures!, {}));
    const { rows: [bare] } = await sql<Record<string, number>>`
      select (select count(*) from ledger_entries e where e.county_id = ${look.county} and state <> 'void')::int as opinions_received,
        (select count(*) from ledger_entries e where e.county_id = ${look.county} and state <> 'void' and merged_into is null)::int as matters_received,
        (select count(*) from outcomes u where u.county_id = ${look.county} and state = 'noted')::int as adoptions,
        (select count(distinct item_id) from outcomes u where u.county_id = ${look.county} and state = 'noted')::int as items_adopted,
        (select count(distinct piece_id) from outcomes u where u.county_id = ${look.county} and state = 'noted')::int as pieces_adopted,
        (select count(*) from instructions i where i.county_id = ${look.county} and state <> 'void')::int as instructions_received,
        (select count(distinct item_id) from instructions i where i.county_id = ${look.county} and state <> 'void')::int as items_instructed`.execute(look.db);
    expect(told).toMatchObject(bare!);
  });
}
