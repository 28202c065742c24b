import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '#platform/lifecycle/lifecycle.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { createMany, take } from '#platform/records/write.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { deed } from '#duties/deeds/record.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf } from '../../../test/visitor.ts';
import { homeSlice } from './slice.ts';
import { countWaiting, doneBy, queuesOf, waitingFor } from './waiting.ts';

const records = [inspection, deed];

describe('what waits for a person', () => {
  let county: TestCounty;
  let mine: Inspection[];

  beforeAll(async () => {
    county = await testCounty([inspectionsSlice, deedsSlice]);
    const visit = (committee_id: string, topic: string, state: string) =>
      ({ committee_id, topic, kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false, state });
    mine = await county.act((act) => createMany<Inspection>(act, inspection, [
      visit(county.here.committee, '大河村饮水', 'planned'),
      visit(county.here.committee, '石桥社区养老', 'planned'),
      visit(county.here.committee, '上营村道路', 'cancelled'),
    ]));
    await county.act((act) => createMany<Inspection>(act, inspection, [visit(county.there.committee, '别处的事', 'planned')]));
  });

  afterAll(() => county?.drop());

  const as = <T>(actor: Actor, look: Parameters<typeof reading<T>>[2]) => reading(county.house, actor, look);

  test('the worker is called for the own committee, not for another, not for what is finished', async () => {
    const [queue, ...others] = await as(county.cast.worker, (one) => waitingFor(one, 5));
    expect(others).toEqual([]);
    expect(queue?.step.label).toBe('登记已开展');
    expect(queue?.rows.map((row) => inspection.nameOf(row as Inspection)).sort()).toEqual(['大河村饮水', '石桥社区养老']);
    expect(queue?.total).toBe(2);
  });

  test('the number is exact when more wait than are named', async () => {
    const [queue] = await as(county.cast.worker, (one) => waitingFor(one, 1));
    expect(queue?.rows).toHaveLength(1);
    expect(queue?.total).toBe(2);
    expect(await as(county.cast.worker, countWaiting)).toBe(2);
  });

  test('the county office may take the step, but is not called for a committee that has its own clerk', async () => {
    expect(await as(county.cast.office, (one) => waitingFor(one, 5))).toEqual([]);
    expect(check(inspection, 'hold', county.cast.office, mine[0]!)).toBeUndefined();
  });

  test('what a state says it waits for stands before the order of the steps: the office edits what was sent in, its writer may still take it back', () => {
    const stepsOf = (actor: Actor) => queuesOf([opinionItem, proposal], actor).map(({ declared, state, step }) => `${declared.name} ${state}: ${step.noun}`);
    expect(stepsOf(county.cast.office)).toEqual(expect.arrayContaining(['opinion_item submitted: review', 'opinion_item reviewed: compiling', 'opinion_item signed: issuing', 'proposal submitted: filing', 'proposal filed: assignment', 'proposal rated: closing']));
    expect(stepsOf(county.cast.office)).not.toContain('opinion_item submitted: withdrawal');
    expect(stepsOf(county.cast['unit clerk'])).toEqual(expect.arrayContaining(['proposal assigned: acceptance', 'proposal accepted: reply']));
  });

  test('a step that leaves a record where it is, is no work that waits for anybody', () => {
    for (const actor of Object.values(county.cast)) {
      expect(queuesOf(records, actor).filter(({ step, state }) => step.to === state)).toEqual([]);
    }
    const again = { ...inspection, steps: { again: { ...inspection.steps.hold, from: ['planned'], to: 'planned' }, ...inspection.steps } } as typeof inspection;
    expect(queuesOf([again], county.cast.worker).map(({ step }) => step.label)).toEqual(['登记已开展', '归档']);
    expect(queuesOf([again], county.cast.worker)[0]?.step.to).toBe('held');
  });

  test('whoever is called may take the step, whatever the record and the person', async () => {
    let examined = 0;
    for (const actor of Object.values(county.cast)) {
      for (const queue of queuesOf(records, actor)) {
        const name = Object.keys(queue.declared.steps).find((key) => queue.declared.steps[key] === queue.step)!;
        const row = { state: queue.state, committee_id: county.here.committee, member_id: county.here.member };
        if (!queue.where.test(row as never)) continue;
        examined += 1;
        expect(check(queue.declared, name, actor, row as never)?.kind, `${actor.name} ${name}`).not.toBe('not_yours');
        expect(check(queue.declared, name, actor, row as never)?.kind, `${actor.name} ${name}`).not.toBe('wrong_state');
      }
    }
    expect(examined).toBeGreaterThan(3);
  });

  test('what a person did is listed once, with the last step, and only as long as it may be seen', async () => {
    const { worker } = county.cast;
    const [first] = mine;
    await county.act((act) => take(act, inspection, first!.id, 'hold', { input: { held_on: '2025-03-22', attendance: 6 }, version: first!.version }), worker);
    const done = await as(worker, (one) => doneBy(one, false));
    expect(done.map(({ row, what }) => [row.id, what])).toEqual([[first!.id, '登记已开展']]);
    expect(await as(worker, (one) => doneBy(one, true))).toEqual([]);
    const elsewhere: Actor = { ...county.cast['other worker'], accountId: worker.accountId };
    expect(await as(elsewhere, (one) => doneBy(one, false))).toEqual([]);
  });
});

test('where a clock runs, the nearest day comes first, whatever has waited longer', async () => {
  const county = await testCounty([proposalsSlice]);
  const due = (title: string, due_on: string) =>
    ({ title, proposer_name: '县工商联', proposer_kind: 'organisation', term: 9, session: 5, submitted_on: '2025-01-10', disposition: 'filed', lead_unit_id: county.here.unit, state: 'accepted', due_on });
  for (const one of [due('修路', '2026-08-31'), due('饮水', '2026-05-01'), due('路灯', '2026-07-01')]) await county.act((act) => createMany(act, proposal, [one]));
  const [queue] = await reading(county.house, county.cast['unit clerk'], (look) => waitingFor(look, 2));
  expect(queue?.rows.map((row) => proposal.nameOf(row as Proposal))).toEqual(['饮水', '路灯']);
  expect(queue?.total).toBe(3);
  const clerk = await siteOf(county, [homeSlice({ obligations: [], awaited: [] })])({ role: 'unit_clerk', unit: county.here.unit });
  for (const path of ['/', '/tasks']) expect((await clerk.get(path)).text.match(/class="light light-over"/g), path).toHaveLength(3);
  await county.drop();
});
