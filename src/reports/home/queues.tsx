import { titleIn, type County } from '#platform/http/visit.ts';
import { dueOn, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { dayOf } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Steps } from '#platform/ui/steps.tsx';
import { MOST, type Looked, type Waiting } from '#reports/home/waiting.ts';

export const amount = (total: number): string => (total >= MOST ? `${MOST}多` : String(total));

interface QueuesProps {
  frame: Frame;
  waiting: readonly Waiting[];
  looked: readonly Looked[];
  county: County;
  near: number;
  heading?: 'h2' | 'h3';
  /** So many of each are named; all that were brought when it is not said. */
  most?: number;
}

/** Each queue with its most pressing records; `Heading` fits the outline of the page. */
export function Queues({ frame, waiting, looked, county, near, heading: Heading = 'h3', most = MOST }: QueuesProps) {
  return (
    <ul class="queues">
      {looked.map(({ awaited: { title, what, href }, total, items }) => (
        <li>
          <Heading class="queue-title">
            <a href={href}>{title}</a>
            <span class="card-count">{amount(total)}</span>
            <span class="quiet">待{what}</span>
          </Heading>
          <ul class="queue-rows">
            {items.slice(0, most).map(({ label, href: where, since, atOnce }) => <li><a href={where}>{label}</a>{since && <span class="quiet">{since}起</span>}{atOnce && <Steps frame={frame} {...atOnce} />}</li>)}
          </ul>
          {total > Math.min(most, items.length) && <p class="queue-more"><a href={href}>看全部{amount(total)}件</a></p>}
        </li>
      ))}
      {waiting.map(({ declared, state, step, total, rows }) => (
        <li>
          <Heading class="queue-title">
            <a href={`/${declared.path}?state=${state}`}>
              {titleIn(county, declared)} · {declared.states[state]?.label}
            </a>
            <span class="card-count">{amount(total)}</span>
            <span class="quiet">待{step.label}</span>
          </Heading>
          <ul class="queue-rows">
            {rows.slice(0, most).map((row) => (
              <QueueRow declared={declared} row={row} near={near} />
            ))}
          </ul>
          {total > Math.min(most, rows.length) && <p class="queue-more"><a href={`/${declared.path}?state=${state}`}>看全部{amount(total)}件</a></p>}
        </li>
      ))}
    </ul>
  );
}

function QueueRow({ declared, row, near }: { declared: Lifecycle; row: Recorded; near: number }) {
  return (
    <li>
      <a href={`/${declared.path}/${row.id}`}>{declared.nameOf(row)}</a>
      {dueOn(declared, row) ? <DueLight declared={declared} row={row} near={near} /> : <span class="quiet">{dayOf(row.changed_at)}</span>}
    </li>
  );
}
