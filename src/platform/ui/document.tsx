import { html } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import { CHINESE, language } from '#platform/languages/language.ts';
import { assetAddress } from './assets.ts';
import { labels } from './labels.ts';
import { manifestAddress } from './web-manifest.ts';

export interface PageProps {
  title: string;
  /** Name of the county or site, after the page's own title in the browser tab. */
  site?: string;
  elder: boolean;
  contrast?: boolean;
  /** Language of the page's own words when it is not the program's, as a BCP 47 tag. */
  lang?: string;
  csrf?: string;
  /** `desk` brings the application's style and Turbo; `public` a few kB of style and no framework. */
  look: 'desk' | 'public';
  /** Class of <body>, for a frame. */
  bodyClass?: string;
  /** Where a browser that puts the program on its owner's screen begins; the first page when nothing is said. */
  start?: string;
  /** Without script the page is fetched again after so many seconds. */
  again?: number;
}

/**
 * The HTML shell. No inline script and no inline style anywhere: the content security policy allows only our own
 * files. Answers a complete document with its doctype.
 */
export function Page({ title, site, elder, contrast = false, lang = language, csrf, look, bodyClass, start = '/', again, children }: PropsWithChildren<PageProps>) {
  const document = (
    <html lang={lang} dir={directionOf(lang)} class={[look, elder && 'elder', contrast && 'contrast'].filter(Boolean).join(' ')}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{[title, site ?? labels.product].filter((part) => part !== '').join(' · ')}</title>
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#1b4b7a" />
        {/* A page seen before is never shown again while the new one is fetched: its numbers are old, and what is pressed on it is lost when the new page takes its place. */}
        {look === 'desk' && <meta name="turbo-cache-control" content="no-preview" />}
        {csrf && <meta name="csrf-token" content={csrf} />}
        {again && <noscript><meta http-equiv="refresh" content={String(again)} /></noscript>}
        <link rel="icon" href={assetAddress('icon.svg')} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={assetAddress('icon-512.png')} />
        <link rel="manifest" href={manifestAddress(start)} crossorigin="use-credentials" />
        <link rel="stylesheet" href={assetAddress(`${look}.css`)} data-turbo-track="reload" />
        <script type="module" src={assetAddress(`${look}.js`)} data-turbo-track="reload" />
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  );
  return html`<!doctype html>${document}`;
}

/** Said only where it is not the usual one. */
const directionOf = (lang: string): 'rtl' | undefined => (lang !== CHINESE && isRightToLeft(lang) ? 'rtl' : undefined);

/** Uyghur and Kazakh as they are written in the west of the country run from right to left. */
const isRightToLeft = (lang: string): boolean => /^(ug|ar|fa)\b|-Arab\b/i.test(lang);

/** The first link of every page: keyboard and screen-reader users jump over the frame. */
export function SkipLink() {
  return (
    <a class="skip-link" href="#content" data-turbo="false">
      {labels.skipToContent}
    </a>
  );
}
