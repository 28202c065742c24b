import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icons.tsx';
import { labels } from './labels.ts';

export interface Action {
  label: string;
  href: string;
  icon?: IconName;
}

export interface HeadProps {
  title: string;
  /** One line under the title: what this page holds. */
  lead?: Child;
  /** Where this page belongs, a link upward. */
  back?: { label: string; href: string };
  /** Stands beside the title: a status badge. */
  beside?: Child;
  /** The one main action of the page. */
  main?: Action;
  /** Other links of the page, drawn quietly. */
  others?: Action[];
}

/** The head of a page: where it belongs, its title, and at most one main action. */
export function Head({ title, lead, back, beside, main, others = [] }: HeadProps) {
  return (
    <div class="head">
      <div class="head-words">
        {back && (
          <a class="head-back" href={back.href}>
            <Icon name="back" />
            {back.label}
          </a>
        )}
        <div class="head-title">
          <h1>{title}</h1>
          {beside}
        </div>
        {lead && <p class="head-lead">{lead}</p>}
      </div>
      {(main || others.length > 0) && (
        <div class="head-actions">
          {others.map((action) => (
            <ActionLink action={action} class="btn" />
          ))}
          {main && <ActionLink action={main} class="btn btn-primary" />}
        </div>
      )}
    </div>
  );
}

/** Beside a Word file, which is the formal one, stands the same paper as a PDF. */
function ActionLink({ action, class: className }: { action: Action; class: string }) {
  const link = (
    <a class={className} href={action.href}>
      {action.icon && <Icon name={action.icon} />}
      {action.label}
    </a>
  );
  const pdf = pdfOf(action.href);
  if (!pdf) return link;
  return (
    <span class="btn-group">
      {link}
      <a class="btn" href={pdf} aria-label={labels.asPdf(action.label)} title={labels.asPdf(action.label)}>PDF</a>
    </span>
  );
}

/** The same address with the other ending. */
export const pdfOf = (href: string): string | undefined => (/\.docx(?:\?|$)/u.test(href) ? href.replace(/\.docx(?=\?|$)/u, '.pdf') : undefined);
