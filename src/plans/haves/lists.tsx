import { committeesByHaves, figures, itemsByCommittee, type CommitteeAsked, type ItemAsked } from '#plans/haves/facts.ts';
import { ItemLamp } from '#plans/haves/lamps.tsx';
import { expectReader } from '#plans/haves/relations.ts';
import { standingWords } from '#plans/haves/standing.ts';
import { isDay } from '#platform/fields.ts';
import { listDerived, type Scope } from '#platform/figures/count.ts';
import type { Derived, Figure } from '#platform/figures/figure.ts';
import { json, page } from '#platform/http/answers.tsx';
import { derivedAnswer } from '#platform/http/downloads.ts';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { momentIn, type ListColumn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { always } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { isId } from '#platform/records/read.ts';
import { choiceFilter, type Filter } from '#platform/ui/filters.tsx';
import { exportHref, ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';

/** A list of what follows from records: by which figure it is opened, what it shows, and how it may be narrowed. */
interface Listed<Row> {
  title: string;
  empty: string;
  derived: Derived<Row>;
  columns: ListColumn<Row, undefined>[];
  id(row: Row): string;
  href(row: Row): string;
  /** Query values that narrow it further, each with the part of the row that must be equal. */
  narrowing: { name: string; label: string; of(row: Row): string; options(rows: readonly Row[]): { value: string; label: string }[] }[];
}

const items: Listed<ItemAsked> = {
  title: '规范化项目',
  empty: '没有这样的项目。',
  derived: itemsByCommittee,
  id: ({ committee_id, item_id }) => `${committee_id} ${item_id}`,
  href: ({ committee_id, item_id }) => `/haves/${committee_id}#${item_id}`,
  columns: [
    { key: 'place', label: '联络委', cell: ({ place }) => place, onCards: 'title' },
    { key: 'checklist', label: '清单', cell: ({ checklist }) => checklist, tight: true },
    { key: 'label', label: '项目', cell: ({ label, required }) => (required ? label : `${label}（不是必备）`), tight: true },
    { key: 'standing', label: '现状', cell: (row) => <ItemLamp of={row} />, plain: ({ standing }) => standingWords[standing], tight: true },
    { key: 'why', label: '凭什么', cell: ({ why, href }) => (href ? <a href={href}>{why}</a> : why), plain: ({ why }) => why },
  ],
  narrowing: [
    { name: 'item', label: '项目', of: ({ item_id }) => item_id, options: (rows) => named(rows.map(({ item_id, label }) => [item_id, label])) },
    { name: 'standing', label: '现状', of: ({ standing }) => standing, options: () => Object.entries(standingWords).map(([value, label]) => ({ value, label })) },
  ],
};

const committees: Listed<CommitteeAsked> = {
  title: '规范化建设的联络委',
  empty: '没有这样的联络委。',
  derived: committeesByHaves,
  id: ({ committee_id }) => committee_id,
  href: ({ committee_id }) => `/haves/${committee_id}`,
  columns: [
    { key: 'place', label: '联络委', cell: ({ place }) => place, onCards: 'title' },
    { key: 'met', label: '必备项目', cell: ({ met, asked }) => `${met}/${asked}`, align: 'end', tight: true },
    { key: 'lacking', label: '还缺', cell: ({ lacking }) => lacking },
  ],
  narrowing: [],
};

const named = (pairs: readonly (readonly [string, string])[]) => [...new Map(pairs)].map(([value, label]) => ({ value, label }));

const query = ['figure', 'from', 'to', 'committee', 'asof', 'item', 'standing', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));

/** The lists that the figures of the haves open. */
export function mount(site: Site): void {
  const tag = '五有总表';
  for (const format of ['csv', 'xlsx'] as const) {
    site.add({ method: 'GET', path: `/${items.derived.path}.${format}`, handle: (visit) => download(visit, items, format) });
    site.add({ method: 'GET', path: `/${committees.derived.path}.${format}`, handle: (visit) => download(visit, committees, format) });
  }
  site.add({ method: 'GET', path: `/${items.derived.path}`, handle: (visit) => show(visit, items), api: { summary: '各联络委的规范化项目', tag, query } });
  site.add({ method: 'GET', path: `/${committees.derived.path}`, handle: (visit) => show(visit, committees), api: { summary: '对照规范化清单的联络委', tag, query } });
}

const PAGE_SIZE = 50;
/** Nobody turns more pages than this. */
const LAST_PAGE = 2_000;

/** What the address asks for: all rows, and those that it narrows them to. */
async function lookedUp<Row>(visit: Visit, listed: Listed<Row>) {
  expectReader(visit.actor);
  const opened = openedBy(visit, listed);
  const rows = await look(visit, async (plain) => listDerived(await readingAt(plain, opened.asOf), opened.figure, opened.scope));
  const narrowed = rows.filter((row) => listed.narrowing.every(({ name, of }) => [null, '', of(row)].includes(visit.query.get(name))));
  return { opened, rows, narrowed };
}

async function download<Row>(visit: Visit, listed: Listed<Row>, format: 'csv' | 'xlsx'): Promise<Response> {
  const { narrowed } = await lookedUp(visit, listed);
  return derivedAnswer(visit, format, { ...listed, rows: narrowed });
}

async function show<Row>(visit: Visit, listed: Listed<Row>): Promise<Response> {
  const { opened, rows, narrowed } = await lookedUp(visit, listed);
  const at = pageAsked(visit);
  const shown = narrowed.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
  if (visit.json) return json(visit, { items: shown, total: narrowed.length, total_is: 'exact', page: at, size: PAGE_SIZE });
  const frame = frameOf(visit);
  return page(visit, (
    <ListPage<Row>
      frame={frame} title={listed.title} back={{ label: '总表', href: '/haves' }}
      filters={filtersOf(listed, rows)} columns={listed.columns.map((column) => ({ ...column, sort: false, cell: (row: Row) => column.cell(row, undefined) }))} rows={shown} id={listed.id} href={listed.href}
      paging={numberedPages(frame.here, { page: at, size: PAGE_SIZE, total: narrowed.length })}
      exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, { label: 'CSV', href: exportHref(frame, 'csv') }]}
      empty={{ sentence: listed.empty }}
      above={visit.query.get('figure') && <FigureRemark opened={opened} total={rows.length} partly={false} />}
    />
  ));
}

const filtersOf = <Row,>({ narrowing }: Listed<Row>, rows: readonly Row[]): Filter[] =>
  narrowing.map(({ name, label, options }) => choiceFilter(name, label, options(rows)));

/** The figure, period and moment of the address; without a figure all that there is. */
function openedBy<Row>({ query: asked }: Visit, { derived }: Listed<Row>) {
  const name = asked.get('figure');
  const found = figures.find((one) => one.name === name && (one.derived as unknown) === derived);
  if (name && !found) throw new Problem(404, 'no_figure', '没有这个统计数字，请从“数字与判断”页重新打开。');
  const committee = asked.get('committee') || undefined;
  if (committee && !isId(committee)) throw new Problem(400, 'bad_filter', '筛选条件“联络委”的值读不懂，请重新选择。');
  const figure = { ...(found ?? unnamed), derived } as Figure<Row> & { derived: Derived<Row> };
  return { figure, scope: { from: dayIn(asked.get('from')), to: dayIn(asked.get('to')), committee } satisfies Scope, asOf: momentIn(asked.get('asof') || undefined) };
}

const unnamed: Figure = { name: '', label: '', definition: '', record: '', where: always, unit: '个' };

function dayIn(text: string | null): string | undefined {
  if (!text) return undefined;
  if (!isDay(text)) throw new Problem(400, 'bad_day', '日期要写成实际有的日期，例如 2025-03-02。');
  return text;
}

function pageAsked({ query: asked }: Visit): number {
  const n = Number(asked.get('page') ?? 1);
  return Number.isInteger(n) && n >= 1 ? Math.min(n, LAST_PAGE) : 1;
}
