import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { projectRoot } from '#platform/root.ts';

/** The browser for journeys and for what is measured in one. */

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const quietly = [
  '--no-sandbox', // containers and root have no sandbox to offer; the pages are our own
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages of one journey share a process: to start one for each costs a fifth of all that the browser does.
  '--renderer-process-limit=1',
  '--process-per-site',
  '--disable-site-isolation-trials',
];

/**
 * A Chromium: the one named by CHROMIUM, else the one that came as a package (unpacked into .cache) where it runs, else the machine's own.
 * The packaged one draws pages and nothing else: a journey costs it 21 s of processor where a whole desktop browser takes 35 s, most of
 * them for toolbars that nobody sees. CHROMIUM=installed passes over it.
 */
export async function findChromium(): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named && named !== 'installed') {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, which is not there`);
    return named;
  }
  const packaged = named === 'installed' ? '' : await packagedChromium();
  if (packaged && (await runs(packaged))) return packaged;
  return usualPlaces.find((place) => existsSync(place)) ?? '';
}

/** The packaged one needs libraries that a bare machine may lack. */
async function runs(path: string): Promise<boolean> {
  try {
    await (await launch(path)).close();
    return true;
  } catch {
    return false;
  }
}

/** Unpacked once per checkout; whole or not at all, since a cut-off unpacking would be taken for a browser. */
async function packagedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return '';
  const place = join(projectRoot, '.cache', 'chromium');
  if (existsSync(place)) return join(place, 'chromium');
  const unfinished = `${place}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = unfinished; // the package knows no other way to be told where to unpack
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
  renameSync(unfinished, place);
  return join(place, 'chromium');
}

/** A browser to be closed by the caller. @param path as found by `findChromium` */
export const launch = (path: string): Promise<Browser> => chromium.launch({ executablePath: path, args: quietly });
