import { expect, test } from 'vitest';
import { hasBrowser, leaveBrowser, openBrowser } from './browser.ts';

test.runIf(hasBrowser())('a browser opens and reads Chinese', async () => {
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.setContent('<h1>连心桥</h1>');
  expect(await page.textContent('h1')).toBe('连心桥');
  expect((await page.locator('h1').boundingBox())?.width).toBeGreaterThan(0);
  await leaveBrowser(browser);
});
