import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseStringPromise } from 'xml2js';
import { buildSite } from '#county.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { openSite } from '#platform/http/site.tsx';
import { reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { effects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { enterPartner } from '#duties/opinions/open311/actions.ts';
import { entriesFromSystems } from '#duties/opinions/open311/facts.ts';
import { keyed, newKey } from '#duties/opinions/open311/keys.ts';
import { partnerFields, partnerSystem, type PartnerSystem } from '#duties/opinions/open311/record.ts';
import { release, type Release } from '#duties/opinions/releases/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { faultsOfPath } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { siteOf } from '../../../../test/visitor.ts';

const assets = mkdtempSync(join(tmpdir(), 'lxq-assets-'));
const keys = { hotline: newKey(), neighbour: newKey(), reader: newKey(), gone: newKey() };
let county: TestCounty;
let ask: (path: string, init?: RequestInit) => Promise<Response>;
let hotline: PartnerSystem;

beforeAll(async () => {
  writeFileSync(join(assets, 'manifest.json'), '{}');
  county = await testCounty([opinionsSlice]);
  const app = openSite(buildSite(), { house: county.house, counties: knownCounties(county.house), menu: { groups: () => [], tabs: () => [] }, assets });
  ask = async (path, init) => app.request(`http://localhost/open311${path}`, init);
  await county.act(async (act) => {
    const partner = async (name: string, key: string, rights = 'write') => {
      const { id } = await enterPartner(act, { name, rights }, {});
      return take<PartnerSystem>(act, partnerSystem, id, 'issue', { effect: keyed(key) });
    };
    hotline = await partner('12345热线', keys.hotline);
    await partner('邻县民情系统', keys.neighbour);
    await partner('县大数据局', keys.reader, 'read');
    const { id } = await partner('旧热线', keys.gone);
    await take(act, partnerSystem, id, 'revoke', { reason: '热线已合并' });
  }, county.cast.office);
});
afterAll(async () => {
  rmSync(assets, { recursive: true });
  await county.drop();
});

const tooLong = '长'.repeat(2_001);
const send = (fields: Record<string, string>, ending = 'json') =>
  ask(`/v2/test/requests.${ending}`, { method: 'POST', body: new URLSearchParams({ api_key: keys.hotline, service_code: '01', address_string: '白石镇', description: '路坏了', ...fields }), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
const sent = async (fields: Record<string, string>): Promise<string> => ((await (await send(fields)).json()) as { service_request_id: string }[])[0]!.service_request_id;
const entryOf = (id: string) => reading(county.house, county.cast.office, (look) => find(look, ledgerEntry, id));
const requests = async (query: Record<string, string>) => (await ask(`/v2/test/requests.json?${new URLSearchParams(query)}`)).json() as Promise<Record<string, any>[]>;

describe('what is refused, in the form of the standard', () => {
  test.each([
    [403, { api_key: '' }, '密钥由县政协办公室发放'], [403, { api_key: 'wrong' }, '请向县政协办公室核对密钥'], [403, { api_key: keys.gone }, '已经停用'], [403, { api_key: keys.reader }, '只能查询，不能送件'],
    [400, { service_code: '' }, 'service_code'], [404, { service_code: '77' }, '不在本县的事项类别里'], [400, { address_string: '' }, '请写明地点'], [400, { address_string: '无名街' }, '没有看出在哪个乡镇'],
    [400, { address_string: '', lat: '27.9' }, 'lat 和 long 要一起写'], [400, { lat: '270', long: '109' }, 'lat 请写十进制度数'], [400, { media_url: 'javascript:alert(1)' }, '完整的网址'],
    [400, { phone: '12' }, '手机号11位'], [404, { jurisdiction_id: 'elsewhere' }, '不是这个县'], [400, { 'attribute[committee]': '没有的镇' }, '不是本县现有的乡镇'], [400, { description: tooLong }, '最多2000个字'],
  ])('%i for %#', async (status, fields, words) => {
    const before = await reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { limit: 1_000 }));
    const answer = await send(fields as Record<string, string>);
    const errors = (await answer.json()) as { code: number; description: string }[];
    expect([answer.status, errors[0]?.code]).toEqual([status, status]);
    expect(errors.map(({ description }) => description).join()).toContain(words);
    const inXml = await send(fields as Record<string, string>, 'xml');
    expect(inXml.headers.get('content-type')).toContain('text/xml');
    expect((await parseStringPromise(await inXml.text())).errors.error[0].code).toEqual([String(status)]);
    expect(await reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { limit: 1_000 }))).toHaveLength(before.length);
  });

  test.each([
    [400, '/v2/test/requests.json?start_date=gestern'], [400, '/v2/test/requests.json?start_date=2026-01-01&end_date=2026-06-01'], [400, '/v2/test/requests.json?status=offen'], [400, '/v2/test/requests.json?start_date=2026-03-01&end_date=2026-02-01'],
    [404, '/v2/test/requests/0198c000-0000-7000-8000-0000000000ff.json'], [404, '/v2/test/services/77.json'], [404, '/v2/test/tokens/x.json'], [404, '/v2/test/anything'], [404, '/v2/nowhere/services.json'], [404, '/nowhere/discovery.json'], [403, '/v2/test/requests.json?api_key=wrong'],
  ])('%i for %s', async (status, path) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/json; charset=utf-8']);
    expect(await answer.json()).toEqual([{ code: status, description: expect.stringMatching(/[。！？]$/) }]);
  });
});

test('XML says what JSON says', async () => {
  const id = await sent({ 'attribute[source_id]': 'X-1', description: '<b>&路 "坏"</b>\u0001' });
  for (const [path, root, item] of [['/v2/test/services', 'services', 'service'], [`/v2/test/requests/${id}`, 'service_requests', 'request'], [`/v2/test/tokens/${id}`, 'service_requests', 'request']] as const) {
    const query = `?api_key=${keys.hotline}`;
    const inJson = (await (await ask(`${path}.json${query}`)).json()) as Record<string, unknown>[];
    const inXml = await parseStringPromise(await (await ask(`${path}.xml${query}`)).text(), { explicitArray: false });
    const items = [inXml[root][item]].flat();
    expect(items).toEqual(inJson.map((one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value === null ? '' : String(value)]))));
  }
  const definition = await parseStringPromise(await (await ask('/v2/test/services/01.xml')).text());
  expect(definition.service_definition.attributes[0].attribute[0].values[0].value.map(({ name }: { name: string[] }) => name[0])).toContain('白石镇');
  const found = await parseStringPromise(await (await ask('/test/discovery.xml')).text());
  expect(found.discovery.endpoints[0].endpoint[0].url).toEqual(['http://localhost/open311/v2/test']);
  expect(found.discovery.endpoints[0].endpoint[0].formats[0].format).toEqual(['text/xml', 'application/json']);
});

test('the same thing sent twice is one entry: by its number, by its content, and not across systems', async () => {
  const first = await sent({ 'attribute[source_id]': 'A-1', description: '水管漏水' });
  expect(await sent({ 'attribute[source_id]': 'A-1', description: '水管还在漏水' })).toBe(first);
  expect(await sent({ 'attribute[source_id]': 'A-1', api_key: keys.neighbour })).not.toBe(first);
  const unnumbered = await sent({ description: '没有编号的事' });
  expect(await sent({ description: '没有编号的事' })).toBe(unnumbered);
  expect(await sent({ description: '没有编号的另一件事' })).not.toBe(unnumbered);
  expect(new Set(await Promise.all(Array.from({ length: 5 }, () => sent({ 'attribute[source_id]': 'A-2' })))).size).toBe(1);
  const { rows } = await county.act((act) => act.db.selectFrom('journal').select('content').where('county_id', '=', county.id).where('record_id', '=', first).execute().then((all) => ({ rows: all })), county.cast.office);
  expect(rows.map(({ content }) => JSON.parse(content))).toEqual([expect.objectContaining({ step: 'create', relation: 'partner_system' })]);
});

test('where it belongs: the attribute, then the longest place in the address, then what the county chose', async () => {
  const at = async (fields: Record<string, string>) => (await entryOf(await sent(fields)))!.committee_id;
  expect(await at({ address_string: '白石镇一组', 'attribute[committee]': county.there.committee })).toBe(county.there.committee);
  expect(await at({ address_string: '小河乡二组' })).toBe(county.there.committee);
  expect(await at({ address_string: '', address_id: county.here.committee })).toBe(county.here.committee);
  const longer = await county.act((act) => create<Committee>(act, committee, { state: 'established', name: '小白石镇政协联络委', place: '小白石镇', place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: 9 } as Partial<Committee>));
  expect(await at({ address_string: '小白石镇一组' })).toBe(longer.id);
  await county.act(async (act) => {
    const { id } = await enterPartner(act, { name: '市级平台', rights: 'write', committee_id: county.there.committee }, {});
    await take(act, partnerSystem, id, 'issue', { effect: keyed('market-key') });
  }, county.cast.office);
  expect(await at({ api_key: 'market-key', address_string: '', lat: '27.1', long: '109.1' })).toBe(county.there.committee);
});

test('a picture comes along as a multipart form; attributes that nobody knows are told', async () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ api_key: keys.hotline, service_code: '04', address_string: '白石镇', description: '垃圾没人拉', 'attribute[colour]': '红' })) form.set(name, value);
  form.append('files', new File([await (await import('sharp')).default({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).jpeg().toBuffer() as Uint8Array<ArrayBuffer>], '现场.jpg'));
  const answer = await ask('/v2/test/requests.json', { method: 'POST', body: form });
  expect(answer.status).toBe(201);
  const [entered] = (await answer.json()) as { service_request_id: string; service_notice: string }[];
  expect(entered!.service_notice).toContain('没有登记不认识的属性：colour。');
  const files = await county.act((act) => act.db.selectFrom('attachments').select('name').where('county_id', '=', county.id).where('record_id', '=', entered!.service_request_id).execute(), county.cast.office);
  expect(files).toEqual([{ name: '现场.jpg' }]);
});

test('who may ask what: its own with texts, what is public for everybody, of anything else only how it stands', async () => {
  const id = await sent({ 'attribute[source_id]': 'S-1', description: '村民王小花说路灯坏了，电话13900001111', last_name: '王', first_name: '小花', media_url: 'https://example.org/a.jpg' });
  const [own] = await requests({ api_key: keys.hotline, service_request_id: id });
  expect(own).toMatchObject({ description: expect.stringMatching(/^村民王某说路灯坏了，电话\W电话号码略\W$/), media_url: 'https://example.org/a.jpg', status_notes: '已登记' });
  for (const other of [{}, { api_key: keys.neighbour }, { api_key: keys.reader }] as Record<string, string>[]) {
    expect((await requests({ ...other, service_request_id: id }))[0]).toMatchObject({ status: 'open', description: '', address: '', media_url: null, lat: null });
    expect((await requests(other)).map(({ service_request_id }) => service_request_id)).not.toContain(id);
  }
  await county.act(async (act) => {
    await take(act, ledgerEntry, id, 'answer', { input: { outcome_text: '已换灯', answered_on: '2026-11-20' }, effect: effects['answer'] });
    await create<Release>(act, release, { entry_id: id, committee_id: county.here.committee, author_id: null, title: '路灯', matter: '村口路灯坏了', answer: '已经换新', state: 'published', published_on: '2026-11-21' } as Partial<Release>);
  }, county.cast.worker);
  expect((await requests({})).find((one) => one['service_request_id'] === id)).toMatchObject({ description: '村口路灯坏了', status_notes: '已答复：已经换新', media_url: null });
  const typed = await county.act((act) => create<LedgerEntry>(act, ledgerEntry, { committee_id: county.here.committee, received_on: '2026-11-20', precision: 'day', matter: '自己登记的', number: 9_999, dispute: false, state: 'received' } as Partial<LedgerEntry>), county.cast.worker);
  expect(await requests({ service_request_id: typed.id })).toEqual([]);
});

test('what is erased takes the address of the picture along', async () => {
  const id = await sent({ 'attribute[source_id]': 'E-1', media_url: 'https://example.org/face.jpg', last_name: '王' });
  await county.act((act) => take(act, ledgerEntry, id, 'void', { reason: '重复登记' }), county.cast.worker);
  await county.act((act) => take(act, ledgerEntry, id, 'erase', { reason: '期满', effect: effects['erase'] }), county.cast.office);
  expect((await requests({ api_key: keys.hotline, service_request_id: id }))[0]).toMatchObject({ status: 'closed', status_notes: '已作废', media_url: null });
});

test('filters: state, category, days', async () => {
  const id = await sent({ service_code: '07', 'attribute[source_id]': 'F-1' });
  const has = async (query: Record<string, string>) => (await requests({ api_key: keys.hotline, ...query })).some(({ service_request_id }) => service_request_id === id);
  expect(await has({})).toBe(true);
  expect(await has({ service_code: '01,07', status: 'open,closed' })).toBe(true);
  expect(await has({ service_code: '01' })).toBe(false);
  expect(await has({ status: 'closed' })).toBe(false);
  expect(await has({ start_date: '2020-01-01', end_date: '2020-03-01' })).toBe(false);
  expect(await has({ start_date: new Date(Date.now() - 60_000).toISOString() })).toBe(true);
});

test('no personal data in any answer, whatever is sent, in both formats', async () => {
  const surname = fc.constantFrom('李', '王', '张');
  const person = fc.record({ last_name: surname, first_name: fc.constantFrom('大勇', '小花', '秀'), phone: fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String) });
  const words = fc.constantFrom('来电', '家门口的路', '，', '说电话是', ' ');
  await fc.assert(fc.asyncProperty(person, fc.boolean(), fc.array(words, { minLength: 1, maxLength: 4 }), fc.uuid(), async (who, reporting, around, number) => {
    const name = who.last_name + who.first_name;
    const somebody = reporting ? name : `村民${name}`; // a reporter is known, of anybody else only what stands before the name tells it
    const id = await sent({ ...(reporting ? who : {}), description: `${somebody}说${around.join(`，${somebody}说`)}，${who.phone}`, address_string: `白石镇${somebody}家`, 'attribute[source_id]': number });
    await county.act((act) => take(act, ledgerEntry, id, 'answer', { input: { outcome_text: `已电话告知${somebody}，号码${who.phone}`, answered_on: '2026-11-20' }, effect: effects['answer'] }), county.cast.worker);
    for (const ending of ['json', 'xml']) {
      const answer = await (await ask(`/v2/test/requests/${id}.${ending}?api_key=${keys.hotline}`)).text();
      expect(answer).toContain(id);
      expect(answer).not.toContain(name);
      expect(answer).not.toContain(who.phone);
    }
  }), { numRuns: 20 });
});

test('whatever is sent, the answer is one of the standard', async () => {
  const nasty = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('', '\u0000', '\ud800', '长'.repeat(5_000), '-91', '1e5', '%', "'", '<x>', '2026-02-30', '2026-01-01T25:00:00Z', '0000-00-00', 'null'));
  const names = ['service_code', 'description', 'lat', 'long', 'address_string', 'address_id', 'phone', 'media_url', 'jurisdiction_id', 'attribute[committee]', 'attribute[people_affected]', 'attribute[', 'start_date', 'end_date', 'status', 'service_request_id', 'api_key'];
  await fc.assert(fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), nasty), fc.constantFrom('POST', 'GET'), fc.constantFrom('json', 'xml'), nasty, async (fields, method, ending, id) => {
    const query = new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, value.toWellFormed()]));
    const answers = method === 'POST' ? [await send(fields, ending)] : [await ask(`/v2/test/requests.${ending}?${query}`), await ask(`/v2/test/requests/${encodeURIComponent(id.toWellFormed())}.${ending}?${query}`)];
    for (const answer of answers) {
      const text = await answer.text();
      expect([200, 201, 400, 403, 404]).toContain(answer.status);
      if (answer.headers.get('content-type')!.includes('xml')) await parseStringPromise(text);
      else JSON.parse(text);
    }
  }), { numRuns: 80 });
});

test('the office makes keys, sees them once, and takes them back', async () => {
  const visitor = siteOf(county, [opinionsSlice]);
  const office = await visitor({ role: 'county_office' });
  const worker = await visitor({ role: 'worker', committee: county.here.committee });
  expect((await worker.json('/partner-systems')).body.total).toBe(0);
  expect((await worker.send('/partner-systems', { name: '我的系统', rights: 'write' })).status).toBe(403);
  expect((await office.send('/partner-systems', { name: '12345热线', rights: 'read' })).body.fields.name).toContain('已经登记过');
  const { body: entered } = await office.send('/partner-systems', { name: '开发区热线', rights: 'write' });
  const { status, body } = await office.send(`/partner-systems/${entered.id}/key`, { request_id: 'issue-key-1' });
  expect([status, body.key.length]).toEqual([201, 43]);
  expect((await office.send(`/partner-systems/${entered.id}/key`, { request_id: 'issue-key-1' })).body.key).toBeNull();
  expect((await send({ api_key: body.key })).status).toBe(201);
  const shown = await office.json(`/partner-systems/${entered.id}`);
  expect(shown.body).toMatchObject({ state: 'active', key_end: body.key.slice(-4) });
  expect(JSON.stringify([shown.body, (await office.json('/partner-systems')).body])).not.toMatch(/key_hash/);
  expect((await office.send(`/partner-systems/${entered.id}`, { name: '改名' }, 'PATCH')).body.fields.name).toContain('不能再改');
  const { body: renewed } = await office.send(`/partner-systems/${entered.id}/new-key`, {});
  expect((await send({ api_key: body.key })).status).toBe(403);
  expect((await send({ api_key: renewed.key, description: '换发以后' })).status).toBe(201);
  await office.send(`/partner-systems/${entered.id}/revocation`, { reason: '不再对接' });
  expect((await send({ api_key: renewed.key, description: '停用以后' })).status).toBe(403);
});

test('the key stands on a page of its own in the browser that asked for it, and the guide is for the office', async () => {
  const visitor = siteOf(county, [opinionsSlice]);
  const office = await visitor({ role: 'county_office' });
  const page = await office.get(`/partner-systems/${hotline.id}/key`);
  expect(page.text).toContain('已经不再显示');
  expect(page.text).not.toContain(keys.hotline);
  const shown = await (await office.fetch(`/partner-systems/${hotline.id}/key`)).text();
  expect(shown).toContain(`末四位是 ${keys.hotline.slice(-4)}`);
  expect((await office.get('/partner-systems-guide')).text).toContain('/open311/v2/test/requests.json');
  expect((await (await visitor({ role: 'leader' })).get('/partner-systems-guide')).status).toBe(404);
});

test('the path, the relations and the figure', async () => {
  expect(faultsOfPath(partnerSystem)).toEqual([]);
  await expectRelationsAgree(county.house, partnerSystem, partnerFields);
  await expectListsEqualFigures(county.house, [entriesFromSystems], { actors: [county.cast.office, county.cast.worker], committees: [county.here.committee, county.there.committee] });
});
