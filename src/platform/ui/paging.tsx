import { addressWith, type Here } from './frame.ts';
import { Icon, type IconName } from './icons.tsx';
import { labels } from './labels.ts';

/** Which part of how many rows is shown, and where the other parts are. Absent links are drawn disabled. */
export interface Paging {
  total: number;
  /** There are more than `total`; this address counts them. */
  countAt?: string;
  /** 1-based place of the first and last row shown; 0 when there are none. */
  from: number;
  to: number;
  first?: string;
  previous?: string;
  next?: string;
  last?: string;
}

/** Paging by page number in the address (`page`, from 1). */
export function numberedPages(here: Here, { page, size, total, more = false }: { page: number; size: number; total: number; more?: boolean }): Paging {
  const pages = Math.max(1, Math.ceil(total / size)) + (more ? 1 : 0);
  const at = (wanted: number) => addressWith(here, { page: wanted === 1 ? undefined : String(wanted) });
  return {
    total,
    countAt: more ? addressWith(here, { counted: 'yes' }) : undefined,
    from: total === 0 ? 0 : (page - 1) * size + 1,
    to: Math.min(page * size, total),
    first: page > 1 ? at(1) : undefined,
    previous: page > 1 ? at(page - 1) : undefined,
    next: page < pages ? at(page + 1) : undefined,
    last: page < pages && !more ? at(pages) : undefined,
  };
}

/** How many there are; when they were not all counted, the way to have them counted. */
export function Total({ paging }: { paging: Paging }) {
  if (!paging.countAt) return <>{labels.total(paging.total)}</>;
  return (
    <>
      {labels.moreThan(paging.total)}　<a href={paging.countAt}>{labels.countThem}</a>
    </>
  );
}

/** First, previous, next, last, and the exact total; nothing when everything fits on one page. */
export function Pagination({ paging }: { paging: Paging }) {
  if (!paging.previous && !paging.next) return null;
  return (
    <nav class="paging" aria-label={labels.pages}>
      <p>
        {labels.range(paging.from, paging.to)}，<Total paging={paging} />
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
