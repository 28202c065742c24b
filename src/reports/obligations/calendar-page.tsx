import { today } from '#platform/time.ts';
import { isWorkingDay, type WorkCalendar } from '#platform/working-days.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { choiceFilter, FilterRow } from '#platform/ui/filters.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { addressWith } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { monthsLater, windowOf, type CalendarAsked } from '#reports/obligations/asked.ts';
import type { Entry } from '#reports/obligations/facts.ts';
import { entryWords } from '#reports/obligations/words.tsx';
import { YearTable } from '#reports/obligations/year-table.tsx';

export interface CalendarProps {
  frame: Frame;
  asked: CalendarAsked;
  entries: Entry[];
  workDays: WorkCalendar;
  mayExcuse: boolean;
}

/** 履职日历: what is owed by which day and what takes place, of one committee or the whole county. On a phone a list, on a desk a month or a year. */
export function CalendarPage({ frame, asked, entries, workDays, mayExcuse }: CalendarProps) {
  const { view, month, place, committees, wholeCounty } = asked;
  const year = month.slice(0, 4);
  const title = view === 'year' ? `${year}年` : `${year}年${Number(month.slice(5))}月`;
  const others = [
    { label: '订阅到手机日历', href: '/duty-calendar/feed', icon: 'calendar' as const },
    { label: '零报告', href: '/zero-reports' },
    ...(mayExcuse ? [{ label: '免计说明', href: '/exemptions' }] : []),
  ];
  return (
    <Desk frame={frame} title="履职日历">
      <Head title={`履职日历 · ${place}`} lead={`${title}：${entries.length}项`} others={others} />
      <div class="duty-tools">
        <nav class="duty-turning" aria-label="换时间">
          <Turn frame={frame} asked={asked} by={-1} />
          <strong>{title}</strong>
          <Turn frame={frame} asked={asked} by={1} />
        </nav>
        <nav class="duty-turning" aria-label="月或年">
          <a class="btn" href={addressWith(frame.here, { view: undefined })} aria-current={view === 'month' ? 'page' : undefined}>月</a>
          <a class="btn" href={addressWith(frame.here, { view: 'year' })} aria-current={view === 'year' ? 'page' : undefined}>年</a>
        </nav>
      </div>
      {(wholeCounty || committees.length > 1) && <FilterRow here={frame.here} filters={[choiceFilter('committee', '联络委', committees)]} />}
      {entries.length === 0 && <div class="card"><Empty title="这段时间没有安排" sentence="到期的应办事项、登记了日期的活动和交办事项会出现在这里。" /></div>}
      {entries.length > 0 && (view === 'year' ? <YearTable year={year} entries={entries} /> : <Month asked={asked} entries={entries} workDays={workDays} />)}
    </Desk>
  );
}

function Turn({ frame, asked, by }: { frame: Frame; asked: CalendarAsked; by: 1 | -1 }) {
  const month = monthsLater(asked.month, asked.view === 'year' ? 12 * by : by);
  const unit = asked.view === 'year' ? '年' : '月';
  return (
    <a class="btn" href={addressWith(frame.here, { month })} aria-label={by < 0 ? `上一${unit}` : `下一${unit}`}>
      <Icon name={by < 0 ? 'left' : 'right'} />
    </a>
  );
}

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

/** One list of days: the styles make seven columns of it where there is room, and leave out the empty days where there is not. */
function Month({ asked, entries, workDays }: Pick<CalendarProps, 'asked' | 'entries' | 'workDays'>) {
  const { from, to } = windowOf(asked);
  const byDay = Map.groupBy(entries, ({ day }) => day);
  const placeOf = ({ committee }: Entry): string => (asked.committee ? '' : (asked.committees.find(({ value }) => value === committee)?.label ?? ''));
  const before = (new Date(from).getUTCDay() + 6) % 7;
  const after = (7 - new Date(to).getUTCDay()) % 7;
  const days: string[] = [];
  for (let day = from; day <= to; day = daysLater(day, 1)) days.push(day);
  return (
    <div class="card duty-month">
      <div class="duty-week" aria-hidden="true">{WEEK.map((day) => <span>{day}</span>)}</div>
      <ol class="duty-days">
        {Array.from({ length: before }, () => <li class="duty-day duty-day-empty" aria-hidden="true" />)}
        {days.map((day) => <Day day={day} entries={byDay.get(day) ?? []} placeOf={placeOf} off={!isWorkingDay(workDays, day)} />)}
        {Array.from({ length: after }, () => <li class="duty-day duty-day-empty" aria-hidden="true" />)}
      </ol>
    </div>
  );
}

function Day({ day, entries, placeOf, off }: { day: string; entries: Entry[]; placeOf: (entry: Entry) => string; off: boolean }) {
  const kind = [entries.length === 0 ? 'duty-day-empty' : '', off ? 'duty-day-off' : '', day === today() ? 'duty-day-today' : ''].filter(Boolean).join(' ');
  const weekday = WEEK[(new Date(day).getUTCDay() + 6) % 7];
  return (
    <li class={`duty-day ${kind}`}>
      <p class="duty-date"><b>{Number(day.slice(8))}</b><span class="duty-weekday">日 周{weekday}</span>{off && <span class="duty-rest">休</span>}</p>
      {entries.length > 0 && <ul class="duty-entries">{entries.map((entry) => <DutyLine entry={entry} place={placeOf(entry)} />)}</ul>}
    </li>
  );
}

function DutyLine({ entry, place }: { entry: Entry; place: string }) {
  const { owed, record, href, title, hours } = entry;
  const mark = owed ? owed.state : record!.cancelled ? 'cancelled' : 'dated';
  return (
    <li class={`duty-line duty-${mark}`}>
      <a href={href}>{hours ? `${hours.from} ` : ''}{place && `${place}：`}{title}</a>
      <span class="duty-standing">{entryWords(entry)}</span>
    </li>
  );
}
