import { parameterAt } from '#plans/facts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import type { Standing } from '#platform/records/moment.ts';
import { ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { aboutLine } from '#reports/asking.tsx';
import { lookAt, queryOf, type Asked } from '#reports/asked.ts';
import { besideAsked, boardAsked } from '#reports/boards/asked.ts';
import { boardOf, type BoardDeclared } from '#reports/boards/board.ts';
import { BoardPage } from '#reports/boards/board-page.tsx';
import type { BoardFrameProps, Wall } from '#reports/boards/frame.tsx';
import { leaderBoardOf, type LeaderDeclared } from '#reports/boards/leader.ts';
import { LeaderPage } from '#reports/boards/leader-page.tsx';
import { overdueColumns } from '#reports/boards/overdue-page.tsx';
import { overdueOf, type Overdue } from '#reports/boards/overdue.ts';
import { pageOf, PAGE_SIZE, scopeQuery } from '#reports/boards/paging.ts';
import { plainBoard, plainLeaderBoard } from '#reports/boards/plain.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import { placesFor } from '#reports/places.ts';

const tag = '看板';

export function mountBoards(site: Site, declared: LeaderDeclared): void {
  site.add({ method: 'GET', path: '/boards', handle: first });
  site.add({ method: 'GET', path: '/boards/county', handle: (visit) => board(visit, declared, undefined), api: { summary: '全县看板', tag, query: scopeQuery() } });
  site.add({ method: 'GET', path: '/boards/committee/:id', handle: (visit) => board(visit, declared, visit.param('id')), api: { summary: '一个联络委的看板', tag, query: scopeQuery() } });
  site.add({ method: 'GET', path: '/boards/leader', handle: (visit) => leader(visit, declared), api: { summary: '领导看板', tag, query: scopeQuery() } });
  site.add({ method: 'GET', path: '/boards/overdue', handle: overdue(declared), api: { summary: '逾期没有办的', tag, query: scopeQuery('committee', 'of', 'units', 'page') } });
}

/** The board that is this person's: a leader's, the own committee's, the county's; of one committee when the address names it. */
const first: Handler = async (visit) => {
  const asked = besideAsked(visit);
  const query = queryOf({ ...asked, committee: undefined });
  const where = asked.committee ? `committee/${asked.committee}` : holds(visit.actor, 'leader') ? 'leader' : 'county';
  return visit.context.redirect(`/boards/${where}?${query}`, 303);
};

/** Minutes after which a board on a wall is fetched again: what it tells changes in hours. */
const WALL_MINUTES = 10;

/** A wall shows the same page; the browser is told to fetch it again, unless somebody stopped that. */
function wallOf(visit: Visit): Wall | undefined {
  if (visit.query.get('wall') !== 'yes') return undefined;
  if (visit.query.get('still') === 'yes') return { every: undefined };
  visit.context.header('refresh', String(WALL_MINUTES * 60));
  return { every: WALL_MINUTES };
}

async function framed(visit: Visit, { reading, at }: Standing, asked: Asked, title: (place: string) => string): Promise<BoardFrameProps & { at: Date }> {
  const { committees, place } = await placesFor(reading, asked, visit.county.name);
  return { frame: frameOf(visit), title: title(place), lead: aboutLine(asked, at, place), asked, at, committees, wholeCounty: seesWholeCounty(visit.actor), wall: wallOf(visit) };
}

async function board(visit: Visit, declared: BoardDeclared, committee: string | undefined): Promise<Response> {
  const asked = boardAsked(visit, committee);
  return lookAt(visit, asked, async (standing) => {
    const frame = await framed(visit, standing, asked, (place) => (committee ? `${place}看板` : '全县看板'));
    const told = await boardOf(standing, visit.county, declared, asked);
    if (visit.json) return json(visit, plainBoard(told, asked, standing.at));
    return page(visit, <BoardPage {...frame} board={told} />);
  });
}

async function leader(visit: Visit, declared: LeaderDeclared): Promise<Response> {
  const asked = boardAsked(visit);
  return lookAt(visit, asked, async (standing) => {
    const { reading } = standing;
    const told = await leaderBoardOf(standing, { ...reading, asOf: undefined }, declared, asked);
    if (visit.json) return json(visit, plainLeaderBoard(told, asked, standing.at));
    const near = await parameterAt(reading, 'light.near_days', asked.to);
    return page(visit, <LeaderPage {...(await framed(visit, standing, asked, () => '领导看板'))} board={told} county={visit.county} near={near} />);
  });
}

const overdue = ({ obligations }: BoardDeclared): Handler => async (visit) => {
  const asked = besideAsked(visit);
  const [of, units] = [visit.query.get('of'), visit.query.get('units') === 'yes'];
  return lookAt(visit, asked, async ({ reading, at }) => {
    const all = await overdueOf(reading, units ? [] : obligations, asked);
    const rows = all.filter(({ whose }) => (!of || whose.id === of) && (!units || whose.unit));
    const on = pageOf(visit);
    const part = rows.slice((on - 1) * PAGE_SIZE, on * PAGE_SIZE);
    if (visit.json) return json(visit, { items: part.map(({ kind, what, whose, due, href }) => ({ kind, what, whose, due, href })), total: rows.length, total_is: 'exact', page: on, size: PAGE_SIZE });
    const { place } = await placesFor(reading, asked, visit.county.name);
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<Overdue>
        frame={frame} title="逾期没有办的" lead={`${aboutLine(asked, at, of ? (rows[0]?.whose.label ?? place) : place)}。最早到期的在前。`}
        back={{ label: '看板', href: `/boards?${queryOf(asked)}` }} columns={overdueColumns} rows={part} id={({ href }) => href}
        paging={numberedPages(frame.here, { page: on, size: PAGE_SIZE, total: rows.length })} empty={{ sentence: '没有逾期的。' }}
      />
    ));
  });
};
