import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { healthRoutes } from './routes.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ appConnections: 2 });
});
afterAll(() => database.drop());

const routes = (more: { dataDir?: string; token?: string } = {}) => {
  const app = new Hono().route('/', healthRoutes({ app: database.appPool, owner: database.ownerPool, election: { led: true }, dataDir: '/', ...more }));
  app.get('/ledger', (context) => context.text('page'));
  app.get('/broken', (context) => context.text('', 500));
  return app;
};

test('alive without the database; ready only with it and with room on the disk', async () => {
  const app = routes();
  expect((await app.request('/health/live')).status).toBe(200);
  expect(await (await app.request('/health/ready')).json()).toEqual({ ready: true, database: true, disk: true });
  expect((await routes({ dataDir: '/not/there' }).request('/health/ready')).status).toBe(503);
  const held = await Promise.all([database.appPool.connect(), database.appPool.connect()]);
  const busy = await app.request('/health/ready');
  expect([busy.status, await busy.json()]).toEqual([503, { ready: false, database: false, disk: true }]);
  expect((await app.request('/health/live')).status).toBe(200);
  for (const client of held) client.release();
});

test('the measures are told only to whoever has the token, in the text format of Prometheus', async () => {
  expect((await routes().request('/metrics')).status).toBe(404);
  const app = routes({ token: 'a long token' });
  for (const authorization of ['', 'Bearer wrong', 'Bearer a long tokem']) expect((await app.request('/metrics', { headers: { authorization } })).status).toBe(404);
  await app.request('/ledger?q=石大山');
  await app.request('/broken');
  await app.request('/ledger', { method: 'INVENTED' });
  const text = await (await app.request('/metrics', { headers: { authorization: 'Bearer a long token' } })).text();
  expect(text).toMatch(/^lianxinqiao_requests_total\{method="GET",status="200"\} 1$/m);
  expect(text).toMatch(/^lianxinqiao_requests_total\{method="GET",status="500"\} 1$/m);
  expect(text).toMatch(/method="other"/);
  expect(text).toMatch(/^lianxinqiao_request_seconds_bucket\{le="\+Inf"\} 3$/m);
  expect(text).toMatch(/^lianxinqiao_leads 1$/m);
  expect(text).not.toMatch(/石大山|ledger|INVENTED/);
  const samples = text.trim().split('\n').filter((line) => !line.startsWith('#'));
  for (const line of samples) expect(line).toMatch(/^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? [\d.e+-]+$/);
});
