import { checksOn } from '#plans/haves/checks/facts.ts';
import { CommitteePage, OverviewPage, type Looked } from '#plans/haves/pages.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { checklistsOn, overviewsOn, type CommitteeStanding, type Overview } from '#plans/haves/overview.ts';
import { expectReader, mayKeepFor, mayLookAt } from '#plans/haves/relations.ts';
import { isDay } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { momentIn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { isId } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';

const query = ['day', 'list', 'asof'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
const TAG = '五有总表';

/** 五有总表: all committees × items of a checklist on one sheet, and one committee with its reasons. */
export function mount(site: Site): void {
  site.add({ method: 'GET', path: '/haves', handle: showAll, api: { summary: '各联络委逐项现状', tag: TAG, query } });
  site.add({ method: 'GET', path: '/haves/:id', handle: showOne, api: { summary: '一个联络委的逐项现状和理由', tag: TAG, query } });
}

/** What the address asks for: a day (without one that of the moment, else today), a checklist by its line, a moment. */
function askedOf(visit: Visit): { day: string; line: string | undefined; asOf: Date | undefined } {
  const asOf = momentIn(visit.query.get('asof') || undefined);
  const day = visit.query.get('day') || (asOf ? dayOf(asOf) : today());
  if (!isDay(day)) throw new Problem(400, 'bad_day', '“日期”要写成实际有的日期，例如 2025-03-02。');
  const line = visit.query.get('list') || undefined;
  if (line && !isId(line)) throw new Problem(400, 'bad_list', '没有这份清单，请从总表重新打开。');
  return { day, line, asOf };
}

/** The checklist that was asked for, else the first in force; with the committees it is asked of (or the one) and their checks. */
async function lookAt(visit: Visit, committee?: string): Promise<Looked> {
  const { asOf, ...asked } = askedOf(visit);
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, asOf);
    return { day: asked.day, asOf, applied: await allAppliedAt(reading, ['light.near_days'], asked.day), ...(await standingOf(reading, asked, committee)) };
  });
}

async function standingOf(reading: Reading, { day, line: asked }: { day: string; line: string | undefined }, committee?: string): Promise<Omit<Looked, 'day' | 'asOf' | 'applied'>> {
  const inForce = await checklistsOn(reading, day, { committee });
  const chosen = asked ? inForce.find(({ line_id }) => line_id === asked) : inForce[0];
  if (!chosen) return { overview: undefined, others: inForce, checks: new Map() };
  const narrowed = { line: chosen.line_id, committee };
  const [overview] = await overviewsOn(reading, day, narrowed);
  return { overview, others: inForce.filter(({ id }) => id !== chosen.id), checks: await checksOn(reading, day, narrowed) };
}

async function showAll(visit: Visit): Promise<Response> {
  expectReader(visit.actor);
  const looked = await lookAt(visit);
  const committees = looked.overview?.committees.filter(({ id }) => mayLookAt(visit.actor, id)) ?? [];
  if (visit.json) return json(visit, { ...about(looked), items: committees.map(said) });
  return page(visit, <OverviewPage frame={frameOf(visit)} looked={looked} committees={committees} />);
}

async function showOne(visit: Visit): Promise<Response> {
  expectReader(visit.actor);
  const id = visit.param('id');
  if (!isId(id) || !mayLookAt(visit.actor, id)) throw notFound('这个联络委');
  const looked = await lookAt(visit, id);
  const [committee] = looked.overview?.committees ?? [];
  if (looked.overview && !committee) throw notFound('这个联络委');
  if (visit.json) return json(visit, { ...about(looked), ...(committee ? said(committee) : {}) });
  return page(visit, <CommitteePage frame={frameOf(visit)} looked={looked} committee={committee} mayKeep={mayKeepFor(visit.actor, id)} />);
}

const about = ({ day, overview, others }: Looked) => ({ day, checklist: overview ? named(overview.checklist) : null, others: others.map(named) });

const named = ({ id, line_id, title, subject }: Overview['checklist']) => ({ id, line_id, title, subject });

const said = ({ id, place, acceptedOn, items }: CommitteeStanding) => ({
  committee_id: id, place, accepted_on: acceptedOn,
  items: items.map(({ item, standing, why, day, href }) => ({ item_id: item.id, label: item.label, required: item.required, standing, why, day, href })),
});
