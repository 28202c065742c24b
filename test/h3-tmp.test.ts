import { mkdtemp } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test, expect } from 'vitest';
import { openCounty, slices } from '#county.ts';
import { listen } from '#platform/http/listen.ts';
import { openHouse } from '#platform/records/house.ts';
import { today } from '#platform/time.ts';
import { buildAssets } from '#platform/ui/build-assets.ts';
import { DEMO_PASSWORD, demoPosts } from '../db/demo-county/institutions.ts';
import { loadDemoCounty } from '../db/demo-county/load.ts';
import { openBrowser } from './setup/browser.ts';
import { testDatabase } from './setup/database.ts';

test('look', { timeout: 400_000 }, async () => {
  const assets = await mkdtemp(join(tmpdir(), 'assets-'));
  await buildAssets(assets);
  const database = await testDatabase();
  const house = await openHouse(database.appPool, slices);
  console.log('loading'); const t = Date.now();
  await loadDemoCounty(database.ownerPool, house, today(), () => undefined).catch((e: any) => console.log("demo:", e.message));
  console.log('loaded', Date.now() - t);
  const server = await listen(openCounty(house, assets), 0);
  const address = `http://localhost:${server.port}`;
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(address + '/login');
    await page.getByLabel('登录名').fill('office');
    await page.getByLabel('密码').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(`${address}/`);
    console.log(page.url());
    const claims = ((await (await context.request.get(address + '/api/v1/figures')).json()) as any);
    console.log(JSON.stringify({ f: claims.figures?.map((f: any) => [f.name, f.value, f.unit]), r: claims.ratios, c: claims.claims?.map((c: any) => [c.name, c.verdict, c.examined, c.counter_examples.length, c.otherwise]) }, null, 1));
    const pages: Record<string, string> = { figures: '/figures', claim: `/claims/${claims.claims?.find((c: any) => c.verdict === 'refused')?.name}`, ratio: `/figures/${claims.ratios?.[0]?.name}`, speech: '/speech', template: '/speech-templates/new', templates: '/speech-templates', override: '/claim-overrides/new', speeches: '/speeches' };
    for (const [name, path] of Object.entries(pages)) {
      for (const [size, width, elder] of [['desk', 1366, false], ['phone', 390, false], ['elder', 390, true]] as const) {
        await context.addCookies([{ name: 'elder', value: elder ? '1' : '0', url: address }]);
        await page.setViewportSize({ width, height: 860 });
        const t = Date.now();
        const answer = await page.goto(address + path);
        console.log(name, size, answer?.status(), Date.now() - t, 'overflow', await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
        await page.screenshot({ path: `/tmp/h3/pics/${name}-${size}.png`, fullPage: true });
        if (size !== 'phone') { const r = await new AxeBuilder({ page }).analyze(); for (const v of r.violations) console.log('AXE', name, size, v.id, v.nodes.slice(0, 2).map((n) => n.html.slice(0, 200))); }
      }
    }
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of Object.values(pages)) { await page.goto(address + path); const o = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'); if (o) console.log('320', path, o); }
    const file = await context.request.get(address + '/speech.docx'); writeFileSync('/tmp/h3/speech.docx', await file.body());
  } finally { await browser.close(); await server.close(); await database.drop(); }
});
