import type { Child } from 'hono/jsx';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { committeesServed, holds, membershipsOf, type Actor } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { committeesNow } from '#institutions/facts.ts';
import { appliedAt } from '#plans/facts.ts';
import { membersCovered, requiredBy, type Covered } from '#duties/deeds/coverage/covered.ts';
import { countsAsDone, yearlyDeed } from '#duties/deeds/facts.ts';
import { deed } from '#duties/deeds/record.ts';
import { otherYears, yearAsked, type YearAsked } from '#duties/deeds/span.ts';

/** 一人一件: who is still without, place by place in the order of the roster. Nobody is ranked, and a member finds the own line only. */

const seesAll = (actor: Actor): boolean => holds(actor, 'county_office', 'chair', 'auditor');

interface Group {
  id: string | null;
  place: string;
  members: Covered[];
  missing: Covered[];
}

interface Told {
  asked: YearAsked;
  required: number;
  groups: Group[];
}

async function told(reading: Reading, asked: YearAsked): Promise<Told> {
  const { actor } = reading;
  const required = await requiredBy(reading, asked);
  const [places, own, served] = [await committeesNow(reading), membershipsOf(actor), committeesServed(actor, 'worker', 'director', 'deputy_director')];
  const theirs = (one: Covered): boolean => seesAll(actor) || own.includes(one.id) || (one.committee_id !== null && served.includes(one.committee_id));
  const members = (await membersCovered(reading, yearlyDeed, countsAsDone, asked)).filter(theirs);
  const group = (id: string | null, place: string): Group => {
    const those = members.filter(({ committee_id }) => committee_id === id);
    return { id, place, members: those, missing: those.filter(({ n, excused }) => n < required && !excused) };
  };
  const rest = members.filter(({ committee_id }) => !places.some(({ id }) => id === committee_id));
  const groups = [...places.map(({ id, place }) => group(id, place)), { id: null, place: '没有驻乡镇的', members: rest, missing: rest.filter(({ n, excused }) => n < required && !excused) }];
  return { asked, required, groups: groups.filter((one) => one.members.length > 0) };
}

async function show(visit: Visit): Promise<Response> {
  if (!seesAll(visit.actor) && membershipsOf(visit.actor).length === 0 && committeesServed(visit.actor, 'worker', 'director', 'deputy_director').length === 0) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const covered = await told(reading, yearAsked(visit.query));
    if (visit.json) return json(visit, { year: covered.asked.year, required: covered.required, places: covered.groups.map(({ place, members, missing }) => ({ place, members: members.length, missing: missing.map(({ id, name, n }) => ({ id, name, done: n })) })) });
    const frame = frameOf(visit);
    return page(visit, (
      <Desk frame={frame} title="一人一件办理情况">
        <Head title="一人一件办理情况" lead={leadOf(covered)} back={{ label: deed.title, href: `/${deed.path}` }} others={otherYears(covered.asked.year, frame.here.path)} />
        {covered.groups.length === 0 && <Empty title="没有可以看的委员。" />}
        {covered.groups.length > SHOWN_APART ? <Places groups={covered.groups} /> : covered.groups.map((group) => <Place group={group} covered={covered} enters={seesAll(visit.actor) || committeesServed(visit.actor, 'worker').length > 0} />)}
        <AppliedLine bases={[await appliedAt(reading, 'deeds.required', covered.asked.to < today() ? covered.asked.to : today())]} />
      </Desk>
    ));
  });
}

function leadOf({ asked: { year }, required, groups }: Told): string {
  const members = groups.flatMap((one) => one.members).filter(({ excused }) => !excused).length;
  const missing = groups.flatMap((one) => one.missing).length;
  if (required === 0) return `${year}年本县方案没有规定每名委员要办几件。`;
  return missing === 0 ? `${year}年应办的${members}名委员都办了${required}件以上。` : `${year}年应办的委员${members}人，已办够${members - missing}人，还有${missing}人没有办够${required}件。`;
}

/** More places than this stand in one table, which prints on a page. */
const SHOWN_APART = 3;

const named = (members: readonly Covered[]): Child => members.map(({ id, name, n }, place) => <>{place > 0 && '、'}<a href={`/members/${id}`}>{name}</a>{n > 0 && `（${n}件）`}</>);

const Places = ({ groups }: { groups: readonly Group[] }) => (
  <Section title="各联络委">
    <Table<Group>
      caption="各联络委一人一件办理情况"
      rows={[...groups]}
      columns={[
        { key: 'place', label: '联络委', cell: ({ place }) => place, onCards: 'title' },
        { key: 'members', label: '委员（人）', cell: ({ members }) => members.length, align: 'end' },
        { key: 'missing', label: '还没有办够（人）', cell: ({ missing }) => missing.length || '', align: 'end' },
        { key: 'names', label: '还没有办够的委员', cell: ({ missing }) => (missing.length > 0 ? named(missing) : '都办够了') },
        { key: 'excused', label: '免计', cell: ({ members }) => members.filter(({ excused }) => excused).map(({ name }) => name).join('、') },
      ]}
    />
  </Section>
);

const Place = ({ group: { place, members, missing }, covered: { asked, required }, enters }: { group: Group; covered: Told; enters: boolean }) => (
  <Section title={place} count={missing.length}>
    {missing.length === 0 ? <p class="quiet">{members.length}名委员都办够了。</p> : (
      <ul class="links">
        {missing.map(({ id, name, n }) => (
          <li>
            <a href={`/members/${id}`}>{name}</a>{n > 0 && `　办了${n}件，应办${required}件`}
            {enters && asked.to >= today() && <>　<a class="quiet" href={`/${deed.path}/new?member=${id}`}>代为登记</a></>}
          </li>
        ))}
      </ul>
    )}
    {members.some(({ excused }) => excused) && <p class="quiet">免计：{members.filter(({ excused }) => excused).map(({ name }) => name).join('、')}</p>}
  </Section>
);

export const mountCoverage = (site: Site): void => {
  site.add({ method: 'GET', path: `/${deed.path}/coverage`, handle: show, readsOnly: true, api: { summary: '一人一件办理情况', tag: deed.title, query: [{ name: 'year', in: 'query', schema: { type: 'integer' } }], answer: { type: 'object' } } });
};
