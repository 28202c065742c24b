import type { Child, PropsWithChildren } from 'hono/jsx';
import { Page } from './document.tsx';
import type { Frame } from './frame.ts';
import { labels } from './labels.ts';
import { QrCode } from './qr.tsx';

/** A page made to be printed: `a4` hangs on a wall, `a5` is handed over. On the screen it looks like the paper. */
export function PaperPage(props: PropsWithChildren<{ frame: Pick<Frame, 'county' | 'feedback'>; title: string; size: 'a4' | 'a5'; back: { label: string; href: string } }>) {
  return (
    <Page title={props.title} site={props.frame.county.name} elder={false} look="public" bodyClass="paper-desk">
      <nav class="paper-tools" aria-label={labels.print}>
        <a href={props.back.href}>{props.back.label}</a>
        <span class="quiet">{labels.printHint}</span>
        <a href={props.frame.feedback}>{labels.feedback}</a>
      </nav>
      <main id="content" tabindex={-1}>
        {props.children}
      </main>
    </Page>
  );
}

export interface SheetOfPaperProps {
  size: 'a4' | 'a5';
  /** Small line above the title: who invites. */
  from: string;
  title: string;
  /** What the QR code opens; printed as text for those who cannot scan, unless there is a code to type (a step then says where). */
  address: string;
  qrLabel: string;
  /** At most four short sentences, in order. */
  steps: Child[];
  /** Small print at the foot: privacy, validity, telephone. */
  foot: Child;
  /** A code to be typed by hand, in large letters. */
  code?: string;
}

/** One sheet with a QR code: the poster of a committee, the activation slip of a member. */
export function SheetOfPaper({ size, from, title, address, qrLabel, steps, foot, code }: SheetOfPaperProps) {
  return (
    <article class={`paper paper-${size}`}>
      <p class="paper-from">{from}</p>
      <h1>{title}</h1>
      <div class="paper-qr">
        <QrCode text={address} label={qrLabel} />
      </div>
      {code && <p class="paper-code">{code}</p>}
      {!code && <p class="paper-address">{address}</p>}
      <ol class="paper-steps">
        {steps.map((step) => (
          <li>
            <span>{step}</span>
          </li>
        ))}
      </ol>
      <p class="paper-foot">{foot}</p>
    </article>
  );
}
