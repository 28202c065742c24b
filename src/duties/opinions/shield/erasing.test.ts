import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import { verifyJournal } from '#platform/journal/verify.ts';
import { reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { take } from '#platform/records/write.ts';
import { effects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { figures } from '#duties/opinions/ledger/facts.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { dueForErasure } from '#duties/opinions/shield/erasing.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectStill, numbersNow } from '../../../../test/figures.ts';
import { tablesHolding } from '../../../../test/leaks.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
  worker = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
});
afterAll(() => county?.drop());

const NOTE = new TextEncoder().encode('欧阳雪莲口述的记录，请对照。\n'.repeat(3));

/** An entry that was corrected, answered, closed, and has a file; its number and name stand in every place where they can. */
async function lived(reporter: string, phone: string, closed_on: string): Promise<LedgerEntry> {
  const entry = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2022-05-06', matter: '水表走得太快', reporter, phone, proxy: `代${reporter}` }, {}));
  await worker.send(`/ledger/${entry.id}`, { phone: phone.replace(/.$/u, '0'), place: '岩脚村' }, 'PATCH');
  await worker.upload(`/ledger/${entry.id}/attachments`, [{ name: `${reporter}的录音整理.txt`, bytes: NOTE }]);
  await worker.send(`/ledger/${entry.id}/answer`, { outcome_text: `已当面告诉${reporter}`, answered_on: closed_on });
  await worker.send(`/ledger/${entry.id}/reporter`, { purpose: 'call_back' });
  await worker.send(`/ledger/${entry.id}/closing`, { outcome: 'solved', closed_on });
  return entry;
}

const due = (today: string) => reading(county.house, county.cast.office, (look) => dueForErasure(look, today));

test('due is what was closed longer ago than the parameter says, until it is erased; the office is told of it', async () => {
  const entry = await lived('欧阳雪莲', '13910004321', '2022-06-30');
  expect((await due('2024-06-30')).rows).toEqual([]);
  expect((await due('2024-07-01')).rows.map(({ id }) => id)).toEqual([entry.id]);
  await office.send('/parameters/shield.keep_months', { value: '36', from_day: '2024-01-01' });
  expect((await due('2024-07-01')).rows).toEqual([]);
  expect((await due('2025-07-01')).rows.map(({ id }) => id)).toEqual([entry.id]);
  expect((await office.json('/ledger-erasure')).body).toMatchObject({ total: 1, months: 36, items: [{ id: entry.id, since: '2022-06-30' }] });
  expect((await worker.json('/ledger-erasure')).status).toBe(404);
  const open = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2015-05-06', matter: '还没有办结', reporter: '司徒明远' }, {}));
  expect((await due('2025-07-01')).rows.map(({ id }) => id)).not.toContain(open.id);
});

test('erased is erased: no table, no version, no file and no line of the journal holds it, and everything else stands', async () => {
  const entry = await lived('龙三太子', '13955556666', '2022-06-30');
  const secrets = ['龙三太子', '13955556666', '13955556660'];
  const then = await numbersNow(county.house, county.cast.office, figures);
  const before = await reading(county.house, county.cast.office, lastAct);
  expect(await tablesHolding(county, secrets), 'what lies in columns of its own lies sealed').toEqual(['attachments']);
  expect((await office.send('/ledger-erasure', { ids: [entry.id] })).body).toEqual({ erased: 1 });
  expect(await tablesHolding(county, secrets)).toEqual([]);
  expect((await office.json(`/ledger/${entry.id}`)).body).toMatchObject({ reporter: null, phone: null, proxy: null, matter: '水表走得太快', state: 'closed', erased_on: expect.any(String), attachments: [] });
  expect((await office.send(`/ledger/${entry.id}/reporter`, { purpose: 'verify' })).body.detail).toContain('按期清除');
  expect((await reading(county.house, county.cast.office, (look) => verifyJournal(look.db, county.id))).broken).toBeUndefined();
  const { rows } = await reading(county.house, county.cast.office, (look) => look.db.selectFrom('journal').select('content').where('county_id', '=', county.id).where('record_id', '=', entry.id).execute().then((found) => ({ rows: found })));
  expect(rows.map(({ content }) => JSON.parse(content).step)).toContain('erase');
  await expectStill(county.house, county.cast.office, figures, then);
  expect(before < (await reading(county.house, county.cast.office, lastAct))).toBe(true);
});

test('its files are gone from the store, but not what is attached elsewhere too', async () => {
  const [one, two] = [await lived('石破天惊', '13911112222', '2022-06-30'), await lived('杨柳依依', '13911113333', '2022-06-30')];
  const verdict = () => verifyFiles(county.house, county.id);
  await office.send(`/ledger/${one.id}/erasure`, { reason: '本人要求' });
  expect(await verdict()).toMatchObject({ damaged: [], unnamed: [] });
  expect((await worker.json(`/ledger/${two.id}`)).body.attachments).toHaveLength(1);
  for (const { id } of (await due('2025-07-01')).rows) await office.send('/ledger-erasure', { ids: [id] });
  await office.send(`/ledger/${two.id}/erasure`, { reason: '本人要求' });
  expect(await verdict()).toEqual({ files: 0, damaged: [], unnamed: [] });
});

test('what is not due is erased on its own page with a reason, by the office, once', async () => {
  const entry = await lived('潘江陆海', '13977778888', '2030-01-01');
  expect(await office.send('/ledger-erasure', { ids: [entry.id] })).toMatchObject({ status: 409 });
  expect((await worker.send(`/ledger/${entry.id}/erasure`, { reason: '本人要求' })).status).toBe(403);
  expect((await office.send(`/ledger/${entry.id}/erasure`, {})).status).toBe(422);
  expect((await office.send(`/ledger/${entry.id}/erasure`, { reason: '潘江陆海本人要求' })).status).toBe(200);
  expect(await tablesHolding(county, ['潘江陆海'])).toEqual([]);
  expect((await office.send(`/ledger/${entry.id}/erasure`, { reason: '再清一次' })).body.detail).toContain('已于');
  await expect(county.act((act) => take(act, ledgerEntry, entry.id, 'reopen', { reason: '再办', effect: effects['reopen'] }), county.cast.worker)).resolves.toMatchObject({ reporter: null, phone: null });
});
