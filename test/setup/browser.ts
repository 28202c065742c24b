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

/** A browser to be closed by the caller. */
export const openBrowser = (): Promise<Browser> => launch(inject('chromium'));
