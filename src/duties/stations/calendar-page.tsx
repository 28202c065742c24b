import type { Child } from 'hono/jsx';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { page, json, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { is, all } from '#platform/predicate.ts';
import { Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { count, get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { addressWith, type Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { namesIn, namesOf } from '#duties/stations/around.ts';
import { daysOf, shiftsIn, windowAsked, type Window } from '#duties/stations/calendar.ts';
import { station, type Station } from '#duties/stations/record.ts';
import { publishDrafts } from '#duties/stations/shifts/actions.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { shortDay, weekdayOf } from '#duties/stations/words.ts';

/** 谁哪天来: the shifts of a station in a week or a month, on a phone a list of days. */

interface Shown {
  at: Station;
  window: Window;
  shifts: readonly DutyShift[];
  names: ReadonlyMap<string, string>;
  /** Drafts of the station, of any day. */
  drafts: number;
  mayPlan: boolean;
  /** Whoever serves has a calendar of the own shifts. */
  member: boolean;
}

export const planner = (visit: Visit, at: Station): boolean => at.state === 'open' && standing(dutyShift.createdBy, visit.actor, { committee_id: at.committee_id } as DutyShift) !== undefined;

async function shown(reading: Reading, visit: Visit): Promise<Shown> {
  const at = await get(reading, station, visit.param('id'));
  const window = windowAsked(visit.query);
  const shifts = await shiftsIn(reading, is<DutyShift>('station_id', at.id), window);
  const mayPlan = planner(visit, at);
  const drafts = mayPlan ? await count(reading, dutyShift, all(is<DutyShift>('station_id', at.id), is<DutyShift>('state', 'draft'))) : 0;
  return { at, window, shifts, names: await namesOf(reading, shifts.flatMap(({ member_ids }) => member_ids)), drafts, mayPlan, member: visit.actor.memberId !== null };
}

const calendar: Handler = (visit) => look(visit, async (reading) => {
  const all = await shown(reading, visit);
  if (visit.json) return json(visit, { from: all.window.from, to: all.window.to, shifts: all.shifts.map(({ id, state, day, starts, ends, member_ids, service }) => ({ id, state, day, starts, ends, members: member_ids.map((one) => all.names.get(one) ?? null), service })) });
  return page(visit, <CalendarPage frame={frameOf(visit)} shown={all} />);
});

const words = ({ view, from, to }: Window): string => (view === 'month' ? `${Number(from.slice(0, 4))}年${Number(from.slice(5, 7))}月` : `${shortDay(from)}至${shortDay(to)}`);

function CalendarPage({ frame, shown: { at, window, shifts, names, drafts, mayPlan, member } }: { frame: Frame; shown: Shown }) {
  const base = `/${station.path}/${at.id}`;
  const turn = (day: string, label: string, icon: 'left' | 'right') => <a class="btn" href={addressWith(frame.here, { day })} aria-label={label}><Icon name={icon} /></a>;
  return (
    <Desk frame={frame} title={`${at.name}值班`}>
      <Head
        title="值班安排" lead={at.name} back={{ label: at.name, href: base }} main={mayPlan ? { label: '排值班', href: `${base}/planning`, icon: 'calendar' } : undefined}
        others={[...(mayPlan ? [{ label: '加一班', href: `/${dutyShift.path}/new?station=${at.id}` }] : []), { label: '打印海报', href: `${base}/poster?view=${window.view}&day=${window.from}`, icon: 'print' as const }, ...(member ? [{ label: '订阅我的值班', href: '/duty-calendar/feed' }] : [])]}
      />
      {drafts > 0 && <Drafts frame={frame} base={base} drafts={drafts} />}
      <div class="duty-tools">
        <nav class="duty-turning" aria-label="换时间">{turn(window.before, '前一段', 'left')}{turn(window.after, '后一段', 'right')}<strong>{words(window)}</strong></nav>
        <nav class="duty-turning" aria-label="周或月">
          <a class="btn" href={addressWith(frame.here, { view: undefined, day: window.from })} aria-current={window.view === 'week' ? 'page' : undefined}>周</a>
          <a class="btn" href={addressWith(frame.here, { view: 'month', day: window.from })} aria-current={window.view === 'month' ? 'page' : undefined}>月</a>
        </nav>
      </div>
      {shifts.length === 0 ? <div class="card"><Empty title="这段时间没有值班" sentence="点“排值班”，按“每周三上午，几位委员轮流”这样的规律一次排好。" /></div> : <Days window={window} shifts={shifts} names={names} />}
    </Desk>
  );
}

const Drafts = ({ frame, base, drafts }: { frame: Frame; base: string; drafts: number }) => (
  <Remark>
    <p>有{drafts}班是拟排的，公布以后委员和群众才看得到。要改的，点开那一班；不要的，取消那一班。</p>
    <form method="post" action={`${base}/shift-publication`}>
      <CsrfInput csrf={frame.csrf} />
      <button type="submit" class="btn btn-primary">公布这{drafts}班</button>
    </form>
  </Remark>
);

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

/** The same list of days as the duty calendar: seven columns where there is room. */
function Days({ window, shifts, names }: Pick<Shown, 'window' | 'shifts' | 'names'>): Child {
  const byDay = Map.groupBy(shifts, ({ day }) => day);
  const before = (new Date(window.from).getUTCDay() + 6) % 7;
  const after = (7 - new Date(window.to).getUTCDay()) % 7;
  const empty = (n: number) => Array.from({ length: n }, (): Child => <li class="duty-day duty-day-empty" aria-hidden="true" />);
  return (
    <div class="card duty-month">
      <div class="duty-week" aria-hidden="true">{WEEK.map((day): Child => <span>{day}</span>)}</div>
      <ol class="duty-days">
        {empty(before)}
        {daysOf(window).map((day): Child => <Day day={day} shifts={byDay.get(day) ?? []} names={names} />)}
        {empty(after)}
      </ol>
    </div>
  );
}

const classOf = (day: string, shifts: readonly DutyShift[]): string =>
  ['duty-day', day === today() && 'duty-day-today', shifts.length === 0 && 'duty-day-empty'].filter(Boolean).join(' ');

const Day = ({ day, shifts, names }: { day: string; shifts: readonly DutyShift[]; names: Shown['names'] }) => (
  <li class={classOf(day, shifts)}>
    <p class="duty-date"><b>{Number(day.slice(8))}</b><span class="duty-weekday">日 {weekdayOf(day)}</span></p>
    {shifts.length > 0 && (
      <ul class="duty-entries">
        {shifts.map((one): Child => (
          <li class={`duty-line ${toneOf(one)}`}>
            <a href={`/${dutyShift.path}/${one.id}`}>{one.starts}—{one.ends} {namesIn(names, one.member_ids)}</a>
            {one.state !== 'planned' && <span class="duty-standing">{dutyShift.states[one.state as 'draft'].label}{one.state === 'held' ? ` ${one.visitors}人次` : ''}</span>}
          </li>
        ))}
      </ul>
    )}
  </li>
);

const toneOf = ({ state }: DutyShift): string => ({ held: 'duty-discharged', draft: 'duty-near', missed: 'duty-late' })[state] ?? '';

/** Everything that was planned becomes known with one click. */
const publish: Handler = async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  const n = await transact(visit.house, visit.actor, requestId(visit, body), async (act) => (await publishDrafts(act, (await get(act, station, id)).id)).length).catch((error: unknown) => {
    if (error instanceof Repeated) return 0;
    throw error;
  });
  if (visit.json) return json(visit, { published: n });
  return seeOther(visit, `/${station.path}/${id}/calendar?view=month`, { tone: 'good', sentence: n > 0 ? `已公布${n}班值班。` : '没有拟排的值班了。' });
};

export function mountCalendar(site: Site): void {
  const path = `/${station.path}/:id`;
  const query = ['view', 'day'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path: `${path}/calendar`, handle: calendar, readsOnly: true, api: { summary: '一个服务站一周或一月的值班', tag: dutyShift.title, query, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${path}/shift-publication`, handle: publish, api: { summary: '公布一个服务站所有拟排的值班', tag: dutyShift.title, answer: { type: 'object', properties: { published: { type: 'integer' } } } } });
}
