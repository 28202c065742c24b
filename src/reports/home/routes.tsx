import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { type Handler, look, type Visit } from '#platform/http/visit.ts';
import { holds, type Actor } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { appliedAt, parameterAt } from '#plans/facts.ts';
import { printedDay, today } from '#platform/time.ts';
import type { Action } from '#platform/ui/head.tsx';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { pressingFor } from '#reports/obligations/facts.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import { HomePage, type HomeProps } from '#reports/home/home-page.tsx';
import { MePage } from '#reports/home/me-page.tsx';
import { progressOf } from '#reports/home/progress.ts';
import { DonePage, TasksPage } from '#reports/home/tasks-page.tsx';
import { doneBy, waitingFor } from '#reports/home/waiting.ts';

/** So many records of each queue are named on the first page, and so many on the page of tasks. */
const ON_HOME = 3;
const ON_TASKS = 20;

const home = (obligations: readonly Obligation[]): Handler => (visit) =>
  look(visit, async (reading) => {
    const waiting = await waitingFor(reading, ON_HOME);
    const own = ownCommittee(visit.actor);
    const content = (
      <HomePage
        frame={frameOf(visit)}
        greeting={`${visit.actor.name}，您好`}
        day={todayInWords()}
        begin={beginnings(visit.actor)}
        waiting={waiting}
        pressing={own ? await pressingFor(reading, obligations, own) : []}
        county={visit.county}
        near={await nearDays(reading)}
        progress={await progressShown(visit, reading)}
      />
    );
    return page(visit, content);
  });

const tasks: Handler = (visit) =>
  look(visit, async (reading) => {
    const view = visit.query.get('view');
    const common = { frame: frameOf(visit), county: visit.county };
    if (view === 'done') return page(visit, <DonePage {...common} title="已办" done={await doneBy(reading, false)} />);
    if (view === 'begun') return page(visit, <DonePage {...common} title="我发起的" done={await doneBy(reading, true)} />);
    return page(visit, <TasksPage {...common} near={await nearDays(reading)} basis={await appliedAt(reading, 'light.near_days', today())} waiting={await waitingFor(reading, ON_TASKS)} />);
  });

/** How many working days before its day a light turns yellow, as the county's plan says. */
const nearDays = (reading: Reading): Promise<number> => parameterAt(reading, 'light.near_days', today());

const me: Handler = async (visit) => {
  const memberHref = visit.actor.memberId ? `/members/${visit.actor.memberId}` : undefined;
  return page(visit, <MePage frame={frameOf(visit)} name={visit.actor.name} post={visit.postLabel} memberHref={memberHref} />);
};

const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'Asia/Shanghai' });

const todayInWords = (): string => `${printedDay(today())}，${weekday.format(new Date())}`;

/** What this person most often comes to enter; the first is the page's main button. */
function beginnings(actor: Actor): Action[] {
  if (holds(actor, 'worker', 'director', 'deputy_director')) return [{ label: '记一条民情', href: '/ledger/new', icon: 'add' }];
  if (holds(actor, 'county_office')) return [{ label: '导入表格', href: '/imports', icon: 'importing' }];
  if (holds(actor, 'leader')) return [{ label: '看发言材料', href: '/speech', icon: 'file' }, { label: '数字与判断', href: '/figures' }];
  if (holds(actor, 'unit_clerk')) return [{ label: '本单位的提案', href: '/proposals', icon: 'proposal' }];
  if (holds(actor, 'informant')) return [{ label: '记一条民情', href: '/ledger/new', icon: 'add' }];
  if (actor.memberId) return [{ label: '写提案', href: '/proposals/new', icon: 'add' }, { label: '记一件实事', href: '/deeds/new' }];
  return [];
}

/** The county as a whole for those who see it, the own committee for those who belong to one. */
async function progressShown(visit: Visit, reading: Reading): Promise<HomeProps['progress']> {
  const year = `${today().slice(0, 4)}年`;
  const committee = ownCommittee(visit.actor);
  if (committee) {
    const places = await committeeChoices(reading);
    const place = places.find(({ value }) => value === committee)?.label ?? '';
    return { of: `${place} ${year}`, ones: await progressOf(reading, visit.county, committee) };
  }
  if (seesWholeCounty(visit.actor)) return { of: `全县 ${year}`, ones: await progressOf(reading, visit.county, undefined) };
  return undefined;
}

export function mount(site: Site, obligations: readonly Obligation[]): void {
  site.add({ method: 'GET', path: '/', handle: home(obligations) });
  site.add({ method: 'GET', path: '/tasks', handle: tasks });
  site.add({ method: 'GET', path: '/me', handle: me });
}
