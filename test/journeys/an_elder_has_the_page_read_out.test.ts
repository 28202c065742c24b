import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { county } from '../../db/demo-county/places.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { phone } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** A telephone whose voice is quick: it notes what it was to say. */
const quickVoice = `{
  const voice = Object.assign(new EventTarget(), {
    said: [],
    pace: 5,
    voices: [{ lang: 'zh-CN', localService: false }, { lang: 'zh-HK', localService: true }, { lang: 'zh_CN', localService: true }],
    getVoices: () => voice.voices,
    cancel: () => {},
    speak: (words) => {
      voice.said.push(words.voice.lang + '|' + words.text);
      setTimeout(() => words.dispatchEvent(new Event('end')), voice.pace);
    },
  });
  Object.defineProperty(globalThis, 'speechSynthesis', { value: voice });
  globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
}`;
const said = (page: Page) => page.evaluate<string[]>('speechSynthesis.said');
const isLarge = (page: Page) => page.locator('html.elder').count().then(Boolean);

describe.skipIf(!hasBrowser())('an elder has the page read out', { timeout: 120_000 }, () => {
  let theatre: Stage;
  let page: Page;

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
    page = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage();
    await page.addInitScript(quickVoice);
  }, 240_000);
  afterAll(() => theatre?.close());

  test('at the first entry one is asked whether the type can be read, and then no more', async () => {
    await page.goto(`${theatre.address}/r/${county.slug}`);
    expect(await page.getByRole('button', { name: '朗读' }).isVisible(), 'quiet for who needs no large type').toBe(false);
    await page.getByRole('button', { name: '字大一些' }).click();
    await expect.poll(() => isLarge(page)).toBe(true);
    expect(await page.getByText('字看得清吗').count()).toBe(0);
    await expect.poll(async () => (await page.context().cookies()).find(({ name }) => name === 'elder')?.value).toBe('1');
    await page.reload();
    expect(await isLarge(page)).toBe(true);
    expect(await page.getByText('字看得清吗').count()).toBe(0);
  });

  test('the page is read from its heading to its end, each passage once, by the voice that the machine has for its language', async () => {
    const button = page.getByRole('button', { name: '朗读' });
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(60); // ux 4.4
    await button.click();
    await expect.poll(() => page.getByRole('button', { name: '朗读', exact: true }).count(), { timeout: 20_000 }).toBe(1);
    const words = await said(page);
    const heading = await page.locator('h1').innerText();
    expect(words[0]).toBe(`zh_CN|${heading}`);
    const whole = words.map((part) => part.slice(part.indexOf('|') + 1)).join('').replaceAll(/\s/g, '');
    const shown = (await page.locator('#content').innerText()).replace('朗读', '').replaceAll(/\s/g, '');
    expect(whole).toBe(shown);
  });

  test('a second press is silence at once', async () => {
    await page.evaluate('Object.assign(speechSynthesis, { said: [], pace: 300 })');
    await page.getByRole('button', { name: '朗读' }).click();
    expect(await page.locator('.read-now').count()).toBe(1);
    await page.getByRole('button', { name: '停止朗读' }).click();
    expect(await page.locator('.read-now').count()).toBe(0);
    const before = (await said(page)).length;
    await page.waitForTimeout(700);
    expect((await said(page)).length).toBe(before);
  });

  test('where the machine has no voice of its own nothing is offered: another would be sent the words', async () => {
    await page.evaluate('{ speechSynthesis.voices = speechSynthesis.voices.slice(0, 1); speechSynthesis.dispatchEvent(new Event("voiceschanged")); }');
    expect(await page.getByRole('button', { name: '朗读' }).isVisible()).toBe(false);
  });

  test('without script the answer counts too', async () => {
    const plain = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone, javaScriptEnabled: false })).newPage();
    await plain.goto(`${theatre.address}/login`);
    await plain.getByRole('button', { name: '看得清' }).click();
    await plain.waitForURL(`${theatre.address}/login`);
    expect(await plain.getByText('字看得清吗').count()).toBe(0);
    expect(await plain.locator('html.elder').count()).toBe(0);
  });
});
