import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSite } from '#county.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { openSite } from '#platform/http/site.tsx';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { effects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { newReceipt, spaced, typedReceipt } from '#duties/receipt.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

const assets = mkdtempSync(join(tmpdir(), 'lxq-assets-'));
let county: TestCounty;
let ask: (path: string, init?: RequestInit) => Promise<Response>;
beforeAll(async () => {
  writeFileSync(join(assets, 'manifest.json'), '{}');
  county = await testCounty([opinionsSlice]);
  const app = openSite(buildSite(), { house: county.house, counties: knownCounties(county.house), menu: { groups: () => [], tabs: () => [] }, assets });
  ask = async (path, init) => app.request(`http://localhost${path}`, init);
});
afterAll(async () => {
  rmSync(assets, { recursive: true });
  await county.drop();
});

const send = (fields: Record<string, string>, committee = county.here.committee) =>
  ask(`/r/test/${committee}`, { method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
const entries = () => reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { limit: 100 }));
const receiptIn = (answer: Response): string => new URL(answer.headers.get('location')!, 'http://localhost').searchParams.get('receipt')!;

test('the page asks three things, says beforehand what happens to them, and is light', async () => {
  const answer = await ask(`/r/test/${county.here.committee}`);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(Buffer.byteLength(html)).toBeLessThan(15_000);
  expect([...html.matchAll(/<(?:input|textarea|select)[^>]*name="(\w+)"/g)].map(([, name]) => name).filter((name) => !['csrf', 'request_id', 'elder', 'contrast', 'back', 'website', 'files'].includes(name!))).toEqual(['matter', 'place', 'phone']);
  expect(html.indexOf('只有经办人员和县政协办公室看得到您的电话')).toBeLessThan(html.indexOf('name="matter"'));
});

test('a report becomes an entry of that committee, once, and its holder learns only where it stands', async () => {
  const form = { matter: '村口路灯坏了', place: '岩脚村', phone: '138 1234 5678', request_id: 'resident-1' };
  const first = await send(form);
  expect(first.status).toBe(303);
  const receipt = receiptIn(first);
  expect(receiptIn(await send(form))).toBe(receipt);
  const [entry, ...others] = await entries();
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ committee_id: county.here.committee, state: 'received', way: 'qr', matter: '村口路灯坏了', place: '岩脚村', phone: '13812345678', receipt });
  const page = await (await ask(`/r/test/status?receipt=${spaced(receipt).toLowerCase().replace(' ', '%20')}`)).text();
  expect(page).toContain('等待工作人员办理');
  expect(page).not.toMatch(/路灯|13812345678|岩脚村/);
  await county.act((act) => take(act, ledgerEntry, entry!.id, 'answer', { input: { outcome_text: '已请供电所明日来修', answered_on: '2025-05-08' }, effect: effects['answer'] }), county.cast.worker);
  const answered = await ask(`/api/v1/r/test/status?receipt=${receipt}`);
  const told = (await answered.json()) as object;
  expect(told).toMatchObject({ receipt, place: '白石镇', received_on: entry!.received_on, state: 'answered', stateLabel: '已答复', answered_on: '2025-05-08', closed_on: null, answer: '已请供电所明日来修', clock: null });
  expect(JSON.stringify(told)).not.toMatch(/路灯|13812345678|岩脚村/);
});

test('what is said of the handling before the answer is not shown', async () => {
  const receipt = receiptIn(await send({ matter: '河道有异味', place: '新寨村' }));
  const entry = (await entries()).find((one) => one.receipt === receipt)!;
  await county.act((act) => take(act, ledgerEntry, entry.id, 'handle', { input: { handling: 'transferred', handler: '环保所' }, effect: effects['handle'] }), county.cast.worker);
  const page = await (await ask(`/r/test/status?receipt=${receipt}`)).text();
  expect(page).toContain('正在办理');
  expect(page).not.toContain('环保所');
  await expect(county.act((act) => take(act, ledgerEntry, entry.id, 'close', { input: { outcome: 'solved', closed_on: '2025-05-09' }, effect: effects['close'] }), county.cast.worker)).rejects.toThrow('请先答复群众');
});

test.each([
  [{ place: '岩脚村' }, '请填写“您想反映什么”'],
  [{ matter: '路', place: '' }, '请填写“在哪个村（社区）”'],
  [{ matter: '路', place: '岩脚村', phone: '1381234567' }, '“联系电话”看起来多了或少了数字'],
  [{ matter: '路'.repeat(501), place: '岩脚村' }, '最多500个字'],
  [{ matter: '路', place: '岩脚村', website: 'http://example.invalid' }, '应当留空'],
  [{ matter: '\u0000', place: '岩脚村' }, '请填写“您想反映什么”'],
])('report %# comes back with a sentence and what was typed', async (fields: object, sentence) => {
  const before = (await entries()).length;
  const answer = await send(fields as Record<string, string>);
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain(sentence);
  for (const typed of Object.values(fields).filter((text) => text !== '' && text !== '\u0000' && !text.startsWith('http'))) expect(html).toContain(typed);
  expect((await entries()).length).toBe(before);
}, 20_000);

test('unknown places, counties and receipts are told so', async () => {
  expect((await ask('/r/test/nonsense')).status).toBe(404);
  expect((await ask('/r/elsewhere')).status).toBe(404);
  expect((await send({ matter: '路', place: '村' }, crypto.randomUUID())).status).toBe(404);
  expect((await ask('/r/test/status?receipt=A3K7Q2M2')).status).toBe(404);
  const malformed = await ask('/r/test/status?receipt=%E5%A5%BD');
  expect([malformed.status, await malformed.text()]).toEqual([422, expect.stringContaining('8位字母和数字')]);
  expect(await (await ask('/r/test')).text()).toContain('白石镇');
});

test('receipts are unambiguous and read in any spelling', () => {
  const many = Array.from({ length: 2_000 }, newReceipt);
  expect(new Set(many).size).toBe(2_000);
  expect(many.every((one) => /^[2-9A-HJ-NP-Z]{8}$/.test(one) && typedReceipt(spaced(one).toLowerCase()) === one)).toBe(true);
  expect(['A3K7Q2M', 'A3K7Q2MO', '', '好'].map(typedReceipt)).toEqual([undefined, undefined, undefined, undefined]);
});

test('trying receipt numbers and sending without end are stopped politely', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 25; n += 1) statuses.push((await ask(`/r/test/status?receipt=${newReceipt()}`)).status);
  expect(statuses.at(-1)).toBe(429);
  const sends: Response[] = [];
  for (let n = 0; n < 31; n += 1) sends.push(await send({ matter: `第${n}件`, place: '村' }));
  const last = sends.at(-1)!;
  expect([last.status, await last.text()]).toEqual([429, expect.stringContaining('第30件')]);
}, 60_000);
