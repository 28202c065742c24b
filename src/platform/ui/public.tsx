import type { Child, PropsWithChildren } from 'hono/jsx';
import { ContrastToggle, ElderToggle, InventedBanner, ReadAloud, Sign, TypeQuestion } from './desk.tsx';
import { language } from '#platform/languages/language.ts';
import { Page, SkipLink } from './document.tsx';
import { Languages } from './languages.tsx';
import type { Frame } from './frame.ts';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';
import { NoticeBar } from './notice.tsx';

export interface PublicPageProps {
  frame: Pick<Frame, 'county' | 'elder' | 'contrast' | 'csrf' | 'feedback' | 'here' | 'languages' | 'notice' | 'typeUnknown'>;
  title: string;
  /** What stands as the heading when it is more than the title. */
  headline?: Child;
  /** Language of the page's own words when it is not the program's. */
  lang?: string;
  lead?: Child;
  /** False on pages that bring their own heading. */
  heading?: boolean;
}

/**
 * A page for people who are not signed in: one sheet, a few kB of style, working on any old telephone. On a page in another
 * language the parts that speak the program's say so.
 */
export function PublicPage({ frame, title, headline = title, lang, lead, heading = true, children }: PropsWithChildren<PublicPageProps>) {
  const own = lang ? language : undefined;
  return (
    <Page title={title} site={frame.county.name} elder={frame.elder} contrast={frame.contrast} lang={lang} csrf={frame.csrf} look="public" start={startOf(frame.here.path)}>
      <SkipLink />
      <header class="sheet-head" lang={own}>
        <span class="sheet-brand">
          <Sign />
          <span>{frame.county.name}</span>
        </span>
        <span class="sheet-tools">
          <ContrastToggle frame={frame} />
          <ElderToggle frame={frame} />
        </span>
      </header>
      {frame.county.invented && <InventedBanner />}
      {frame.typeUnknown && isEntry(frame.here.path) && <TypeQuestion frame={frame} />}
      <main id="content" class="sheet" tabindex={-1}>
        <ReadAloud />
        <NoticeBar notice={frame.notice} />
        {heading && <h1>{headline}</h1>}
        {lead && <p class="sheet-lead">{lead}</p>}
        {children}
      </main>
      <footer class="sheet-foot" lang={own}>
        <span>{labels.product}</span>
        {frame.here.path !== frame.feedback && <a href={frame.feedback}>{labels.feedback}</a>}
        <Languages frame={frame} />
      </footer>
    </Page>
  );
}

/** Who reports or reads without an account comes back to the county's page for that, not to the door of those who have one. */
const startOf = (path: string): string | undefined => /^\/[rp]\/[\w-]+/.exec(path)?.[0];

/** The door of those who have an account, and the first page of those who report or read without one. */
const isEntry = (path: string): boolean => path === '/login' || path === startOf(path);

/** One thing of a public page on its own card. */
export function SheetCard({ title, children }: PropsWithChildren<{ title?: Child }>) {
  return (
    <section class="card sheet-card">
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** Few plain words before personal data is asked for: what for, who sees it, how long. */
export function PrivacyWords({ children }: { children?: Child }) {
  return (
    <div class="privacy">
      <Icon name="info" />
      <p>{children}</p>
    </div>
  );
}

/** A code that people write down or read out: large, in a type that tells letters apart, with what to do with it. */
export function BigCode({ label, code, note }: { label: Child; code: string; note?: Child }) {
  return (
    <div class="big-code">
      <p class="big-code-label">{label}</p>
      <p class="big-code-code">{code}</p>
      {note && <p class="big-code-note">{note}</p>}
    </div>
  );
}
