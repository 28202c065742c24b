import { addressWith, type Here } from './frame.ts';
import { Icon, type IconName } from './icons.tsx';
import { labels } from './labels.ts';

/** Which part of how many rows is shown, and where the other parts are. Absent links are drawn disabled. */
export interface Paging {
  total: number;
  /** 1-based place of the first and last row shown; 0 when there are none. */
  from: number;
  to: number;
  first?: string;
  previous?: string;
  next?: string;
  last?: string;
}

/** Paging by page number in the address (`page`, from 1). */
export function numberedPages(here: Here, { page, size, total }: { page: number; size: number; total: number }): Paging {
  const pages = Math.max(1, Math.ceil(total / size));
  const at = (wanted: number) => addressWith(here, { page: wanted === 1 ? undefined : String(wanted) });
  return {
    total,
    from: total === 0 ? 0 : (page - 1) * size + 1,
    to: Math.min(page * size, total),
    first: page > 1 ? at(1) : undefined,
    previous: page > 1 ? at(page - 1) : undefined,
    next: page < pages ? at(page + 1) : undefined,
    last: page < pages ? at(pages) : undefined,
  };
}

/** First, previous, next, last, and the exact total; nothing when everything fits on one page. */
export function Pagination({ paging }: { paging: Paging }) {
  if (!paging.previous && !paging.next) return null;
  return (
    <nav class="paging" aria-label={labels.pages}>
      <p>
        {labels.range(paging.from, paging.to)}，{labels.total(paging.total)}
      </p>
      <ul>
        <Turn href={paging.first} icon="first" label={labels.first} />
        <Turn href={paging.previous} icon="left" label={labels.previous} />
        <Turn href={paging.next} icon="right" label={labels.next} />
        <Turn href={paging.last} icon="last" label={labels.last} />
      </ul>
    </nav>
  );
}

function Turn({ href, icon, label }: { href?: string; icon: IconName; label: string }) {
  const content = (
    <>
      <Icon name={icon} />
      <span>{label}</span>
    </>
  );
  return (
    <li>
      {href ? (
        <a class="btn btn-quiet" href={href}>
          {content}
        </a>
      ) : (
        <span class="btn btn-quiet off" aria-disabled="true">
          {content}
        </span>
      )}
    </li>
  );
}
