import { createHash } from 'node:crypto';
import { committeeChoices } from '#institutions/facts.ts';
import { committeesOf } from '#platform/identity/actor.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import { datedIn, entriesIn, sequenceOfDays, type DutyDeclared, type Entry, type Window } from '#reports/obligations/facts.ts';
import { FeedPage, type Offered } from '#reports/obligations/feed-page.tsx';
import { lookerOf, renewFeed, revokeFeed, standingFeed, type Looker, type Whose } from '#reports/obligations/feeds.ts';
import { calendarText, type CalendarEvent } from '#platform/obligations/ical.ts';
import { entryWords } from '#reports/obligations/words.tsx';

export function mountFeeds(site: Site, declared: DutyDeclared): void {
  const tag = '履职日历';
  const whose = { type: 'object', properties: { committee: { type: 'string' } } };
  site.add({ method: 'GET', path: '/duty-calendar/feed', handle: (visit) => drawFeeds(visit) });
  site.add({ method: 'POST', path: '/duty-calendar/feed', handle: renew, api: { summary: '开通或更换日历订阅地址', tag, body: whose, answer: { type: 'object', properties: { address: { type: 'string' } } }, status: 201 } });
  site.add({ method: 'POST', path: '/duty-calendar/feed/revocation', handle: revoke, api: { summary: '停用日历订阅地址', tag, body: whose } });
  site.add({ method: 'GET', path: '/feeds/:county/:token/calendar.ics', handle: feed(declared), open: true });
}

/** The own calendar, and that of each committee for which one works. */
async function drawFeeds(visit: Visit, made?: { committee: string; address: string }): Promise<Response> {
  const offered = await look(visit, async (now) => {
    const places = await committeeChoices(now);
    const own = committeesOf(visit.actor, 'worker', 'director', 'deputy_director');
    if (own.length === 0 && !seesWholeCounty(visit.actor) && committeesOf(visit.actor, 'committee_member').length === 0 && visit.actor.memberId === null) throw new Problem(403, 'not_yours', '履职日历由委员、县政协和联络委的人员订阅，您不在其中。');
    const all: Offered[] = [{ title: '我的日历', committee: '' }, ...own.map((id) => ({ title: `${places.find(({ value }) => value === id)?.label ?? ''}联络委的日历`, committee: id }))];
    const standing: Offered[] = [];
    for (const one of all) standing.push({ ...one, madeAt: (await standingFeed(now, whoseOf(visit, one.committee)))?.made_at, address: made?.committee === one.committee ? made.address : undefined });
    return standing;
  });
  const readsCalendar = seesWholeCounty(visit.actor) || committeesOf(visit.actor, 'worker', 'director', 'deputy_director', 'committee_member').length > 0;
  return page(visit, <FeedPage frame={frameOf(visit)} offered={offered} back={readsCalendar ? { label: '履职日历', href: '/duty-calendar' } : { label: '我的', href: '/me' }} />);
}

/** @throws Problem 403 for a committee that is not one's own */
function whoseOf({ actor }: Visit, committee: string): Whose {
  if (committee === '') return { person: actor.personId! };
  if (!committeesOf(actor, 'worker', 'director', 'deputy_director').includes(committee)) throw new Problem(403, 'not_yours', '联络委的日历地址由本联络委工作人员开通，您不在其中。');
  return { committee };
}

const renew: Handler = async (visit) => {
  const committee = (await sent(visit)).text('committee') ?? '';
  const token = await renewFeed(visit.house, visit.actor, whoseOf(visit, committee));
  const address = `${publicOrigin(visit.context)}/feeds/${visit.county.slug}/${token}/calendar.ics`;
  return visit.json ? json(visit, { address }, 201) : drawFeeds(visit, { committee, address });
};

const revoke: Handler = async (visit) => {
  await revokeFeed(visit.house, visit.actor, whoseOf(visit, (await sent(visit)).text('committee') ?? ''));
  if (visit.json) return json(visit, { address: null });
  return seeOther(visit, '/duty-calendar/feed', { tone: 'good', sentence: '已停用，旧地址不再显示任何内容。' });
};

/** Half a year back and a good year ahead: what a calendar program keeps. */
const BACK = 180;
const AHEAD = 400;

const feed = (declared: DutyDeclared): Handler => async (visit) => {
  const token = visit.param('token');
  const looker = /^[\w-]{32}$/.test(token) ? await lookerOf(visit.house, visit.county.id, token) : undefined;
  if (!looker) throw notFound('这份日历');
  const text = await reading(visit.house, looker.actor, async (now) => calendarText(`${visit.county.name}履职日历`, await eventsFor(now, declared, looker, visit)));
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-cache', etag };
  if (visit.context.req.header('if-none-match') === etag) return visit.context.body(null, 304, headers);
  return visit.context.body(text, 200, headers);
};

/** What one may see of the own committees; for those above them the whole county's. */
async function eventsFor(now: Reading, declared: DutyDeclared, { committees, wholeCounty, members }: Looker, visit: Visit): Promise<CalendarEvent[]> {
  const window: Window = { from: daysLater(today(), -BACK), to: daysLater(today(), AHEAD) };
  const asked: (string | undefined)[] = wholeCounty ? [undefined] : [...committees];
  const entries: Entry[] = [];
  for (const committee of asked) entries.push(...(await entriesIn(now, declared, { ...window, committee })));
  if (!wholeCounty && members.length > 0) {
    const known = new Set(entries.map(({ key }) => key));
    entries.push(...(await datedIn(now, declared.dated, { ...window, members })).filter(({ key }) => !known.has(key)));
  }
  const days = await sequenceOfDays(now);
  const changedAt = await lastChange(now);
  const origin = publicOrigin(visit.context);
  return entries.map((entry) => eventOf(entry, { host: `${visit.county.slug}.lianxinqiao`, origin, days, changedAt }));
}

/** The moment of the county's last act: an obligation has none of its own. */
async function lastChange({ db, county }: Reading): Promise<Date> {
  const head = await db.selectFrom('journal_heads').select('at').where('county_id', '=', county).executeTakeFirst();
  return head?.at ?? new Date(0);
}

function eventOf(entry: Entry, { host, origin, days, changedAt }: { host: string; origin: string; days: number; changedAt: Date }): CalendarEvent {
  const { owed, record, place, hours, day } = entry;
  return {
    uid: `${entry.key}@${host}`, day, hours, place, href: `${origin}${entry.href}`,
    sequence: record ? record.row.version : days,
    changedAt: record ? new Date(record.row.changed_at) : changedAt,
    title: owed ? `${entry.title}${owed.state === 'open' || owed.state === 'near' ? '最迟' : `：${entryWords(entry)}`}` : `${record!.declared.title}：${entry.title}`,
    description: entryWords(entry),
    cancelled: record ? record.cancelled : owed!.state === 'excused',
  };
}
