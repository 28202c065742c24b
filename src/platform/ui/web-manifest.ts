import { language } from '#platform/languages/language.ts';
import { assetAddress } from './assets.ts';
import { labels } from './labels.ts';

/** Where the manifest is answered: in the reader's language, so the link to it brings the cookies. */
export const manifestPath = '/app.webmanifest';

export const manifestAddress = (start: string): string => (start === '/' ? manifestPath : `${manifestPath}?start=${start}`);

/** The first page, or a county's page for residents or of its published proposals. */
const starts = /^\/[rp]\/[\w-]+$/;

/**
 * What a browser needs to put the program on the screen of a telephone or desk, for whoever wants it there. No page proposes it: 国办函〔2026〕12号
 * lets nobody be made to install anything; the browser's own menu has it.
 * @param start as the address says it; anything else than a page that may be begun at is the first page
 */
export function webManifest(start: string | undefined) {
  const begin = start && starts.test(start) ? start : '/';
  return {
    id: begin,
    name: labels.product,
    short_name: labels.product,
    lang: language,
    start_url: begin,
    scope: '/',
    display: 'standalone',
    background_color: '#f5f4f0',
    theme_color: '#1b4b7a',
    icons: [
      { src: assetAddress('icon.svg'), sizes: 'any', type: 'image/svg+xml' },
      { src: assetAddress('icon-192.png'), sizes: '192x192', type: 'image/png' },
      { src: assetAddress('icon-512.png'), sizes: '512x512', type: 'image/png' },
      { src: assetAddress('icon-512.png'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
