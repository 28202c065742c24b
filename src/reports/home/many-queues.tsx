import { titleIn, type County } from '#platform/http/visit.ts';
import { dueOn } from '#platform/lifecycle/lifecycle.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { amount } from '#reports/home/queues.tsx';
import type { Looked, Waiting } from '#reports/home/waiting.ts';

/** More queues than this are not read one below the other (ux 3.1: one screen answers what to do first): they become lines. */
export const READABLE = 8;

/** So many of the nearest days stand before the lines; all of them may be of one kind. */
export const NEAREST = 6;

interface ManyQueuesProps {
  waiting: readonly Waiting[];
  looked: readonly Looked[];
  county: County;
  near: number;
}

/** For whoever has work of dozens of kinds: the records whose day comes first, then one line for each kind. */
export function ManyQueues({ waiting, looked, county, near }: ManyQueuesProps) {
  const nearest = waiting.flatMap(({ declared, rows }) => rows.flatMap((row) => ({ declared, row, day: dueOn(declared, row) ?? '' })))
    .filter(({ day }) => day !== '').toSorted((a, b) => a.day.localeCompare(b.day)).slice(0, NEAREST);
  return (
    <>
      {nearest.length > 0 && (
        <>
          <h3 class="queue-title">先办期限最近的</h3>
          <ul class="queue-rows queue-nearest">
            {nearest.map(({ declared, row }) => (
              <li>
                <a href={`/${declared.path}/${row.id}`}>{declared.nameOf(row)}</a>
                <span class="quiet">{titleIn(county, declared)}</span>
                <DueLight declared={declared} row={row} near={near} />
              </li>
            ))}
          </ul>
        </>
      )}
      <ul class="queue-lines">
        {looked.map(({ awaited: { title, what, href }, total }) => <Line title={title} what={what} href={href} total={total} />)}
        {waiting.map(({ declared, state, step, total }) => <Line title={`${titleIn(county, declared)} · ${declared.states[state]?.label}`} what={step.label} href={`/${declared.path}?state=${state}`} total={total} />)}
      </ul>
    </>
  );
}

function Line({ title, what, href, total }: { title: string; what: string; href: string; total: number }) {
  return (
    <li>
      <a href={href}>{title}<span class="quiet">待{what}</span></a>
      <span class="card-count">{amount(total)}</span>
    </li>
  );
}
