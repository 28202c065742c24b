import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, nameIn, titleIn, type County, type Visit } from '#platform/http/visit.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { always } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { matching, wordsIn } from '#platform/search/matching.ts';
import { searchNewest } from '#platform/search/newest.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';

/** Of each kind of record the newest few; the list has the rest. */
const SHOWN = 5;

interface Hits {
  declared: Lifecycle;
  rows: Recorded[];
  more: boolean;
}

/** The search of the top bar: everything the person may see, by kinds of records. */
export function mountSearch(site: Site, records: readonly Lifecycle[]): void {
  const searchable = records.filter((declared) => declared.searchable && site.operations().some(({ method, path }) => method === 'GET' && path === `/${declared.path}`));
  site.add({ method: 'GET', path: '/search', handle: (visit) => search(visit, searchable) });
}

async function search(visit: Visit, records: readonly Lifecycle[]): Promise<Response> {
  const typed = visit.query.get('q')?.slice(0, 50) ?? '';
  const asked = wordsIn(typed).length > 0;
  const hits = asked ? await look(visit, async (reading) => {
    const found: Hits[] = [];
    for (const declared of records) found.push(await hitsIn(reading, declared, typed));
    return found.filter(({ rows }) => rows.length > 0);
  }) : [];
  return page(visit, (
    <Desk frame={frameOf(visit)} title="查找">
      <Head title="查找" lead={asked ? `“${typed}”` : '在页面上方的查找框里输入要找的字词，一两个字也可以。'} />
      {hits.map((one) => <HitSection hits={one} county={visit.county} typed={typed} />)}
      {asked && hits.length === 0 && <Empty title="没有找到" sentence="换个说法，或少输几个字再试。只会找到您可以查看的内容。" />}
    </Desk>
  ));
}

async function hitsIn(reading: Reading, declared: Lifecycle, typed: string): Promise<Hits> {
  const wanted = SHOWN + 1;
  const rows: Recorded[] = declared.newestBy
    ? (await searchNewest(reading, declared, { words: typed, where: always, wanted })).rows
    : await list(reading, declared, { where: matching(declared, typed), limit: wanted });
  return { declared, rows: rows.slice(0, SHOWN), more: rows.length > SHOWN };
}

const HitSection = ({ hits: { declared, rows, more }, county, typed }: { hits: Hits; county: County; typed: string }) => (
  <Section title={titleIn(county, declared)} action={more ? <a href={`/${declared.path}?${new URLSearchParams({ q: typed })}`}>更多{titleIn(county, declared)}</a> : undefined}>
    <ul class="links">
      {rows.map((row) => <li><a href={`/${declared.path}/${row.id}`}>{nameIn(county, declared, row)}</a>　{declared.states[row.state]?.label}</li>)}
    </ul>
  </Section>
);
