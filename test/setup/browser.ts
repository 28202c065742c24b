import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { launch } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the Chromium for the journeys; empty when none could be had. */
    chromium: string;
  }
}

/** Whether journeys can run. They are skipped without a browser, and said to be; on CI (`CI` set) that is an error. */
export function hasBrowser(): boolean {
  if (inject('chromium')) return true;
  if (process.env['CI']) throw new Error('no Chromium: install one, or name it in CHROMIUM; journeys must not be left out on CI');
  return false;
}

let opened: Promise<Browser> | undefined;

/** The browser of this worker: one for all its files, of which one runs at a time. Each journey has contexts of its own, closed by `leaveBrowser`. */
export async function openBrowser(): Promise<Browser> {
  const browser = await (opened ??= launch(inject('chromium')));
  if (browser.isConnected()) return browser;
  opened = undefined; // it broke; the next journey need not suffer for it
  return openBrowser();
}

/** Nothing of a journey is left for the next one. The browser itself ends with the worker. */
export async function leaveBrowser(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}
