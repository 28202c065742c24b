import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { ledgerMonthly } from '#duties/opinions/ledger/facts.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { task, type Task } from '#duties/tasks/record.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading, type Act } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

const DAYS = ['2024-03-31', '2024-05-31', '2024-06-01', '2024-12-31', undefined];

describe('when a committee is merged, its open work goes on', () => {
  let county: TestCounty;
  let office: Visitor;
  let clerk: Visitor;
  let stranger: Visitor;
  let offshoot: Visitor;
  let third: string;
  let fourth: string;
  let work: Awaited<ReturnType<typeof openWork>>;
  let before: { at: Date; numbers: Map<string, number> };

  beforeAll(async () => {
    county = await testCounty(slices);
    [third, fourth] = (await county.act((act) => createMany<Committee>(act, committee, ['青山乡', '平安乡'].map((place) => ({
      state: 'established', name: `${place}政协联络委`, place, place_kind: 'township', form: '联络委', founded_on: '2022-03-01', rank: 3,
    }))))).map(({ id }) => id) as [string, string];
    work = await county.act((act) => openWork(act, county.there));
    const site = siteOf(county, slices);
    office = await site({ role: 'county_office' });
    clerk = await site({ role: 'worker', committee: county.here.committee });
    stranger = await site({ role: 'worker', committee: third });
    offshoot = await site({ role: 'worker', committee: fourth });
    before = { at: await reading(county.house, county.cast.office, lastAct), numbers: await numbers({ to: '2024-05-31' }) };
  });
  afterAll(() => county.drop());

  /** Of every figure and committee, and of the county. */
  async function numbers({ to, asOf }: { to?: string; asOf?: Date }): Promise<Map<string, number>> {
    return reading(county.house, county.cast.office, async (plain) => {
      const look = { ...plain, asOf };
      const told = new Map<string, number>();
      for (const one of [undefined, county.here.committee, county.there.committee, third, fourth]) {
        for (const [name, n] of await countFigures(look, figures, { to, committee: one })) told.set(`${name} ${one ?? 'county'}`, n);
      }
      return told;
    });
  }

  const sees = async (visitor: Visitor) => (await visitor.get(`/ledger/${work.told.id}`)).status;
  const of = (path: string, id: string) => office.json(`/${path}/${id}`).then(({ body }) => body);

  test('given work in every stage, then the page of the merger says how much goes over and how much stays', async () => {
    expect((await clerk.get(`/ledger/${work.told.id}`)).status).toBe(404);
    const merger = (await office.send('/reorganisations', {
      kind: 'merge', committee_ids: [county.there.committee], successor_ids: [county.here.committee], document_no: '云委〔2024〕9号', decided_on: '2024-05-20', effective_on: '2024-06-01',
    })).body;
    const { text } = await office.get(`/reorganisations/${merger.id}`);
    const rows = text.slice(text.indexOf('没有办结的事项</caption>')).replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ');
    for (const row of ['民情台账 0 1', '社情民意信息 1 0', '调研视察 1 1', '民生实事 1 0', '交办事项 0 1']) expect(rows).toContain(row);
    expect((await office.send(`/reorganisations/${merger.id}/effect`, {})).body.state).toBe('effected');
  });

  test('then what nothing had counted goes over, with a line of its own, and what was counted stays', async () => {
    const [here, there] = [county.here.committee, county.there.committee];
    expect(await Promise.all([of('inspections', work.planned.id), of('deeds', work.promised.id), of('opinion-items', work.draft.id)].map(async (one) => (await one).committee_id ?? here))).toEqual([here, here, here]);
    expect(await Promise.all([of('ledger', work.told.id), of('inspections', work.held.id), of('handed-tasks', work.handed.id)].map(async (one) => (await one).committee_id))).toEqual([there, there, there]);
    const drafts = await county.act((act) => list<OpinionItem>(act, opinionItem, { limit: 5 }));
    expect(drafts.map(({ committee_id }) => committee_id)).toEqual([here]);
    expect((await office.get(`/inspections/${work.planned.id}`)).text).toContain('云委〔2024〕9号：机构调整，由承接的联络委继续办理');
  });

  test('when the clerk of the committee that follows takes the next steps, then they are taken; another clerk finds nothing', async () => {
    expect((await clerk.send(`/ledger/${work.told.id}/handling`, { handling: 'follow_up' })).body).toMatchObject({ state: 'in_hand', committee_id: county.there.committee });
    expect((await clerk.send(`/handed-tasks/${work.handed.id}/acceptance`, {})).body.state).toBe('accepted');
    expect((await clerk.send(`/inspections/${work.held.id}/closing`, {})).body.state).toBe('closed');
    expect((await clerk.send(`/inspections/${work.planned.id}/holding`, { held_on: '2024-07-02', attendance: 3 })).body).toMatchObject({ state: 'held', committee_id: county.here.committee });
    expect((await clerk.get('/tasks')).text).toContain('交办的一件事');
    expect((await stranger.send(`/ledger/${work.told.id}/handling`, { handling: 'follow_up' })).status).toBe(404);
  });

  test('then no number of the time before has changed, and the committees of any day and moment add up to the county', async () => {
    const since = await reading(county.house, county.cast.office, lastAct);
    expect(await numbers({ to: '2024-05-31' })).toEqual(before.numbers);
    expect(await numbers({ to: '2024-05-31', asOf: before.at })).toEqual(before.numbers);
    const parted = figures.filter(({ committee: column, counts, name }) => column && !counts && name !== 'members_current');
    for (const asOf of [undefined, before.at, since]) {
      for (const to of DAYS) {
        const told = await numbers({ to, asOf });
        for (const { name } of parted) {
          const sum = [county.here.committee, county.there.committee, third, fourth].reduce((n, one) => n + told.get(`${name} ${one}`)!, 0);
          expect(sum, `${name} to ${to} as of ${asOf?.toISOString()}`).toBe(told.get(`${name} county`));
        }
      }
    }
    expect((await numbers({ to: '2024-12-31' })).get(`inspections_held ${county.here.committee}`)).toBe(1);
  });

  test('when the committee is renamed, then a claim about months before speaks of it by the name of that time', async () => {
    const renamed = (await office.send('/reorganisations', {
      kind: 'rename', committee_ids: [county.here.committee], new_name: '白石街道政协联络委', new_place: '白石街道', document_no: '云委〔2024〕15号', decided_on: '2024-08-20', effective_on: '2024-09-15',
    })).body;
    expect((await office.send(`/reorganisations/${renamed.id}/effect`, {})).body.state).toBe('effected');
    const missing = await reading(county.house, county.cast.office, (look) => ledgerMonthly.examine(look, { from: '2024-08-01', to: '2024-10-31', committee: county.here.committee }));
    expect(missing.counterExamples.map(({ label }) => label)).toEqual(['白石镇 2024年8月', '白石街道 2024年9月', '白石街道 2024年10月']);
  });

  test('when the committee that followed is merged in its turn, then the one after it goes on with all of it; one that is only split goes on itself', async () => {
    const decided = { document_no: '云委〔2025〕3号', decided_on: '2024-12-20', effective_on: '2025-01-01' };
    const effect = async (content: object) => {
      const { id } = (await office.send('/reorganisations', { ...decided, ...content })).body;
      expect((await office.send(`/reorganisations/${id}/effect`, {})).body.state).toBe('effected');
    };
    await effect({ kind: 'split', committee_ids: [county.here.committee], successor_ids: [fourth], continues: true });
    expect([await sees(clerk), await sees(offshoot)]).toEqual([200, 404]);
    await effect({ kind: 'merge', committee_ids: [county.here.committee], successor_ids: [third] });
    expect([await sees(stranger), await sees(offshoot)]).toEqual([200, 404]);
    expect((await stranger.send(`/ledger/${work.told.id}/answer`, { outcome_text: '桥栏已修', answered_on: '2025-01-05' })).body).toMatchObject({ state: 'answered', committee_id: county.there.committee });
  });

  test('when that one is split into two and ends, then the one that was named goes on with all of it, and no other', async () => {
    const split = (await office.send('/reorganisations', {
      kind: 'split', committee_ids: [third], successor_ids: [fourth], successor_places: '新安乡', document_no: '云委〔2025〕11号', decided_on: '2025-02-20', effective_on: '2025-03-01',
    })).body;
    const fresh = split.successor_ids.find((id: string) => id !== fourth);
    const { text } = await office.get(`/reorganisations/${split.id}`);
    expect(text).toContain('由平安乡政协联络委的人员继续办理');
    expect(text).toContain('没有办结的事项由哪个联络委继续办');
    const stranger = await office.send(`/reorganisations/${split.id}/effect`, { carried_by: county.here.committee });
    expect([stranger.status, Object.keys(stranger.body.fields)]).toEqual([422, ['carried_by']]);
    expect((await office.send(`/reorganisations/${split.id}/effect`, { carried_by: fresh })).body).toMatchObject({ state: 'effected', successor_ids: [fresh, fourth] });
    const named = await siteOf(county, slices)({ role: 'worker', committee: fresh });
    expect([await sees(named), await sees(offshoot)]).toEqual([200, 404]);
  });
});

async function openWork(act: Act, { committee: committee_id, member: member_id }: { committee: string; member: string }) {
  const [told] = await createMany<LedgerEntry>(act, ledgerEntry, [{ committee_id, received_on: '2024-03-05', matter: '村口的桥栏坏了。', number: 1, precision: 'day', dispute: false }]);
  const [draft] = await createMany<OpinionItem>(act, opinionItem, [{ committee_id, title: '关于修桥栏的建议' }]);
  const [planned, held] = await createMany<Inspection>(act, inspection, [
    { committee_id, topic: '计划的视察', kind: 'inspection', held_on: '2024-05-30', joint: false },
    { committee_id, topic: '已开展的调研', kind: 'research', held_on: '2024-04-10', joint: false, state: 'held', attendance: 5 },
  ]);
  const [promised] = await createMany<Deed>(act, deed, [{ committee_id, member_id, deed: '义诊', kind: 'clinic', done_on: '2024-05-20', state: 'promised' }]);
  const [handed] = await createMany<Task>(act, task, [{ committee_id, handed_by: 'county', title: '交办的一件事', handed_on: '2024-05-06', due_on: '2024-06-30' }]);
  return { told: told!, draft: draft!, planned: planned!, held: held!, promised: promised!, handed: handed! };
}
