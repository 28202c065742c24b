import { afterAll, beforeAll, expect, test } from 'vitest';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection } from '#duties/inspections/record.ts';
import { station } from '#duties/stations/record.ts';
import { dutyShift } from '#duties/stations/shifts/record.ts';
import { readWork, wordsOf } from '#platform/work-rows.ts';
import type { Subject, WorkFound } from '#platform/work.ts';
import { duties, enterRandomYear, works, year } from '../../../test/random-year.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(duties);
  await enterRandomYear(county, 60);
});
afterAll(() => county.drop());

const found = (name: string, subject: Subject, subjects?: readonly string[]): Promise<WorkFound[]> =>
  reading(county.house, county.cast.office, (look) => readWork(look, works.find((one) => one.name === name)!, subject, { ...year, ...(subjects ? { subjects } : {}) }));
const counted = (name: string, committee?: string): Promise<number> => {
  const figure = duties.flatMap(({ figures }) => figures ?? []).find((one) => one.name === name)!;
  return reading(county.house, county.cast.office, async (look) => (await countFigures(look, [figure], { ...year, ...(committee ? { committee } : {}) })).get(name)!);
};

test.each([
  ['ledger', 'matters_received'], ['opinion_item', 'opinion_items_submitted'], ['adoption', 'adoptions'], ['instruction', 'instructions_received'], ['inspection', 'inspections_held'],
  ['consultation', 'consultations_held'], ['proposal', 'proposals_received'], ['key_proposal', 'key_proposals'], ['deed', 'deeds_done'], ['task', 'tasks_handed'],
])('the work “%s” of a committee is what the duty counts for it: %s', async (kind, figure) => {
  for (const { committee } of [county.here, county.there]) {
    const rows = await found(kind, 'committee', [committee]);
    expect(rows.length, committee).toBe(await counted(figure, committee));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ subject, day, title }) => subject === committee && day >= year.from && day <= year.to && title !== '')).toBe(true);
  }
});

test('a unit has what it handles, as what it handles it', async () => {
  const rows = await found('proposal_handled', 'unit');
  expect(rows.length).toBe(await counted('proposal_lead_items') + await counted('proposal_assisting_items'));
  expect(rows.filter(({ role }) => role === 'lead').every(({ status }) => ['in_time', 'late', 'overdue', 'running', null].includes(status ?? null))).toBe(true);
});

test('a member has the proposals that bear the own name, and who came to a visit has the visit and the presence as one work', async () => {
  const signed = await found('proposal', 'member');
  expect(signed.length).toBe(await counted('proposal_signatures'));
  expect(signed.filter(({ role }) => role === 'cosigner').every(({ people_place }) => people_place! > 1)).toBe(true);
  const [visits, presences] = [await found('inspection', 'member'), await found('attendance', 'member')];
  expect(presences.filter(({ status }) => status !== 'leave' && status !== 'absent').length).toBe(await counted('inspections_attendances'));
  const attended = new Set(presences.map(({ subject, same }) => `${subject} ${same}`));
  expect(visits.length).toBeGreaterThan(0);
  expect(visits.every(({ subject, same }) => attended.has(`${subject} ${same}`))).toBe(true);
});

test('a visit of several committees is one record, and each has it once: in which place, and of how many', async () => {
  const { here, there } = county;
  const [ours, ofCounty] = await county.act((act) => createMany(act, inspection, [{ committee_id: here.committee, partner_ids: [there.committee] }, { committee_id: null, partner_ids: [there.committee, here.committee] }]
    .map((who) => ({ ...who, state: 'held', topic: '联合视察', kind: 'inspection', held_on: '2025-06-06', joint: true, report: false })) as never[]));
  const rows = await found('inspection', 'committee');
  expect(new Set(rows.map(({ id, subject }) => `${id} ${subject}`)).size).toBe(rows.length);
  const placesIn = (visit: { id: string }) => rows.filter(({ id }) => id === visit.id).map(({ subject, role, people_all, people_place }) => [subject, role, people_all, people_place]).toSorted((a, b) => Number(a[3]) - Number(b[3]));
  expect(placesIn(ours!)).toEqual([[here.committee, 'organiser', 2, 1], [there.committee, 'partner', 2, 2]]);
  expect(placesIn(ofCounty!)).toEqual([[there.committee, 'partner', 3, 2], [here.committee, 'partner', 3, 3]]);
});

test('a shift at a station says where and when it was', async () => {
  const { here } = county;
  await county.act(async (act) => {
    const [place] = await createMany(act, station, [{ state: 'open', committee_id: here.committee, name: '白石街委员服务站', code: 'WQRK22', opened_on: '2024-01-01' }] as never[]);
    await createMany(act, dutyShift, [{ state: 'held', committee_id: here.committee, station_id: place!.id, day: '2025-03-05', starts: '09:00', ends: '11:00', member_ids: [here.member], visitors: 3, done: '接待' }] as never[]);
  });
  for (const subject of ['committee', 'member'] as const) expect((await found('duty_shift', subject)).map(({ title }) => title)).toEqual(['白石街委员服务站值班（3月5日09:00—11:00）']);
});

test('every code that rows have stands for a word of the county', async () => {
  for (const kind of works) {
    const words = await reading(county.house, county.cast.office, (look) => wordsOf(look, kind));
    for (const subject of Object.keys(kind.rows) as Subject[]) {
      const rows = await found(kind.name, subject);
      for (const column of ['stage', 'level', 'role', 'status'] as const) {
        const codes = new Set(rows.flatMap((row) => row[column] ?? []));
        expect([...codes].filter((code) => !words[column]?.[code]), `${kind.name} ${column}`).toEqual([]);
      }
    }
  }
});
