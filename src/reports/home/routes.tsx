import { newestSheetOf } from '#assessment/rounds/facts.ts';
import { assessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import type { ParticipantRight } from '#institutions/participants/record.ts';
import type { Awaited } from '#platform/awaited.ts';
import { page } from '#platform/http/answers.tsx';
import { mountOfflinePage } from '#platform/http/offline-page.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { type Handler, look, type Visit } from '#platform/http/visit.ts';
import { holds, isOnlyParticipant, membershipsOf, type Actor } from '#platform/identity/actor.ts';
import { language } from '#platform/languages/language.ts';
import type { Reading } from '#platform/records/act.ts';
import { appliedAt, parameterAt, participantWordsOn } from '#plans/facts.ts';
import type { Standing } from '#plans/obligations/facts.ts';
import { printedDay, today } from '#platform/time.ts';
import type { Action } from '#platform/ui/head.tsx';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { pressingFor } from '#reports/obligations/facts.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import { NEAREST } from '#reports/home/many-queues.tsx';
import { HomePage, type HomeProps } from '#reports/home/home-page.tsx';
import { MePage } from '#reports/home/me-page.tsx';
import { progressOf } from '#reports/home/facts.ts';
import { DonePage, TasksPage } from '#reports/home/tasks-page.tsx';
import { awaitedBy, doneBy, waitingFor } from '#reports/home/waiting.ts';

/** So many records of each queue are named on the first page, and so many on the page of tasks. */
const ON_HOME = NEAREST;
const ON_TASKS = 20;

/** A city, prefecture or province has no work of a county before it: its first page is the counties' numbers. */
const home = (obligations: readonly Obligation[], awaited: readonly Awaited[]): Handler => async (visit) =>
  (holds(visit.actor, 'superior_office') ? visit.context.redirect('/siblings', 303) : homeOf(visit, obligations, awaited));

const homeOf = (visit: Visit, obligations: readonly Obligation[], awaited: readonly Awaited[]): Promise<Response> =>
  look(visit, async (reading) => {
    const waiting = await waitingFor(reading, ON_HOME);
    const own = ownCommittee(visit.actor);
    const content = (
      <HomePage
        frame={frameOf(visit)}
        greeting={`${visit.actor.name}，您好`}
        day={todayInWords()}
        begin={isOnlyParticipant(visit.actor) ? await participantsBeginnings(reading) : beginnings(visit.actor)}
        waiting={waiting}
        looked={await awaitedBy(reading, awaited, ON_HOME)}
        pressing={await pressingOn(reading, obligations, own)}
        county={visit.county}
        near={await nearDays(reading)}
        progress={await progressShown(visit, reading)}
      />
    );
    return page(visit, content);
  });

/** Of the own committee, and of the own membership. */
async function pressingOn(reading: Reading, obligations: readonly Obligation[], committee: string | undefined): Promise<Standing[]> {
  const { memberId } = reading.actor;
  return [...(committee ? await pressingFor(reading, obligations, committee) : []), ...(memberId ? await pressingFor(reading, obligations, memberId, 'member') : [])];
}

const tasks = (awaited: readonly Awaited[]): Handler => (visit) =>
  look(visit, async (reading) => {
    const view = visit.query.get('view');
    const common = { frame: frameOf(visit), county: visit.county };
    if (view === 'done') return page(visit, <DonePage {...common} title="已办" done={await doneBy(reading, false)} />);
    if (view === 'begun') return page(visit, <DonePage {...common} title="我发起的" done={await doneBy(reading, true)} />);
    return page(visit, <TasksPage {...common} near={await nearDays(reading)} basis={await appliedAt(reading, 'light.near_days', today())} waiting={await waitingFor(reading, ON_TASKS)} looked={await awaitedBy(reading, awaited, ON_TASKS)} />);
  });

/** How many working days before its day a light turns yellow, as the county's plan says. */
const nearDays = (reading: Reading): Promise<number> => parameterAt(reading, 'light.near_days', today());

const me: Handler = async (visit) => {
  const memberHref = visit.actor.memberId ? `/members/${visit.actor.memberId}` : undefined;
  const sheet = memberHref ? await look(visit, (reading) => newestSheetOf(reading, membershipsOf(visit.actor))) : undefined;
  const sheetHref = sheet && `/${assessmentSheet.path}/${sheet.id}`;
  return page(visit, <MePage frame={frameOf(visit)} name={visit.actor.name} post={visit.postLabel} memberHref={memberHref} sheetHref={sheetHref} />);
};

const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'Asia/Shanghai' });

const todayInWords = (): string => `${printedDay(today())}，${weekday.format(new Date())}`;

/** What this person most often comes to enter; the first is the page's main button. */
function beginnings(actor: Actor): Action[] {
  if (holds(actor, 'worker', 'director', 'deputy_director')) return [{ label: '记一条民情', href: '/ledger/new', icon: 'add' }];
  if (holds(actor, 'county_office')) return [{ label: '导入表格', href: '/imports', icon: 'importing' }];
  if (holds(actor, 'leader')) return [{ label: '领导看板', href: '/boards/leader', icon: 'reports' }, { label: '发言材料', href: '/speech', icon: 'file' }, { label: '数字与判断', href: '/figures' }];
  if (holds(actor, 'unit_clerk')) return [{ label: '本单位的转办件', href: '/referrals/inbox', icon: 'tasks' }, { label: '本单位的提案', href: '/proposals', icon: 'proposal' }];
  if (actor.memberId) return [{ label: '写提案', href: '/proposals/new', icon: 'add' }, { label: '记一件实事', href: '/deeds/new' }, { label: '我的履职档案', href: '/archive' }];
  return [];
}

/** What the plan lets the kinds do as which this person takes part. */
async function participantsBeginnings(reading: Reading): Promise<Action[]> {
  const words = await participantWordsOn(reading, today());
  const may = (right: ParticipantRight): boolean => reading.actor.posts.some(({ kind }) => kind !== undefined && words[right].includes(kind));
  return [
    ...(may('ledger') ? [{ label: '记一条民情', href: '/ledger/new', icon: 'add' as const }] : []),
    ...(may('topics') ? [{ label: '提一个协商议题', href: '/consultations/new' }] : []),
  ];
}

const thisYear = () => ({ from: `${today().slice(0, 4)}-01-01`, to: today() });

/** The county as a whole for those who see it, the own committee for those who belong to one. */
async function progressShown(visit: Visit, reading: Reading): Promise<HomeProps['progress']> {
  const year = `${today().slice(0, 4)}年`;
  const committee = ownCommittee(visit.actor);
  if (committee) {
    const places = await committeeChoices(reading);
    const place = places.find(({ value }) => value === committee)?.label ?? '';
    return { of: `${place} ${year}`, ones: await progressOf(reading, visit.county, { ...thisYear(), committee }) };
  }
  if (seesWholeCounty(visit.actor)) return { of: `全县 ${year}`, ones: await progressOf(reading, visit.county, thisYear()) };
  return undefined;
}

export function mount(site: Site, obligations: readonly Obligation[], awaited: readonly Awaited[]): void {
  site.add({ method: 'GET', path: '/', handle: home(obligations, awaited) });
  site.add({ method: 'GET', path: '/tasks', handle: tasks(awaited) });
  site.add({ method: 'GET', path: '/me', handle: me });
  mountOfflinePage(site);
}
