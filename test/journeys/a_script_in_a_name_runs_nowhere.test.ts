import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { z } from 'zod';
import { buildSite } from '#county.ts';
import { said } from '#platform/fields.ts';
import { demoDatabase } from '../setup/demo.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** S-03: what looks like a script is written into names and titles through the API, and a browser opens the pages that show them. */

const PAYLOADS = ['<img src=x onerror=alert(1)>', '"><svg onload=alert(2)>', '</script><script>alert(3)</script>'] as const;
const LONGEST = Math.max(...PAYLOADS.map(({ length }) => length));
/** Kinds of records; each is opened, some are also listed and corrected. */
const MOST_RECORDS = 16;

let at: Stage;
let page: Page;
/** What a page did that it should not. */
const happened: string[] = [];
beforeAll(async () => {
  at = await stage(await demoDatabase());
  page = await at.signIn('office');
  page.on('dialog', (dialog) => {
    happened.push(`${page.url()} showed ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to (?:execute|load|apply)/u.test(message.text())) happened.push(`${page.url()}: ${message.text().slice(0, 200)}`);
  });
}, 240_000);
afterAll(() => at?.close());

/** Asks the API as the person whose page it is. */
const api = (method: string, path: string, body?: object): Promise<{ status: number; body: any }> => page.evaluate(async ([how, where, content]) => {
  const answer = await fetch(`/api/v1${where}`, { method: how!, ...(content && { body: content, headers: { 'content-type': 'application/json' } }) });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}, [method, path, body && JSON.stringify(body)] as const);

/** Texts of a record that have room for one of ours. */
const texts = (fields: z.ZodObject): string[] => Object.entries(fields.shape).flatMap(([name, schema]) => {
  const { kind, max = 0 } = said(schema as z.ZodType);
  return (kind === 'text' || kind === 'lines') && max >= LONGEST ? [name] : [];
});

/** Where one was taken. */
async function planted(): Promise<string[]> {
  const taken: string[] = [];
  let n = 0;
  for (const { declared, fields } of buildSite().resources.values()) {
    if (taken.length === MOST_RECORDS) break;
    const names = texts(fields);
    if (names.length === 0 || declared.editable.in.length === 0) continue;
    const { body } = await api('GET', `/${declared.path}?size=30`);
    const one = body?.items?.find(({ state }: { state: string }) => declared.editable.in.includes(state));
    if (!one) continue;
    const before = n;
    for (const name of names) if ((await api('PATCH', `/${declared.path}/${one.id}`, { [name]: PAYLOADS[n % PAYLOADS.length] })).status === 200) n += 1;
    if (n > before) taken.push(`/${declared.path}/${one.id}`);
  }
  return taken;
}

test('no script that stands in a record runs on any page that shows it', { timeout: 240_000 }, async () => {
  const records = await planted();
  expect(records.length).toBe(MOST_RECORDS);
  const lists = [...new Set(records.map((path) => path.slice(0, path.lastIndexOf('/'))))];
  const pages = [...records, ...lists.slice(0, 6), ...records.slice(0, 4).map((path) => `${path}/edit`), '/', '/journal', '/search?q=alert'];
  let shown = 0;
  for (const path of pages) {
    await page.goto(at.address + path);
    shown += (await page.content()).includes('alert(') ? 1 : 0;
  }
  expect(happened).toEqual([]);
  expect(shown, 'pages on which one stands').toBeGreaterThan(20);
});

test('the test itself would see one', async () => {
  await page.goto(at.address);
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="alert(4)">')`);
  await page.waitForTimeout(500);
  expect(happened.splice(0)).not.toEqual([]);
});
