import { afterAll, beforeAll, expect, test } from 'vitest';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { get } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { effects, enterDispute } from '#duties/opinions/disputes/actions.ts';
import { figures } from '#duties/opinions/disputes/facts.ts';
import { disputeImport } from '#duties/opinions/disputes/imports.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import { dueForErasure } from '#duties/opinions/shield/erasing.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectStill, numbersNow } from '../../../../test/figures.ts';
import { tablesHolding } from '../../../../test/leaks.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const slices = [parametersSlice, workCalendarSlice, opinionsSlice];
let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
  worker = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
});
afterAll(() => county?.drop());

const secrets = ['欧阳雪莲', '司徒明远', '韦编三绝', '13910004321', '多占了三分地', '以老水沟为界', '各让一步', '界石已恢复'];

/** A dispute that was mediated, agreed, performed, with a file; who it is between stands in every place where it can. */
async function lived(ended: string, more: Partial<Dispute> = {}): Promise<Dispute> {
  const row = await county.act((act) => enterDispute(act, {
    committee_id: county.here.committee, taken_on: '2020-01-06', cause: '土地山林纠纷', place: '欧阳雪莲家门口', party_a: '欧阳雪莲', party_a_kind: 'person', party_a_contact: '13910004321',
    party_b: '司徒明远', party_b_kind: 'person', other_parties: '韦编三绝，岩脚村', account: '两家界石被移，说多占了三分地', secrecy: 'ordinary', ...more,
  }, {}), county.cast.worker);
  const step = (name: string, input: Record<string, unknown>) => county.act((act) => take<Dispute>(act, dispute, row.id, name, { input, effect: effects[name] }), county.cast.worker);
  await step('assign', { outside_mediators: '吴人民调解员' });
  await step('hold', { held_on: '2020-01-10', present: '欧阳雪莲、司徒明远', said: '双方各让一步' });
  await worker.upload(`/disputes/${row.id}/attachments`, [{ name: '欧阳雪莲签的协议.txt', bytes: new TextEncoder().encode('协议原件，请对照。\n'.repeat(3)) }]);
  await step('agree', { agreed_on: '2020-01-12', agreement_form: 'written', points: '以老水沟为界' });
  await step('perform', { called_on: ended, call_words: '界石已恢复' });
  return row;
}

const due = (today: string) => reading(county.house, county.cast.office, (look) => dueForErasure(look, today));
const now = (id: string) => reading(county.house, county.cast.office, (look) => get<Dispute>(look, dispute, id));

test('due is what ended longer ago than its own parameter says, on the same page as the reporters', async () => {
  const row = await lived('2020-03-01');
  expect((await due('2023-03-01')).rows).toEqual([]);
  expect((await due('2023-03-02')).rows).toMatchObject([{ id: row.id, since: '2020-03-01' }]);
  await county.act((act) => create<ParameterSetting>(act, parameterSetting, { key: 'disputes.keep_months', value: '120', from_day: '2020-01-01' }), county.cast.office);
  expect((await due('2023-03-02')).rows).toEqual([]);
  await county.act((act) => create<ParameterSetting>(act, parameterSetting, { key: 'disputes.keep_months', value: '48', from_day: '2020-02-01' }), county.cast.office);
  expect((await office.json('/ledger-erasure')).body).toMatchObject({ dispute_months: 48, total: 1, items: [{ id: row.id, record: 'dispute', since: '2020-03-01' }] });
  expect((await office.get('/ledger-erasure')).text).toContain('结束满48个月的调解案卷');
});

test('erased is erased: no table, no version, no file and no line of the journal holds it, and everything else stands', async () => {
  const { id } = (await due('2026-11-22')).rows[0]!;
  const then = await numbersNow(county.house, county.cast.office, figures);
  const before = await reading(county.house, county.cast.office, lastAct);
  expect(await tablesHolding(county, secrets)).toEqual(['attachments', 'dispute_sessions', 'disputes', 'disputes_history']);
  expect((await worker.send('/ledger-erasure', { ids: [id] })).status).toBe(404);
  expect((await worker.send(`/disputes/${id}/erasure`, { reason: '到期' })).status).toBe(403);
  expect((await office.send('/ledger-erasure', { ids: [id] })).body).toEqual({ erased: 1 });
  expect(await tablesHolding(county, secrets)).toEqual([]);
  expect(await now(id)).toMatchObject({ state: 'closed', settled: true, performed: true, cause: '土地山林纠纷', party_a: null, points: null, erased_on: expect.any(String) });
  const page = (await worker.get(`/disputes/${id}`)).text;
  expect(page).toContain('按期清除');
  expect(page).not.toContain('协议书（Word）');
  expect((await reading(county.house, county.cast.office, (look) => verifyJournal(look.db, county.id))).broken).toBeUndefined();
  expect(await verifyFiles(county.house, county.id)).toEqual({ files: 0, damaged: [], unnamed: [] });
  await expectStill(county.house, county.cast.office, figures, then);
  expect(before < (await reading(county.house, county.cast.office, lastAct))).toBe(true);
  expect((await office.send(`/disputes/${id}/erasure`, { reason: '再清一次' })).body.detail).toContain('已于');
});

test('an open one is never due; erased, it is neither taken up again nor filled in again by a sheet', async () => {
  const row = await lived('2020-03-01');
  const open = await county.act((act) => enterDispute(act, { committee_id: county.here.committee, taken_on: '2015-01-06', cause: '邻里纠纷', party_a: '石破天惊', party_a_kind: 'person', party_b: '吴侬软语', party_b_kind: 'person', account: '吵', secrecy: 'ordinary' }, {}), county.cast.worker);
  expect((await due('2030-01-01')).rows.map(({ id }) => id)).toEqual([row.id]);
  expect((await office.send(`/disputes/${open.id}/erasure`, { reason: '本人要求' })).status).toBe(409);
  await county.act((act) => take<Dispute>(act, dispute, open.id, 'withdraw', { input: { ended_on: '2020-01-07' }, effect: effects['withdraw'] }), county.cast.worker);
  expect((await office.send(`/disputes/${open.id}/erasure`, { reason: '石破天惊本人要求' })).status).toBe(200);
  await expect(county.act((act) => take<Dispute>(act, dispute, open.id, 'resume', { reason: '又吵', effect: effects['resume'] }), county.cast.worker)).rejects.toThrow('请另建案卷');
  const again = { index: 0, columns: { party_a: '石破天惊', account: '石破天惊说的' }, assumed: {}, needs: [], problems: [] };
  await county.act(async (act) => disputeImport.update!(act, await now(open.id), again, crypto.randomUUID()));
  expect(await tablesHolding(county, ['石破天惊', '吴侬软语'])).toEqual([]);
});
