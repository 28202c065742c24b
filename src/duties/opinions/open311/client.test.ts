import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Open311 from 'open311';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSite } from '#county.ts';
import { knownCounties } from '#platform/http/counties.ts';
import { listen } from '#platform/http/listen.ts';
import { openSite } from '#platform/http/site.tsx';
import { find } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { effects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { keyed, newKey } from '#duties/opinions/open311/keys.ts';
import { enterPartner } from '#duties/opinions/open311/actions.ts';
import { partnerSystem } from '#duties/opinions/open311/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

/** A client that somebody else wrote, over a real network, as a hotline would use it. */
const assets = mkdtempSync(join(tmpdir(), 'lxq-assets-'));
const key = newKey();
let county: TestCounty;
let server: Awaited<ReturnType<typeof listen>>;
let client: Open311;

beforeAll(async () => {
  writeFileSync(join(assets, 'manifest.json'), '{}');
  county = await testCounty([opinionsSlice]);
  server = await listen(openSite(buildSite(), { house: county.house, counties: knownCounties(county.house), menu: { groups: () => [], tabs: () => [] }, assets }), 0);
  await county.act(async (act) => {
    const hotline = await enterPartner(act, { name: '12345热线', rights: 'write' }, {});
    await take(act, partnerSystem, hotline.id, 'issue', { effect: keyed(key) });
  }, county.cast.office);
  client = new Open311({ discovery: `http://localhost:${server.port}/open311/test/discovery.json`, apiKey: key, jurisdiction: 'test' });
});
afterAll(async () => {
  await server.close();
  rmSync(assets, { recursive: true });
  await county.drop();
});

const asked = (ask: (answered: (error: unknown, data: any) => void) => void) =>
  new Promise<any>((resolve, reject) => ask((error, data) => (error ? reject(new Error(String(data))) : resolve(data))));

test('it discovers the county, reads its services, sends, finds what became of it', async () => {
  const found = await asked((done) => client.serviceDiscovery({ cache: true, type: 'test' }, done));
  expect(found.contact).toBe('政协云岭自治县委员会');

  const services = await asked((done) => client.serviceList(done));
  expect(services).toContainEqual(expect.objectContaining({ service_code: '01', service_name: '道路交通', group: '基础设施', type: 'realtime', metadata: true }));
  const definition = await asked((done) => client.serviceDefinition('01', done));
  expect(definition.attributes.map(({ code }: { code: string }) => code)).toEqual(['committee', 'source_id', 'people_affected', 'dispute']);
  expect(definition.attributes[0].values).toContainEqual({ key: county.here.committee, name: '白石镇' });

  const told = {
    service_code: '01', description: '石板桥垮了半边，李大勇家的孩子上学要绕路，电话13812345678', address_string: '白石镇岩脚村3组', lat: 27.9512, long: 109.1873,
    first_name: '大勇', last_name: '李', phone: '13812345678', attributes: { source_id: 'RX-2026-0001', people_affected: 40 },
  };
  const [sent] = await asked((done) => client.submitRequest(told, done));
  expect(sent.service_request_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent.service_notice).toMatch(/回执号 [2-9A-Z]{4} [2-9A-Z]{4}/);
  const [again] = await asked((done) => client.submitRequest({ ...told, description: '石板桥全垮了', phone: '13800000000', attributes: { ...told.attributes, people_affected: 90 } }, done));
  expect(again).toMatchObject({ service_request_id: sent.service_request_id, service_notice: expect.stringMatching(/以前送过.*没有改动.*回执号 [2-9A-Z]{4} [2-9A-Z]{4}/u) });
  expect(again.service_notice).toContain(sent.service_notice);

  const entry = await county.act((act) => find(act, ledgerEntry, sent.service_request_id), county.cast.worker);
  expect(entry).toMatchObject({
    committee_id: county.here.committee, way: 'hotline', category: '道路交通', place: '白石镇岩脚村3组', spot: '27.951200,109.187300', reporter: '李大勇', phone: '13812345678',
    people_affected: 40, dispute: false, source: '12345热线', source_id: 'RX-2026-0001', state: 'received', number: 1,
  });

  const [open] = await asked((done) => client.serviceRequests(sent.service_request_id, { api_key: key }, done));
  expect(open).toMatchObject({ status: 'open', status_notes: '已登记', service_code: '01', address: '白石镇岩脚村3组', lat: 27.9512, long: 109.1873, agency_responsible: '白石镇政协联络委' });
  expect(open.requested_datetime).toBeInstanceOf(Date);
  expect(Math.abs(open.requested_datetime.getTime() - Date.now())).toBeLessThan(60_000);
  expect(JSON.stringify(open)).not.toMatch(/大勇|13812345678/);
  expect(await asked((done) => client.token('RX-2026-0001', done)).catch(String)).toMatch(/404/); // the client sends no key there
  expect(await asked((done) => client.token(sent.service_request_id, done))).toEqual([{ service_request_id: sent.service_request_id, token: sent.service_request_id }]);

  await county.act(async (act) => {
    const step = (name: string, input: object) => take(act, ledgerEntry, entry!.id, name, { input: { ...input }, effect: effects[name] });
    await step('answer', { outcome_text: '已回复李大勇：桥面下周修好', answered_on: '2026-11-20' });
    await step('close', { outcome: 'solved', closed_on: '2026-11-21' });
  }, county.cast.worker);
  const [closed] = await asked((done) => client.serviceRequests({ api_key: key, status: 'closed' }, done));
  expect(closed).toMatchObject({ service_request_id: sent.service_request_id, status: 'closed', status_notes: '已办结（已解决）：已回复李某：桥面下周修好' });
});
