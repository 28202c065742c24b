import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { committeeChoices } from '#institutions/facts.ts';
import { actingNow, closingOf, openVacancies, type OpenVacancy } from '#institutions/posts/facts.ts';
import { post, type Post } from '#institutions/posts/record.ts';

/** 空缺: which posts of committees nobody holds, and since when; and who acts. */
export function mountVacancies(site: Site): void {
  site.add({ method: 'GET', path: '/posts/vacancies', handle: show, readsOnly: true, api: { summary: '联络委职务空缺和代理', tag: post.title } });
}

/** A vacancy with how long it has lasted. */
interface Shown extends OpenVacancy {
  days: number | null;
}

const show = (visit: Visit): Promise<Response> =>
  look(visit, async (reading) => {
    const rows: Shown[] = (await openVacancies(reading)).map((vacancy) => ({ ...vacancy, days: vacancy.since && daysSince(vacancy.since) }) as Shown);
    const acting = await actingNow(reading);
    if (visit.json) return json(visit, { day: today(), items: rows.map(({ handover, ...vacancy }) => ({ ...vacancy, party_post_id: handover?.id ?? null })), acting });
    const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
    return page(visit, <VacanciesPage frame={frameOf(visit)} rows={rows} acting={acting} places={places} mayAppoint={holds(visit.actor, 'county_office')} />);
  });

const daysSince = (day: string): number => Math.round((Date.parse(today()) - Date.parse(day)) / 86_400_000);

interface PageProps {
  frame: Frame;
  rows: Shown[];
  acting: Post[];
  places: ReadonlyMap<string, string>;
  mayAppoint: boolean;
}

function VacanciesPage({ frame, rows, acting, places, mayAppoint }: PageProps) {
  return (
    <Desk frame={frame} title="职务空缺">
      <Head title="职务空缺" lead="已设立的联络委里，今天没有人担任的主任、副主任和工作人员。" back={{ label: '职务', href: '/posts' }} />
      <Section title="空缺" count={rows.length}>
        {rows.length === 0 ? <p>没有空缺，每个联络委的主任、副主任、工作人员都有人担任。</p> : <Table<Shown> caption="职务空缺" rows={rows} columns={columnsFor(mayAppoint)} />}
      </Section>
      {acting.length > 0 && (
        <Section title="代理中" count={acting.length}>
          <Table<Post> caption="代理中的职务" rows={acting} href={({ id }) => `/posts/${id}`} columns={[
            { key: 'name', label: '谁', cell: (row) => post.nameOf(row), onCards: 'title' },
            { key: 'place', label: '联络委', cell: ({ committee_id }) => places.get(committee_id ?? '') ?? '' },
            { key: 'since', label: '代理起', cell: ({ since }) => since ?? '', tight: true },
          ]} />
        </Section>
      )}
    </Desk>
  );
}

const columnsFor = (mayAppoint: boolean): Column<Shown>[] => [
  { key: 'post', label: '职务', cell: ({ place, label, committee }) => <a href={`/committees/${committee}`}>{place}{label}</a>, onCards: 'title' },
  { key: 'since', label: '从哪天起', cell: ({ since }) => since ?? '没有登记过任职', tight: true },
  { key: 'days', label: '空缺（天）', cell: ({ days }) => days ?? '', align: 'end' },
  { key: 'last', label: '前任', cell: ({ last }) => last ?? '' },
  ...(mayAppoint ? [{ key: 'what', label: '怎样补上', cell: closing }] : []),
];

const closing = (row: Shown) => <a href={closingOf(row)}>{closingWords(row)}</a>;

const closingWords = ({ handover }: Shown): string => (!handover ? '登记任职' : handover.state === 'awaiting' ? `任命${handover.name}` : '办理党内职务交接');
