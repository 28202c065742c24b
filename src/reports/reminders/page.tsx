import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DayLight } from '#platform/ui/due.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { printedDay } from '#platform/time.ts';

/** One line of a bundle. */
export interface ReminderShown {
  day: string;
  title: string;
  due: string;
  pressing: 'near' | 'late';
  href: string;
  /** Done or excused meanwhile: nothing is left to do. */
  settled: boolean;
}

/** 催办: the person's own reminders, one bundle for each day on which there was something to say. */
export function RemindersPage({ frame, shown, near }: { frame: Frame; shown: readonly ReminderShown[]; near: number }) {
  const bundles = [...Map.groupBy(shown, ({ day }) => day)];
  return (
    <Desk frame={frame} title="催办" width="narrow">
      <Head title="催办" lead="快到期提醒一次，过期再提醒一次；每个工作日至多一条汇总，节假日和夜里不提醒，也不记谁看过。" back={{ label: '首页', href: '/' }} />
      {bundles.length === 0 && <div class="card"><Empty title="没有提醒过您的事" sentence="应办事项快到期或者过期时，会在这里汇总列出。" /></div>}
      {bundles.map(([day, those]) => (
        <Section title={printedDay(day)} count={those.length}>
          <ul class="queue-rows">
            {those.map(({ title, due, href, settled }) => (
              <li>
                <a href={href}>{title}</a>
                {settled ? <span class="quiet">已了结</span> : <DayLight day={due} near={near} />}
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {bundles.length > 0 && <p class="quiet">确有特殊情况不能按期办的，请联系县政协办公室登记免计。</p>}
    </Desk>
  );
}
