import type { Child } from 'hono/jsx';
import { committeesServed, holds } from '#platform/identity/actor.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { all, is, mentions, oneOf, type Predicate } from '#platform/predicate.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { count, isId, list } from '#platform/records/read.ts';
import { choiceFilter, textFilter } from '#platform/ui/filters.tsx';
import { ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { committeeChoices, sectorChoices } from '#institutions/facts.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { currentTerm } from '#institutions/members/facts.ts';
import { termChoices } from '#institutions/terms/facts.ts';
import { readsOthers } from '#archives/dossiers/whose.ts';

/** The lists from which an archive is opened. In the order of rosters, and in no other: nobody is put in order by how much he did (ux R3). */

const PAGE = 50;

const wholeCounty = ({ actor }: Reading): boolean => holds(actor, 'county_office', 'chair', 'auditor', 'maintainer');
const ownBodies = ({ actor }: Reading): string[] => committeesServed(actor, 'worker', 'director', 'deputy_director', 'committee_member');

function pageAsked({ query }: Visit): number {
  const asked = Number(query.get('page') ?? 1);
  return Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1;
}

function chosen(visit: Visit, name: string): string | undefined {
  const id = visit.query.get(name);
  if (id && !isId(id)) throw new Problem(400, 'bad_filter', '筛选条件读不懂，请重新选择。');
  return id || undefined;
}

/** 委员履职档案, of one term. */
export const membersList = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  if (!readsOthers(visit.actor)) throw notFound('这个页面');
  const term = Number(visit.query.get('term') || ((await currentTerm(reading)) ?? 1));
  const where = membersMeant(reading, visit, term);
  const [total, number] = [await count(reading, member, where), pageAsked(visit)];
  const rows = await list<Member>(reading, member, { where, order: [{ column: 'name_key' }, { column: 'name' }], limit: PAGE, offset: (number - 1) * PAGE });
  if (visit.json) return json(visit, { total, items: rows.map(({ id, name, term: of, committee_id }) => ({ id, name, term: of, committee_id, href: `/archives/members/${id}` })) });
  const [committees, sectors] = [await committeeChoices(reading), await sectorChoices(reading)];
  const [places, called] = [new Map(committees.map(({ value, label }) => [value, label])), new Map(sectors.map(({ value, label }) => [value, label]))];
  const frame = frameOf(visit);
  return page(visit, (
    <ListPage<Member>
      frame={frame} title="委员履职档案" lead={`第${term}届。一届一人一档，由日常登记归集；按名册次序排列。`}
      others={[{ label: '联络委档案', href: '/archives/committees' }]}
      filters={[
        textFilter('q', '姓名'), choiceFilter('term', '届', await termChoices(reading)),
        ...(wholeCounty(reading) ? [choiceFilter('committee', '联络委', committees)] : []), choiceFilter('sector', '界别', sectors),
      ]}
      columns={[
        { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title', fixed: true },
        { key: 'committee', label: '所属联络委', cell: ({ committee_id }) => places.get(committee_id ?? '') ?? '' },
        { key: 'sector', label: '界别', cell: ({ sector_id }) => called.get(sector_id ?? '') ?? '' },
        { key: 'standing', label: '政协职务', cell: ({ standing }) => (standing ? '常委' : '委员'), tight: true },
        { key: 'state', label: '状态', cell: ({ state }) => member.states[state as 'current'].label, tight: true },
      ]}
      rows={rows} id={({ id }) => id} href={({ id }) => `/archives/members/${id}`}
      paging={numberedPages(frame.here, { page: number, size: PAGE, total })} empty={{ sentence: '名册里还没有委员。登记了委员，就有了他的档案。' }}
    />
  ));
});

function membersMeant(reading: Reading, visit: Visit, term: number): Predicate<Member> {
  if (!Number.isInteger(term) || term < 1 || term > 99) throw new Problem(400, 'bad_filter', '筛选条件“届”的值读不懂，请重新选择。');
  const [body, sector, words] = [chosen(visit, 'committee'), chosen(visit, 'sector'), visit.query.get('q')];
  return all(
    is<Member>('term', term), oneOf<Member>('state', ['current', 'left']), ...(wholeCounty(reading) ? [] : [oneOf<Member>('committee_id', ownBodies(reading))]),
    ...(body ? [is<Member>('committee_id', body)] : []), ...(sector ? [is<Member>('sector_id', sector)] : []), ...(words ? [mentions<Member>('name', words)] : []),
  );
}

/** 联络委档案, of any year. */
export const committeesList = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  if (!readsOthers(visit.actor)) throw notFound('这个页面');
  const where = all<Committee>(oneOf<Committee>('state', ['established', 'abolished']), ...(wholeCounty(reading) ? [] : [oneOf<Committee>('id', ownBodies(reading))]));
  const [total, number] = [await count(reading, committee, where), pageAsked(visit)];
  const rows = await list<Committee>(reading, committee, { where, order: [{ column: 'rank' }, { column: 'founded_on' }], limit: PAGE, offset: (number - 1) * PAGE });
  if (visit.json) return json(visit, { total, items: rows.map(({ id, name }) => ({ id, name, href: `/archives/committees/${id}` })) });
  const frame = frameOf(visit);
  return page(visit, (
    <ListPage<Committee>
      frame={frame} title="联络委档案" lead="一委一年一档，由日常登记归集；按排列次序。" others={[{ label: '委员履职档案', href: '/archives/members' }]}
      columns={[
        { key: 'name', label: '联络委', cell: ({ name }): Child => name, onCards: 'title', fixed: true },
        { key: 'founded', label: '设立日期', cell: ({ founded_on }) => founded_on ?? '', tight: true },
        { key: 'state', label: '状态', cell: ({ state }) => committee.states[state as 'established'].label, tight: true },
      ]}
      rows={rows} id={({ id }) => id} href={({ id }) => `/archives/committees/${id}`}
      paging={numberedPages(frame.here, { page: number, size: PAGE, total })} empty={{ sentence: '还没有设立联络委。' }}
    />
  ));
});
