import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, phone, seen } from '../setup/hands.ts';
import { wireTo, type Wire } from '../setup/network.ts';
import { stage, type Stage } from '../setup/stage.ts';

interface Manifest {
  start_url: string;
  scope: string;
  display: string;
  name: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
}

describe.skipIf(!hasBrowser())('the program is put on a telephone', { timeout: 60_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let wire: Wire;
  let page: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    wire = await wireTo(Number(new URL(theatre.address).port));
    page = await comeIn(county, { ...theatre, address: wire.address }, { name: '王小梅', role: 'worker', committee: county.here.committee }, phone);
  }, 60_000);
  afterAll(async () => {
    await wire?.close();
    await theatre?.close();
  });

  const manifestOf = async (): Promise<Manifest> => {
    const address = await page.locator('link[rel=manifest]').getAttribute('href');
    const answer = await page.request.get(wire.address + address!);
    expect(answer.headers()['content-type']).toContain('application/manifest+json');
    return answer.json() as Promise<Manifest>;
  };

  test.each([['/', '/'], ['/r/test', '/r/test'], ['/login', '/']])('%s may be installed and begins at %s', async (path, start) => {
    await page.goto(wire.address + path);
    const manifest = await manifestOf();
    expect(manifest).toMatchObject({ name: '连心桥', start_url: start, scope: '/', display: 'standalone' });
    for (const { src, sizes, type } of manifest.icons) {
      const answer = await page.request.get(wire.address + src);
      expect(answer.headers()['content-type']).toContain(type);
      if (sizes === 'any') continue;
      const { width, height } = await sharp(await answer.body()).metadata();
      expect(`${width}x${height}`).toBe(sizes);
    }
    const session = await page.context().newCDPSession(page);
    expect((await session.send('Page.getAppManifest')).errors).toEqual([]);
    expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
  });

  test('what begins elsewhere begins at the first page', async () => {
    for (const start of ['https://elsewhere.example/', '//elsewhere.example', '/logout', '/r/test/../../logout', '/r/a b']) {
      const answer = await page.request.get(`${wire.address}/app.webmanifest?start=${encodeURIComponent(start)}`);
      expect(((await answer.json()) as Manifest).start_url, start).toBe('/');
    }
  });

  test('without a network it opens all the same, leads to the sheets that lie on the telephone, and goes on when there is one', async () => {
    await page.goto(`${wire.address}/ledger/new`);
    await expect.poll(() => page.evaluate(`(async () => Boolean(await caches.match('/offline')) && Boolean(await caches.match('/ledger/new')) && Boolean((await navigator.serviceWorker.getRegistration('/'))?.active))()`), { timeout: 20_000 }).toBe(true);
    expect(await page.evaluate("caches.match('/offline').then((kept) => kept.text())")).not.toMatch(/王小梅|csrf/);
    wire.cut();
    await page.context().setOffline(true);
    await page.goto(`${wire.address}/`);
    await page.getByRole('heading', { name: '现在没有网络' }).waitFor();
    await page.getByRole('link', { name: '民情台账' }).waitFor();
    expect(await page.locator('offline-home a:visible').count(), 'only what was put by').toBe(1);
    await seen(page, 'offline-first-page');
    await page.getByRole('link', { name: '民情台账' }).click();
    await page.getByRole('heading', { name: '先记下来' }).waitFor();
    await page.getByLabel('反映事项').fill('山上说的：水窖裂了');
    await page.getByRole('button', { name: '存在这台设备上' }).click();
    await page.getByText('共1条').waitFor();
    await page.goto(`${wire.address}/ledger`);
    await page.getByText('1 条在这台设备上').waitFor();
    wire.mend();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: '民情台账', level: 1 }).waitFor();
  });
});
