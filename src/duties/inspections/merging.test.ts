import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf } from '../../../test/visitor.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
}, 120_000);
afterAll(() => county?.drop());

const visit = async (values: Partial<Inspection>): Promise<string> =>
  (await county.act((act) => createMany<Inspection>(act, inspection, [{ kind: 'research', topic: '饮水', precision: 'day', held_on: '2024-07-01', report: false, joint: true, ...values }])))[0]!.id;
const bodies = async (id: string) => reading(county.house, county.cast.office, async (look) => {
  const { committee_id, partner_ids } = await get<Inspection>(look, inspection, id);
  return { committee_id, partner_ids };
});

test('given visits that several committees prepare, when one of them is merged into another, then the one that follows stands in each once and never beside itself', async () => {
  const [here, there] = [county.here.committee, county.there.committee];
  const ofCounty = await visit({ committee_id: null, partner_ids: [there, here] });
  const ofHere = await visit({ committee_id: here, partner_ids: [there] });
  const ofThere = await visit({ committee_id: there, partner_ids: [here] });
  const held = await visit({ committee_id: here, partner_ids: [there], state: 'held', held_on: '2024-03-01' });
  const office = await siteOf(county, slices)({ role: 'county_office' });
  const decided = { document_no: '云委办〔2024〕9号', meeting: '县委常委会第40次会议', decided_on: '2024-05-20', effective_on: '2024-06-01' };
  const one = (await office.send('/reorganisations', { ...decided, kind: 'merge', committee_ids: [there], successor_ids: [here] })).body;
  expect((await office.send(`/reorganisations/${one.id}/effect`, {})).body.state).toBe('effected');
  expect(await bodies(ofCounty)).toEqual({ committee_id: null, partner_ids: [here] });
  expect(await bodies(ofHere)).toEqual({ committee_id: here, partner_ids: [] });
  expect(await bodies(ofThere)).toEqual({ committee_id: here, partner_ids: [] });
  expect(await bodies(held), 'what was counted before stays as it was').toEqual({ committee_id: here, partner_ids: [there] });
});
