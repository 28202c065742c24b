import type { County } from '#platform/http/visit.ts';
import type { Standing } from '#plans/obligations/facts.ts';
import { Fraction } from '#platform/ui/charts/fraction.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DayLight } from '#platform/ui/due.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { type Action, Head } from '#platform/ui/head.tsx';
import type { OneProgress } from '#reports/home/facts.ts';
import { ManyQueues, READABLE } from '#reports/home/many-queues.tsx';
import { amount, Queues } from '#reports/home/queues.tsx';
import type { Looked, Waiting } from '#reports/home/waiting.ts';

export interface HomeProps {
  frame: Frame;
  greeting: string;
  day: string;
  begin: Action[];
  waiting: Waiting[];
  /** What waits besides. */
  looked: Looked[];
  /** What the own committee, or the member himself, owes and that presses or is late. */
  pressing: Standing[];
  /** The county in whose words it is told. */
  county: County;
  /** How many working days ahead a light turns yellow. */
  near: number;
  /** Absent for those who see neither the county nor a committee. */
  progress?: { of: string; ones: OneProgress[] };
}

/** So many of each kind are named where there are few kinds. */
const OF_EACH = 3;

/** The first page: what waits for me, how the five ones stand, what is still missing. */
export function HomePage({ frame, greeting, day, begin, waiting, looked, pressing, county, near, progress }: HomeProps) {
  const total = [...waiting, ...looked].reduce((sum, queue) => sum + queue.total, 0);
  const [main, ...others] = begin;
  return (
    <Desk frame={frame} title="首页">
      <Head
        title={greeting}
        lead={`${day}。${total === 0 ? '现在没有等您办的事。' : `有${amount(total)}件事等您办。`}`}
        main={main}
        others={others}
      />
      <Section title="等您办的" action={total > 0 && <a class="btn btn-quiet" href="/tasks">全部待办</a>}>
        {total === 0 ? <p class="quiet">都办完了。新的事情会出现在这里。</p> : waiting.length + looked.length > READABLE ? <ManyQueues waiting={waiting} looked={looked} county={county} near={near} /> : <Queues frame={frame} waiting={waiting} looked={looked} county={county} near={near} most={OF_EACH} />}
      </Section>
      {pressing.length > 0 && <Pressing standings={pressing} />}
      {progress && <FiveOnes of={progress.of} ones={progress.ones} />}
      {progress && <Gaps ones={progress.ones} />}
    </Desk>
  );
}

/** What falls due, each with the page on which it can be seen, signed as zero, or begun. */
function Pressing({ standings }: { standings: Standing[] }) {
  return (
    <Section title="催办：快到期和已过期的" count={standings.length} action={<a class="btn btn-quiet" href="/reminders">提醒记录</a>}>
      <ul class="queue-rows">
        {standings.map(({ owing, span, debtor }) => (
          <li>
            <a href={owing.owedBy === 'member' ? `/${owing.dischargedBy.declared.path}/new` : `/duty-calendar/${owing.name}/${span.from}?committee=${debtor.id}`}>{owing.label}（{span.label}）</a>
            <DayLight day={span.due} near={span.near} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FiveOnes({ of, ones }: { of: string; ones: OneProgress[] }) {
  return (
    <Section title={`五个一 · ${of}`}>
      <div class="progress-row">
        {ones.map(({ label, icon, href, done, due, gaps }) => (
          <Fraction label={label} icon={icon} done={done} due={due} href={href} note={due === 0 ? '今年还没有到期的' : gaps.length === 0 ? '到今天都已完成' : `还差${gaps.length}`} />
        ))}
      </div>
    </Section>
  );
}

/** So many missing ones of each kind are named; the rest is a number. */
const NAMED = 6;

function Gaps({ ones }: { ones: OneProgress[] }) {
  const missing = ones.filter(({ gaps }) => gaps.length > 0);
  if (missing.length === 0) return null;
  return (
    <Section title="还差什么">
      <div class="gaps">
        {missing.map(({ label, gaps, href }) => (
          <div>
            <h3>{label}</h3>
            <ul>
              {gaps.slice(0, NAMED).map((gap) => (
                <li>
                  {gap.href ? <a href={gap.href}>{gap.label}</a> : gap.label}
                  <span class="quiet">{gap.why}</span>
                </li>
              ))}
            </ul>
            {gaps.length > NAMED && <p class="queue-more"><a href={href}>还有{gaps.length - NAMED}处</a></p>}
          </div>
        ))}
      </div>
    </Section>
  );
}

export function NothingWaits() {
  return <Empty title="没有等您办的事" sentence="新的事情会出现在这里，每天最多提醒您一次。" />;
}
