import { checksOn } from '#plans/haves/checks/facts.ts';
import { CommitteePage, OverviewPage } from '#plans/haves/pages.tsx';
import { overviewOn, type CommitteeStanding, type Overview } from '#plans/haves/overview.ts';
import { isDay } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { momentIn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { committeesOf, holds } from '#platform/identity/actor.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';

const query = ['day', 'asof'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
const TAG = '五有总表';

/** 五有总表: all committees × items on one sheet, and one committee with its reasons. */
export function mount(site: Site): void {
  site.add({ method: 'GET', path: '/haves', handle: showAll, api: { summary: '各联络委逐项现状', tag: TAG, query } });
  site.add({ method: 'GET', path: '/haves/:id', handle: showOne, api: { summary: '一个联络委的逐项现状和理由', tag: TAG, query } });
}

/** The county's body sees all; a committee itself. Undefined: all. */
function placesFor(visit: Visit): readonly string[] | undefined {
  if (holds(visit.actor, 'county_office', 'chair', 'leader', 'auditor', 'maintainer')) return undefined;
  const own = committeesOf(visit.actor, 'worker', 'director', 'deputy_director', 'committee_member');
  if (own.length === 0) throw new Problem(403, 'not_yours', '规范化建设情况由县政协和各联络委查看，您不在其中。');
  return own;
}

function dayAsked(visit: Visit): string {
  const day = visit.query.get('day') || today();
  if (!isDay(day)) throw new Problem(400, 'bad_day', '“日期”要写成实际有的日期，例如 2025-03-02。');
  return day;
}

const asked = <T,>(visit: Visit, work: Parameters<typeof look<T>>[1]): Promise<T> =>
  look(visit, async (reading) => work(await readingAt(reading, momentIn(visit.query.get('asof') || undefined))));

async function showAll(visit: Visit): Promise<Response> {
  const [own, day] = [placesFor(visit), dayAsked(visit)];
  const { overview, checks } = await asked(visit, async (reading) => ({ overview: await overviewOn(reading, day), checks: await checksOn(reading, day) }));
  const committees = overview.committees.filter(({ id }) => own?.includes(id) ?? true);
  if (visit.json) return json(visit, { day, checklist: checklistSaid(overview), items: committees.map(said) });
  return page(visit, <OverviewPage frame={frameOf(visit)} overview={{ ...overview, committees }} checks={checks} />);
}

async function showOne(visit: Visit): Promise<Response> {
  const [own, day, id] = [placesFor(visit), dayAsked(visit), visit.param('id')];
  if (!isId(id) || (own && !own.includes(id))) throw notFound('这个联络委');
  const { overview, check } = await asked(visit, async (reading) => ({ overview: await overviewOn(reading, day, id), check: (await checksOn(reading, day, { committee: id })).get(id) }));
  const [committee] = overview.committees;
  if (overview.checklist && !committee) throw notFound('这个联络委');
  if (visit.json) return json(visit, { day, checklist: checklistSaid(overview), ...(committee ? said(committee) : {}) });
  const mayKeep = holds(visit.actor, 'county_office') || committeesOf(visit.actor, 'worker', 'director', 'deputy_director').includes(id);
  return page(visit, <CommitteePage frame={frameOf(visit)} overview={overview} committee={committee} check={check} mayKeep={mayKeep} />);
}

const checklistSaid = ({ checklist }: Overview) => (checklist ? { id: checklist.id, title: checklist.title } : null);

const said = ({ id, place, acceptedOn, items }: CommitteeStanding) => ({
  committee_id: id, place, accepted_on: acceptedOn,
  items: items.map(({ item, standing, why, day, href }) => ({ item_id: item.id, label: item.label, required: item.required, standing, why, day, href })),
});
