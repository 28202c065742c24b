import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tellBridges } from '#platform/bridges/outbox.ts';
import { bridge, type Bridge } from '#platform/bridges/record.ts';
import { mount } from '#platform/bridges/routes.tsx';
import { sendDue, WAITS } from '#platform/bridges/sending.ts';
import { reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { unit, type Unit } from '#institutions/units/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { tablesHolding } from '../../../test/leaks.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

/** A receiver of another make, with the library that others verify by. */
let receiver: Server;
let address: string;
let received: { headers: IncomingHttpHeaders; body: string }[];
let status: number;
let county: TestCounty;
let office: Visitor;
let worker: Visitor;
const env = { ALLOW_PRIVATE_ADDRESSES: '1', PUBLIC_URL: 'https://zx.example.cn' };

beforeAll(async () => {
  process.env['ALLOW_PRIVATE_ADDRESSES'] = '1';
  receiver = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(pieces).toString() });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const slices = [{ records: [unit, bridge], mount, follows: tellBridges }];
  county = await testCounty(slices);
  county.house.indexSoon = undefined;
  const visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: county.here.committee });
});
afterAll(async () => {
  delete process.env['ALLOW_PRIVATE_ADDRESSES'];
  receiver?.close();
  await county?.drop();
});
beforeEach(() => {
  received = [];
  status = 200;
});

const enter = async (more: object = {}): Promise<{ id: string; secret: string }> => {
  const { body: { id } } = await office.send('/bridges', { name: '州政务协同平台', address, kinds: '承办单位', digest: 'sha256', ...more });
  const { body: { secret } } = await office.send(`/bridges/${id}/key`, {});
  return { id, secret };
};
const stop = (id: string) => office.send(`/bridges/${id}/stop`, { reason: '测试' });
const news = (name: string) => county.act((act) => create<Unit>(act, unit, { name, side: 'government' }));
const send = (after = 1_000) => sendDue(county.house, county.id, new Date(Date.now() + after), env);
const messageOf = (id: string) => county.act(({ db }) => db.selectFrom('bridge_messages').select(['id', 'state', 'tries', 'problem', 'next_try']).where('bridge_id', '=', id).executeTakeFirstOrThrow());
/** Until the program's own sending after the commit, which nobody waits for, has noted what became of a try. */
const noted = (id: string, tries: number) => expect.poll(() => messageOf(id).then(({ tries: made, problem }) => problem !== null && made), { timeout: 10_000 }).toBe(tries);
const arrived = (count: number) => expect.poll(() => received.length, { timeout: 10_000 }).toBe(count);
const stateOf = (id: string) => reading(county.house, county.cast.office, (look) => find<Bridge>(look, bridge, id)).then((row) => row?.state);

test('what happened is told, signed by the convention, and says nothing but that it happened and where', async () => {
  const { id, secret } = await enter();
  const row = await news('县档案馆');
  await send();
  await arrived(1);
  const [{ headers, body }] = received as [(typeof received)[0]];
  const told = new Webhook(secret).verify(body, headers as object as Record<string, string>) as { type: string; data: object };
  expect(told).toEqual({ type: 'unit.create', timestamp: expect.stringMatching(/^\d{4}-.*Z$/), data: { id: row.id, record: 'unit', kind: '承办单位', page: `https://zx.example.cn/units/${row.id}` } });
  expect(body).not.toContain('档案馆');
  expect(() => new Webhook(secret).verify(body.replace('unit.create', 'unit.remove'), headers as object as Record<string, string>)).toThrow(WebhookVerificationError);
  expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 600) } as object as Record<string, string>), 'told again later').toThrow('too old');
  await send(60_000);
  expect(received, 'and once').toHaveLength(1);
  expect((await office.get(`/bridges/${id}`)).text).toContain('送到');
  await stop(id);
});

test('an act that comes to nothing tells nothing, nor does a record of which nothing is to be told, nor an import', async () => {
  const { id } = await enter();
  await county.act(async (act) => { await create<Unit>(act, unit, { name: '不成立', side: 'government' }); throw new Error('no'); }).catch(() => undefined);
  await county.act((act) => create<Unit>(act, unit, { name: '导入的', side: 'government' }, { batch: '01a00000-0000-7000-8000-000000000001' }));
  await send();
  expect(received).toEqual([]);
  await stop(id);
});

test('what is not taken is tried again, later and later, ends, and goes once more by hand with the same id', async () => {
  const { id, secret } = await enter();
  status = 500;
  await news('县气象局');
  await noted(id, 1);
  for (const [tries, wait] of WAITS.entries()) {
    const { next_try } = await messageOf(id);
    await sendDue(county.house, county.id, new Date(next_try.getTime() - 1), env);
    expect(received, `not before ${wait} ms are over`).toHaveLength(tries + 1);
    await sendDue(county.house, county.id, next_try, env);
    await noted(id, tries + 2);
  }
  expect(received).toHaveLength(WAITS.length + 1);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  await send(100 * 86_400_000);
  expect(received).toHaveLength(WAITS.length + 1);
  const message = await messageOf(id);
  expect(message).toMatchObject({ state: 'failed', problem: '对方答复 500。' });
  expect(await stateOf(id), 'nothing came through for days').toBe('broken');
  expect((await office.get('/tasks')).status).toBeLessThan(500);
  await office.send(`/bridges/${id}/resumption`, {});
  status = 200;
  expect((await worker.send(`/bridges/${id}/messages/${message.id}/resending`, {})).status).toBe(404);
  expect((await office.send(`/bridges/${id}/messages/${message.id}/resending`, {})).status).toBe(200);
  await send();
  await arrived(WAITS.length + 2);
  const last = received.at(-1)!;
  expect(last.headers['webhook-id']).toBe(received[0]!.headers['webhook-id']);
  new Webhook(secret).verify(last.body, last.headers as object as Record<string, string>);
  await stop(id);
});

test('cut off between sending and noting it, a message is told again, never lost', async () => {
  const { id } = await enter();
  status = 500;
  await news('县林业局');
  await noted(id, 1);
  status = 200;
  await county.act(async ({ db }) => db.updateTable('bridge_messages').set({ tries: 1, next_try: new Date(Date.now() + 60_000) }).where('bridge_id', '=', id).where('state', '=', 'waiting').executeTakeFirst());
  received = [];
  await send(0);
  expect(received).toEqual([]);
  await send(180_000);
  expect(received).toHaveLength(1);
  await stop(id);
});

test('several programs that send at once send each message once', async () => {
  const { id } = await enter();
  for (let n = 0; n < 10; n++) await news(`单位${n}`);
  await Promise.all([send(), send(), send(), send()]);
  await expect.poll(() => county.act(({ db }) => db.selectFrom('bridge_messages').select('id').where('bridge_id', '=', id).where('state', '=', 'sent').execute()).then(({ length }) => length), { timeout: 10_000 }).toBe(10);
  const ids = received.map(({ headers }) => headers['webhook-id']);
  expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
  await stop(id);
});

test('HMAC-SM3 is signed under its own name, over the same words', async () => {
  const { id, secret } = await enter({ digest: 'sm3' });
  await news('县民宗局');
  await send();
  await arrived(1);
  const { headers, body } = received[0]!;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  expect(headers['webhook-signature']).toBe(`sm3,${createHmac('sm3', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`);
  await stop(id);
});

test('the secret is shown once, lies sealed, and is gone from the hands of whoever had the one before', async () => {
  const { id, secret } = await enter();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify((await office.json(`/bridges/${id}`)).body)).not.toContain(secret);
  expect((await office.get(`/bridges/${id}/key`)).text).not.toContain(secret);
  expect(await tablesHolding(county, [secret])).toEqual([]);
  const { body: renewed } = await office.send(`/bridges/${id}/new-key`, {});
  await news('县统计局');
  await send();
  await arrived(1);
  const { headers, body } = received[0]!;
  expect(() => new Webhook(secret).verify(body, headers as object as Record<string, string>)).toThrow(WebhookVerificationError);
  new Webhook(renewed.secret).verify(body, headers as object as Record<string, string>);
  await stop(id);
});

test('addresses of this machine are refused where the installation does not say otherwise, and kinds that nobody knows or may know', async () => {
  delete process.env['ALLOW_PRIVATE_ADDRESSES'];
  expect((await office.send('/bridges', { name: '内网', address, kinds: '承办单位', digest: 'sha256' })).body.fields.address).toContain('https');
  process.env['ALLOW_PRIVATE_ADDRESSES'] = '1';
  expect((await office.send('/bridges', { name: '乱写', address, kinds: '承办单位\n没有的事', digest: 'sha256' })).body.fields.kinds).toContain('没有的事');
  expect((await worker.json('/bridges')).body.total ?? 0).toBe(0);
});

test('a bridge is entered and stopped as acts, with their lines', async () => {
  const { id } = await enter();
  await county.act((act) => take<Bridge>(act, bridge, id, 'stop', { reason: '换了平台' }), county.cast.office);
  const lines = await county.act(({ db }) => db.selectFrom('journal').select('step').where('record', '=', 'bridge').where('record_id', '=', id).orderBy('seq').execute());
  expect(lines.map(({ step }) => step)).toEqual(['create', 'issue', 'stop']);
});
