import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { securityHeaders } from '#platform/http/security.ts';
import { hasBrowser, leaveBrowser, openBrowser } from '../../../test/setup/browser.ts';
import { assetAddress } from './assets.ts';
import { ChoiceOption } from './choice-option.tsx';
import { assetRoutes } from './serve-assets.ts';

const labels = html`data-kept="草稿已保存在本机" data-restored="已接着您上次没提交的内容。" data-discard="不要草稿，重新填"`;

describe.skipIf(!hasBrowser())('the islands', () => {
  let browser: Browser;
  let server: ServerType;
  let address: string;
  let page: Page;

  beforeAll(async () => {
    const app = new Hono();
    app.use(securityHeaders);
    app.route('/', assetRoutes(inject('assets')));
    const draw = (look: 'desk' | 'public', body: unknown, status: 200 | 422 = 200) => (context: { html: (text: string, status: number) => Response }) =>
      context.html(String(html`<!doctype html><html lang="zh-CN"><head><title>试</title><script type="module" src="${assetAddress(`${look}.js`)}"></script></head><body>${body}</body></html>`), status);
    const form = (look: string, version: string, problem = '') => html`
      <draft-keeper data-key="1:${look}" ${labels}><p class="draft-note"></p>
        <form method="post" action="/${look}/sent">${problem && html`<div class="problem-summary" id="problems" tabindex="-1">${problem}</div>`}
          <input type="hidden" name="version" value="${version}"><textarea name="matter" aria-label="事"></textarea>
          <input type="password" name="secret" aria-label="密"><label><input type="checkbox" name="joint" value="1">联动</label>
          <button>提交</button></form></draft-keeper>`;
    for (const look of ['desk', 'public'] as const) {
      app.get(`/${look}/form`, (context) => draw(look, form(look, context.req.query('version') ?? '1'))(context as never));
      app.post(`/${look}/sent`, async (context) => {
        const { matter } = await context.req.parseBody();
        if (matter === '') return draw(look, form(look, '1', '请写一句话'), 422)(context as never);
        return context.redirect(`/${look}/done`, 303);
      });
      app.get(`/${look}/done`, (context) => draw(look, html`<h1>收到了</h1>`)(context as never));
    }
    app.get('/desk/days', (context) => draw('desk', html`<day-picker data-kind="date" data-label="打开日历"><input name="day" aria-label="日期"></day-picker>`)(context as never));
    app.get('/desk/choices', (context) => draw('desk', html`<label>单位<select>${[['', '请选择'], ['office', '县委办公室'], ['water', '县水务局'], ['roads', '县交通运输局']].map(([value, label]) => ChoiceOption({ option: { value: value!, label: label! }, selected: false }))}</select></label>`)(context as never));
    app.get('/desk/files', (context) => draw('desk', html`<file-drop data-max-bytes="10" data-max-files="1" data-words="把文件拖到这里"><input type="file" name="f" aria-label="附件"></file-drop>`)(context as never));
    app.get('/desk/upload', (context) => draw('desk', html`<upload-progress data-words="正在上传" data-then="正在读取" data-away="没有传完">
      <form method="post" action="/sheets" enctype="multipart/form-data"><input type="file" name="files" aria-label="表格"><button type="submit">上传</button></form></upload-progress>`)(context as never));
    app.post('/sheets', (context) => context.redirect('/desk/done', 303));
    app.post('/api/v1/sheets', async (context) => {
      const { files } = await context.req.parseBody();
      return (files as File).name === '坏.xlsx' ? context.json({ detail: '坏.xlsx：不是表格。' }, 415) : context.json({ items: [{ id: 'opened' }], refused: [] }, 201);
    });
    app.get('/sheets/opened', (context) => draw('desk', html`<h1>一共3000行</h1>`)(context as never));
    server = serve({ fetch: app.fetch, port: 0 });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });

  afterAll(async () => {
    if (browser) await leaveBrowser(browser);
    server?.close();
  });

  const open = async (path: string): Promise<Page> => {
    page = await (await browser.newContext()).newPage();
    await page.goto(address + path);
    return page;
  };
  const note = () => page.locator('.draft-note').innerText();
  const keptDrafts = () => page.evaluate<string[]>("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))");

  for (const look of ['desk', 'public']) {
    describe(`a draft on a ${look} page`, () => {
      test('is there again when the page is opened again, without the password', async () => {
        await open(`/${look}/form`);
        await page.getByLabel('事', { exact: true }).fill('三组到学校的路');
        await page.getByLabel('密').fill('枇杷');
        await expect.poll(note).toBe('草稿已保存在本机');
        await page.getByLabel('联动').check(); // and away at once: what was done last is not lost
        await page.reload();
        await expect.poll(() => page.getByLabel('事', { exact: true }).inputValue()).toBe('三组到学校的路');
        expect(await page.getByLabel('联动').isChecked()).toBe(true);
        expect(await page.getByLabel('密').inputValue()).toBe('');
        await page.getByRole('button', { name: '不要草稿，重新填' }).click();
        await expect.poll(() => page.getByLabel('事', { exact: true }).inputValue()).toBe('');
        expect(await keptDrafts()).toEqual([]);
      });

      test('is gone once the form has arrived', async () => {
        await open(`/${look}/form`);
        await page.getByLabel('事', { exact: true }).fill('三组到学校的路');
        await expect.poll(note).toBe('草稿已保存在本机');
        await page.getByRole('button', { name: '提交' }).click();
        await page.getByRole('heading', { name: '收到了' }).waitFor();
        expect(await keptDrafts()).toEqual([]);
      });

      test('stays when the form came back with a problem', async () => {
        await open(`/${look}/form`);
        await page.getByLabel('联动').check();
        await expect.poll(note).toBe('草稿已保存在本机');
        await page.getByRole('button', { name: '提交' }).click();
        await page.getByText('请写一句话').waitFor();
        expect(await keptDrafts()).toHaveLength(1);
      });

      test('over an older version of the record is not put back over the newer one', async () => {
        await open(`/${look}/form?version=1`);
        await page.getByLabel('事', { exact: true }).fill('旧的写法');
        await expect.poll(note).toBe('草稿已保存在本机');
        await page.goto(`${address}/${look}/form?version=2`);
        await expect.poll(keptDrafts).toEqual([]);
        expect(await page.getByLabel('事', { exact: true }).inputValue()).toBe('');
      });
    });
  }

  test('letters lead to the choice whose pinyin begins so, and only once they are typed it is told', async () => {
    await open('/desk/choices');
    await page.evaluate("window.changes = 0; document.querySelector('select').addEventListener('change', () => { window.changes += 1; })");
    await page.getByLabel('单位').focus();
    await page.keyboard.type('xsw');
    expect(await page.getByLabel('单位').inputValue()).toBe('water');
    expect(await page.evaluate('window.changes')).toBe(0);
    await expect.poll(() => page.evaluate('window.changes'), { timeout: 10_000 }).toBe(1);
    await page.waitForTimeout(1_300); // another word begins
    await page.keyboard.type('jt');
    expect(await page.getByLabel('单位').inputValue()).toBe('roads');
    await page.waitForTimeout(1_300);
    await page.keyboard.type('q');
    expect(await page.getByLabel('单位').inputValue()).toBe('roads');
  });

  test('the calendar fills in the typed field', async () => {
    await open('/desk/days');
    await page.getByRole('button', { name: '打开日历' }).waitFor();
    await page.locator('.day-picker-calendar').evaluate((calendar) => {
      (calendar as unknown as { value: string }).value = '2025-03-02';
      calendar.dispatchEvent(new Event('change'));
    });
    expect(await page.getByLabel('日期').inputValue()).toBe('2025-03-02');
  });

  test('a large upload is seen travelling, and goes on to what was opened; a refused one says why and may be sent again', async () => {
    await open('/desk/upload');
    const large = (name: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(2 * 1024 * 1024) });
    await page.getByLabel('表格').setInputFiles(large('坏.xlsx'));
    await page.getByRole('button', { name: '上传' }).click();
    await expect.poll(() => page.getByRole('status').innerText()).toBe('坏.xlsx：不是表格。');
    await page.getByLabel('表格').setInputFiles(large('好.xlsx'));
    await page.getByRole('button', { name: '上传' }).click();
    await page.getByRole('heading', { name: '一共3000行' }).waitFor();
  });

  test('a small upload travels like other forms', async () => {
    await open('/desk/upload');
    await page.getByLabel('表格').setInputFiles({ name: '小.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(100) });
    await page.getByRole('button', { name: '上传' }).click();
    await page.getByRole('heading', { name: '收到了' }).waitFor();
  });

  test('a file that is too large is named before it travels', async () => {
    await open('/desk/files');
    await page.getByText('把文件拖到这里').waitFor();
    await page.getByLabel('附件').setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(4096) });
    await expect.poll(() => page.getByRole('status').innerText()).toContain('“照片.jpg”超过');
  });
});
