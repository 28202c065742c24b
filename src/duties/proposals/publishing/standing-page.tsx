import { listDerived } from '#platform/figures/count.ts';
import type { Derived, Figure } from '#platform/figures/figure.ts';
import { json, page } from '#platform/http/answers.tsx';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { DayLight } from '#platform/ui/due.tsx';
import { choiceFilter } from '#platform/ui/filters.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import type { Batch, Column } from '#platform/ui/table.tsx';
import { allAppliedAt, parameterAt } from '#plans/facts.ts';
import { openedBy, pageAsked } from '#duties/opened.ts';
import { actsAt, mountTogether } from '#duties/proposals/publishing/together.ts';
import { figures, standingOfReplies, type ReplyStanding } from '#duties/proposals/publishing/facts.ts';
import { unitNames } from '#duties/proposals/publishing/letters.ts';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import { groundWords, numberOf, standings, type Standing } from '#duties/proposals/publishing/words.ts';
import { proposal } from '#duties/proposals/record.ts';

/** 提案公开: what is answered, what of it everybody may read, what is ready for that, and what stands in the way; worked through many at once. */

const PAGE_SIZE = 50;

async function show(visit: Visit): Promise<Response> {
  const opened = openedBy(visit.query, figures as readonly (Figure<ReplyStanding> & { derived: Derived<ReplyStanding> })[]);
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, opened.asOf);
    const all = await listDerived(reading, opened.figure, opened.scope);
    const wanted = visit.query.get('standing') as Standing | null;
    const rows = wanted ? all.filter(({ standing }) => standing === wanted) : all;
    const at = pageAsked(visit.query);
    const shown = rows.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
    if (visit.json) return json(visit, { items: shown, total: rows.length, total_is: 'exact', page: at, size: PAGE_SIZE });
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<ReplyStanding>
        frame={frame} title="提案公开" lead={leadOf(all)} others={othersFor(visit)}
        filters={[choiceFilter('standing', '公开情况', Object.entries(standings).map(([value, label]) => ({ value, label: `${label}（${countOf(all, value)}）` })))]}
        rows={shown} id={({ proposal_id }) => proposal_id} href={hrefOf(await openOf(reading, shown))}
        columns={columnsOf(await unitNames(reading), await parameterAt(reading, 'light.near_days', today()))}
        batch={wanted ? batchFor(visit, wanted) : undefined}
        paging={numberedPages(frame.here, { page: at, size: PAGE_SIZE, total: rows.length })}
        empty={{ sentence: '还没有答复过的提案。提案和答复一起公开。' }}
        above={visit.query.get('figure') && <FigureRemark opened={opened} total={all.length} partly={false} />}
        below={<AppliedLine bases={await allAppliedAt(reading, ['publishing.days', 'publishing.proposer', 'publishing.data'], today())} />}
      />
    ));
  });
}

const countOf = (rows: readonly ReplyStanding[], one: string): number => rows.filter(({ standing }) => standing === one).length;

function leadOf(rows: readonly ReplyStanding[]): string {
  const said = (['published', 'office_review', 'unit_review', 'draft', 'none'] as const).flatMap((one) => (countOf(rows, one) > 0 ? [`${standings[one]}${countOf(rows, one)}件`] : []));
  return said.length > 0 ? `${said.join('，')}。选一种公开情况，可以一并办理。` : '提案和答复一起公开：提案人同意，单位同意，再经两次审查。';
}

/** Those of the texts on the page that the reader may open: a leader is told the county's numbers, and reads what was published. */
async function openOf(reading: Reading, rows: readonly ReplyStanding[]): Promise<ReadonlySet<string>> {
  const ids = rows.flatMap(({ publication_id: id }) => id ?? []);
  return new Set((await list<Publication>(reading, publication, { where: oneOf<Publication>('id', ids), limit: PAGE_SIZE })).map(({ id }) => id));
}

const hrefOf = (open: ReadonlySet<string>) => ({ publication_id, proposal_id }: ReplyStanding): string =>
  (publication_id && open.has(publication_id) ? `/${publication.path}/${publication_id}` : `/${proposal.path}/${proposal_id}`);

const whyWords = ({ standing, why, ground }: ReplyStanding): string =>
  (standing === 'proposer' ? (why ?? '没有写理由') : standing === 'unit' && !ground ? '答复函写明不主动公开' : groundWords(ground));

const columnsOf = (units: ReadonlyMap<string, string>, near: number): Column<ReplyStanding>[] => [
  { key: 'title', label: '提案', cell: (row) => [numberOf(row), row.title].filter(Boolean).join(' '), onCards: 'title' },
  { key: 'unit', label: '答复单位', cell: ({ unit_id }) => units.get(unit_id ?? '') ?? '' },
  { key: 'standing', label: '公开情况', cell: ({ standing, outdated }) => `${standings[standing]}${outdated ? '（答复已更新）' : ''}`, tight: true },
  { key: 'why', label: '理由', cell: (row) => (['proposer', 'unit', 'office', 'withdrawn'].includes(row.standing) ? whyWords(row) : '') },
  { key: 'replied_on', label: '答复', cell: ({ replied_on }) => replied_on, tight: true },
  { key: 'by', label: '公开期限', cell: ({ publish_by, published_on }) => published_on ?? (publish_by && <span class="due">{publish_by} <DayLight day={publish_by} near={near} /></span>), tight: true },
];

const othersFor = (visit: Visit): Action[] => [
  { label: '公开页', href: `/p/${visit.county.slug}` }, { label: '公开稿', href: `/${publication.path}` },
  ...(holds(visit.actor, 'county_office', 'chair', 'auditor') ? [{ label: '开放数据', href: `/${publication.path}/data` }] : []),
];

function batchFor(visit: Visit, standing: Standing): Batch | undefined {
  const acts = actsAt(standing).filter(({ by }) => (by === 'unit' ? unitsOf(visit.actor).length > 0 : holds(visit.actor, ...by)));
  return acts.length > 0 ? { action: `/${standingOfReplies.path}`, acts: acts.map(({ name, label }) => ({ name, label })) } : undefined;
}

export function mountStanding(site: Site): void {
  const query = ['figure', 'from', 'to', 'committee', 'asof', 'standing', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path: `/${standingOfReplies.path}`, handle: show, readsOnly: true, api: { summary: '已答复提案的公开情况', tag: publication.title, query } });
  mountTogether(site, `/${standingOfReplies.path}`);
}
