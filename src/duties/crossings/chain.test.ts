import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { visible, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { reading, type Act } from '#platform/records/act.ts';
import { is } from '#platform/predicate.ts';
import { createMany } from '#platform/records/write.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { chainOf, keyOf, MOST_NODES } from '#duties/crossings/chain.ts';
import type { Place } from '#duties/crossings/edges.ts';
import { layersOf } from '#duties/crossings/layout.ts';
import { makeCrossing } from '#duties/crossings/making.ts';
import { nodeKindOf } from '#duties/crossings/nodes.ts';
import { crossing, crossingFields, crossingKinds, type Crossing } from '#duties/crossings/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { saidBy } from '../../../test/leaks.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const REPORTER = '欧阳雪莲';
const MATTER = '水务站站长收费不开票';

let county: TestCounty;
let as: ReturnType<typeof siteOf>;
beforeAll(async () => {
  county = await testCounty(slices);
  as = siteOf(county, slices);
});
afterAll(() => county?.drop());

const kinds = ['ledger_entry', 'grievance', 'opinion_item', 'inspection', 'consultation', 'proposal', 'draft', 'deed'] as const;
type Kind = (typeof kinds)[number];

/** One record of the kind, in this place. */
async function one(act: Act, kind: Kind, here: boolean): Promise<{ place: Place; row: Recorded }> {
  const at = here ? county.here : county.there;
  const held = { committee_id: at.committee, held_on: '2025-06-03', precision: 'day', state: 'held' } as const;
  const make = async (): Promise<[string, Recorded]> => {
    switch (kind) {
      case 'ledger_entry': return [ledgerEntry.name, await enterOne(act, { committee_id: at.committee, received_on: '2025-05-06', matter: '村口积水', reporter: '石小水' }, {})];
      case 'grievance': return [ledgerEntry.name, await enterOne(act, { committee_id: at.committee, received_on: '2025-05-06', matter: here ? MATTER : '办事要等半天', reporter: REPORTER, about_unit_id: county.here.unit }, {})];
      case 'opinion_item': return [opinionItem.name, (await createMany<OpinionItem>(act, opinionItem, [{ committee_id: at.committee, title: '关于积水的信息', state: 'submitted', submitted_on: '2025-05-09' }]))[0]!];
      case 'inspection': return [inspection.name, (await createMany<Inspection>(act, inspection, [{ ...held, topic: '看积水', kind: 'research' }]))[0]!];
      case 'consultation': return [consultation.name, (await createMany<Consultation>(act, consultation, [{ ...held, topic: '议积水' }]))[0]!];
      case 'deed': return [deed.name, (await createMany<Deed>(act, deed, [{ member_id: at.member, committee_id: at.committee, deed: '修排水沟', kind: 'other', done_on: '2025-08-01', precision: 'day' }]))[0]!];
      default: return [proposal.name, (await createMany<Proposal>(act, proposal, [{ title: '治理积水的提案', proposer_name: '石大山', member_id: at.member, term: 9, session: 4, time_class: 'ordinary', proposer_kind: 'member', state: kind === 'draft' ? 'draft' : 'submitted', submitted_on: kind === 'draft' ? null : '2025-07-01' } as Partial<Proposal>]))[0]!];
    }
  };
  const [record, row] = await make();
  return { place: { record, id: row.id }, row };
}

/** A link of columns where there is one between such records, else one that a person made. */
async function join(act: Act, from: Place, to: Place): Promise<void> {
  if (from.record === ledgerEntry.name && to.record === opinionItem.name) await sql`insert into opinion_sources (county_id, item_id, entry_id) values (${act.county}, ${to.id}, ${from.id}) on conflict do nothing`.execute(act.db);
  else await makeCrossing(act, from, to, { way: 'led_to', why: '由此而来' });
}

test('from every record of a chain the same person finds the same chain, through what they see and through nothing else', { timeout: 240_000 }, async () => {
  const { house, cast } = county;
  const actors = [cast.office, cast.worker, cast['other worker'], cast.leader, cast.member, cast['unit clerk'], cast.auditor, cast['committee member']];
  const records = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.boolean()), { minLength: 2, maxLength: 8 });
  await fc.assert(fc.asyncProperty(records, fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 9 }), async (asked, wanted) => {
    const links: [number, number][] = [];
    const made = await county.act(async (act) => {
      const found: Awaited<ReturnType<typeof one>>[] = [];
      for (const [kind, here] of asked) found.push(await one(act, kind, here));
      for (const [x, y] of wanted) {
        const [a, b] = [x % found.length, y % found.length];
        const both = [found[a]!.place.record, found[b]!.place.record];
        if (a === b || both.every((record) => record === ledgerEntry.name) || links.some((link) => link.includes(a) && link.includes(b))) continue;
        await join(act, found[a]!.place, found[b]!.place);
        links.push([a, b]);
      }
      return found;
    });
    for (const actor of actors) {
      const seen = made.map(({ place, row }) => visible(nodeKindOf(place.record)!.declared, actor).test(row));
      const groupOf = made.map((_, n) => n);
      for (const [a, b] of links) if (seen[a] && seen[b]) groupOf.forEach((group, n, all) => { if (group === groupOf[b]) all[n] = groupOf[a]!; });
      for (const [n, { place }] of made.entries()) {
        const chain = await reading(house, actor, (look) => chainOf(look, place, {}));
        if (!seen[n]) {
          expect(chain).toBeUndefined();
          continue;
        }
        const expected = made.filter((_, other) => seen[other] && component(links, seen).get(other) === component(links, seen).get(n)).map((other) => keyOf(other.place)).toSorted();
        expect(chain!.nodes.map(keyOf).toSorted()).toEqual(expected);
        expect(layersOf(chain!).flat().map(keyOf).toSorted()).toEqual(expected);
        expect(chain!.start).toBe(keyOf(place));
      }
    }
  }), { numRuns: 15 });
});

/** Which records hang together through those that are seen. */
function component(links: readonly [number, number][], seen: readonly boolean[]): Map<number, number> {
  const of = new Map(seen.map((_, n) => [n, n]));
  for (const [a, b] of links) {
    if (!seen[a] || !seen[b]) continue;
    const [keep, gone] = [of.get(a)!, of.get(b)!];
    for (const [n, group] of of) if (group === gone) of.set(n, keep);
  }
  return of;
}

test('relations and the figure mean the same in memory and in SQL', () => {
  const { here, there } = county;
  const committees = [here.committee, there.committee, null];
  return expectRelationsAgree(county.house, crossing, crossingFields, {
    columns: { from_id: [here.person], to_id: [there.person], kind: Object.keys(crossingKinds), committee_id: committees, other_committee_id: committees, made_by_id: [here.person, there.person, null], about_unit_id: [here.unit, there.unit, null], about_person: [null, '联络委主任'] },
    conditions: { made: is<Crossing>('state', 'standing') },
  });
});

test('the picture is the same from each end but for where one stands, and an earlier record never stands behind a later one', async () => {
  const { house, cast } = county;
  const made = await county.act(async (act) => {
    const found: Place[] = [];
    for (const kind of ['ledger_entry', 'opinion_item', 'inspection', 'consultation', 'proposal', 'deed'] as const) found.push((await one(act, kind, true)).place);
    for (const [n, place] of found.slice(1).entries()) await join(act, found[n]!, place);
    return found;
  });
  const layers = await Promise.all(made.map((place) => reading(house, cast.office, async (look) => layersOf((await chainOf(look, place, {}))!).map((layer) => layer.map(keyOf)))));
  expect(new Set(layers.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(layers[0]).toEqual(made.map((place) => [keyOf(place)]));
});

/** Somebody of the county office who also works for the unit complained of. */
const officeAndUnit = (): Promise<string> => county.act(async (act) => {
  const [who] = await createMany(act, person, [{ name: '两头任职者' }]);
  const at = { person_id: who!.id, name: who!.name, since: '2022-01-10', acting: false };
  await createMany(act, post, [{ ...at, role: 'county_office' }]);
  await createMany(act, post, [{ ...at, role: 'unit_clerk', unit_id: county.here.unit }]);
  return who!.id;
});

test('a chain tells nobody of a shielded reporter, and those complained of find neither the entry nor the link', async () => {
  const { here, there } = county;
  const { entry, item, visit, link } = await county.act(async (act) => {
    const [entry, item, visit] = [(await one(act, 'grievance', true)).place, (await one(act, 'opinion_item', true)).place, (await one(act, 'inspection', true)).place];
    await join(act, entry, item);
    return { entry, item, visit, link: await makeCrossing(act, entry, visit, { way: 'led_to', why: '反映之后去看了' }) };
  });
  const roles: Record<string, Visitor> = {
    office: await as({ role: 'county_office' }), chair: await as({ role: 'chair' }), leader: await as({ role: 'leader' }), auditor: await as({ role: 'auditor' }),
    director: await as({ role: 'director', committee: here.committee }), worker: await as({ role: 'worker', committee: here.committee }), 'committee member': await as({ role: 'committee_member', committee: here.committee }),
    'other worker': await as({ role: 'worker', committee: there.committee }), participant: await as({ role: 'participant', committee: here.committee, kind: '信息员' }), member: await as({ person: here.person }),
    'office of both': await as({ person: await officeAndUnit(), staff: true }), 'unit clerk': await as({ role: 'unit_clerk', unit: here.unit }), 'other unit clerk': await as({ role: 'unit_clerk', unit: there.unit }),
  };
  const sees = ['office', 'chair', 'auditor', 'director', 'worker', 'committee member'];
  for (const [role, visitor] of Object.entries(roles)) {
    const pages = [entry, item, visit].flatMap(({ record, id }) => [`/chain/${record}/${id}`, `/api/v1/chain/${record}/${id}`, `/chain/${record}/${id}/linking`, `/chain/${record}/${id}/linking?q=${encodeURIComponent('水务')}`]);
    for (const path of [...pages, '/crossings', '/crossings.csv', `/crossings/${link.id}`, '/overlaps', '/journal?record=crossing']) {
      const said = await saidBy(await visitor.fetch(path));
      expect(said.includes(REPORTER), `${role} ${path}`).toBe(false);
      const asked = [entry.id, link.id].filter((id) => path.includes(id)); // a page that is not found names the address that was asked
      if (!sees.includes(role)) expect([MATTER, entry.id, link.id].filter((words) => !asked.includes(words) && said.includes(words)), `${role} ${path}`).toEqual([]);
    }
    expect((await visitor.json(`/chain/${entry.record}/${entry.id}`)).status, role).toBe(sees.includes(role) ? 200 : 404);
  }
});

test('the reason of a link may not name the reporter, two voices are merged and not linked, and nothing is linked twice or by those it is not for', async () => {
  const { here, there } = county;
  const { entry, other, visit } = await county.act(async (act) => ({ entry: (await one(act, 'grievance', true)).place, other: (await one(act, 'ledger_entry', true)).place, visit: (await one(act, 'inspection', true)).place }));
  const worker = await as({ role: 'worker', committee: here.committee });
  const link = (visitor: Visitor, a: Place, b: Place, said: object) => visitor.send(`/chain/${a.record}/${a.id}/linking/${b.record}/${b.id}`, said);
  expect(await link(worker, entry, visit, { way: 'led_to', why: `欧阳 雪莲说的` })).toMatchObject({ status: 422, body: { fields: { why: expect.stringContaining('反映人') } } });
  expect(await link(worker, entry, other, { way: 'led_to', why: '同一件事' })).toMatchObject({ status: 422, body: { fields: { way: expect.stringContaining('并入') } } });
  expect(await link(worker, entry, visit, { way: 'same_event', why: '同一件事' })).toMatchObject({ status: 422 });
  expect(await link(worker, visit, visit, { way: 'led_to', why: '自己' })).toMatchObject({ status: 422 });
  expect(await link(worker, entry, visit, { way: 'led_to', why: '' })).toMatchObject({ status: 422 });
  expect((await link(worker, entry, visit, { way: 'led_to', why: '反映之后去看了' })).status).toBe(201);
  expect((await link(worker, visit, entry, { way: 'led_from', why: '再连一次' })).status).toBe(409);
  expect((await link(await as({ role: 'worker', committee: there.committee }), visit, other, { way: 'led_to', why: '别处的' })).status).toBe(404);
  expect((await link(await as({ role: 'leader' }), visit, other, { way: 'led_to', why: '领导连的' })).status).toBe(404);
  expect((await link(await as({ role: 'auditor' }), visit, other, { way: 'led_to', why: '审计连的' })).status).toBe(403);
  expect((await link(worker, { record: 'nothing', id: visit.id }, other, { way: 'led_to', why: '没有这类' })).status).toBe(404);
});

test('a picture has an end, and says that there is more', async () => {
  const { house, cast } = county;
  const hub = await county.act(async (act) => {
    const { place } = await one(act, 'opinion_item', true);
    for (let n = 0; n < MOST_NODES + 5; n += 1) await join(act, (await one(act, 'ledger_entry', true)).place, place);
    return place;
  });
  const chain = await reading(house, cast.office, (look) => chainOf(look, hub, {}));
  expect(chain).toMatchObject({ more: true });
  expect(chain!.nodes).toHaveLength(MOST_NODES);
});
