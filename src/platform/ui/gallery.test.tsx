import { readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { securityHeaders } from '#platform/http/security.ts';
import { hasBrowser, leaveBrowser, openBrowser } from '../../../test/setup/browser.ts';
import type { AssetManifest } from './assets.ts';
import { galleryPages } from './gallery.fixtures.tsx';
import { assetRoutes } from './serve-assets.ts';
import { crowdingOn, runningOutOn } from '../../../test/setup/layout.ts';
import { violationsOn } from '../../../test/setup/violations.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The widths at which every part is looked at: desk, half of it (200 %), phone, and the narrowest. */
const widths = { desk: 1366, half: 683, phone: 390, narrowest: 320 } as const;

const pages = Object.keys(galleryPages);

describe.skipIf(!hasBrowser())('the page parts', () => {
  let browser: Browser;
  let server: ServerType;
  let address: string;

  beforeAll(async () => {
    const app = new Hono();
    app.use(securityHeaders);
    app.route('/', assetRoutes(inject('assets')));
    app.get('/offline', (context) => context.html('')); // every page of the signed in puts it by
    app.get('/:page', async (context) => {
      const sample = galleryPages[context.req.param('page')];
      return sample ? context.html(String(await sample(context.req.query('elder') === '1'))) : context.notFound();
    });
    server = serve({ fetch: app.fetch, port: 0 });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });

  afterAll(async () => {
    if (browser) await leaveBrowser(browser);
    server?.close();
  });

  /** Opens a page and collects what the browser complains about, refused inline styles and scripts among it. */
  async function open(name: string, context: BrowserContextOptions, elder = false): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser.newContext(context)).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${address}/${name}${elder ? '?elder=1' : ''}`);
    return { page, complaints };
  }

  // Each page is opened once and made narrower; axe looks where the letters are smallest and where they are largest.
  describe.each([{ type: 'usual', elder: false, axeAt: 'desk' }, { type: 'elder', elder: true, axeAt: 'phone' }])('in $type type', ({ type, elder, axeAt }) => {
    test.each(pages)('%s is accessible, never scrolls sideways, and nothing is cut or lies over another', async (name) => {
      const { page, complaints } = await open(name, { viewport: { width: widths.desk, height: 860 } }, elder);
      for (const [size, width] of Object.entries(widths)) {
        await page.setViewportSize({ width, height: 860 });
        const picture = process.env['GALLERY'];
        if (picture) await page.screenshot({ path: join(picture, `${name}-${size}-${type}.png`), fullPage: true });
        expect(await runningOutOn(page), `${name} at ${width} px`).toEqual([]);
        expect(await crowdingOn(page), `${name} at ${width} px`).toEqual([]);
        if (size !== axeAt) continue;
        const violations = await violationsOn(page);
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });

  test.each([{ elder: false, least: 44 }, { elder: true, least: 60 }])('buttons and fields are at least $least px high on a phone', async ({ elder, least }) => {
    const { page } = await open('form', phone, elder);
    const small = await page.locator('main .btn:visible, main .form-control, main .form-select, main .form-check, .tabs a').evaluateAll(
      (found, wanted) => found.filter((one) => one.getBoundingClientRect().height < wanted - 0.5).map((one) => one.outerHTML.slice(0, 80)),
      least,
    );
    expect(small).toEqual([]);
    await page.context().close();
  });

  test('on paper there is only the record: no menus or buttons, tables as tables, the course from its beginning', async () => {
    const { page } = await open('detail', { viewport: { width: 700, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    for (const away of ['.top-bar', '.menu', '.tabs', '.detail-steps', '.head-actions', '.frame-foot']) {
      expect(await page.locator(away).first().isVisible(), away).toBe(false);
    }
    const top = async (text: string) => (await page.getByText(text, { exact: true }).first().boundingBox())!.y;
    expect(await top('李春梅起草')).toBeLessThan(await top('等待县政协办公室审查'));
    const picture = process.env['GALLERY'];
    if (picture) await page.pdf({ path: join(picture, 'detail.pdf'), format: 'A4', preferCSSPageSize: true });
    await page.goto(`${address}/list`);
    expect(await page.locator('thead').isVisible()).toBe(true);
    if (picture) await page.pdf({ path: join(picture, 'list.pdf'), format: 'A4', preferCSSPageSize: true });
    await page.context().close();
  });

  test('the first load of a desk page stays under 110 kB, a public page under 15 kB, compressed', async () => {
    const manifest = JSON.parse(await readFile(join(inject('assets'), 'manifest.json'), 'utf8')) as AssetManifest;
    const bytes = async (...names: (keyof typeof manifest)[]) => {
      const sized = await Promise.all(names.map((name) => stat(join(inject('assets'), `${manifest[name]}.br`))));
      return sized.reduce((sum, { size }) => sum + size, 0);
    };
    const page = (name: string) => String(galleryPages[name]!(false)).length / 4;
    expect((await bytes('desk.css', 'desk.js', 'icon.svg')) + page('list')).toBeLessThan(110 * 1024);
    expect((await bytes('public.css', 'public.js', 'icon.svg')) + page('fault')).toBeLessThan(15 * 1024);
  });
});
