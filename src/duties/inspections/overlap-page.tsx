import { committeeChoices } from '#institutions/facts.ts';
import { countFigures, type Scope } from '#platform/figures/count.ts';
import { isDay } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { derivedAnswer } from '#platform/http/downloads.ts';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { momentIn, type ListColumn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';
import type { Reading } from '#platform/records/act.ts';
import { readingAt } from '#platform/records/moment.ts';
import { printedDay, today } from '#platform/time.ts';
import { daysFilter } from '#platform/ui/filters.tsx';
import { exportHref, ListPage } from '#platform/ui/list.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { inspectionsHeld, inspectionsOverlap } from '#duties/inspections/facts.ts';
import { overlapping, type Overlap } from '#duties/inspections/overlap.ts';
import { inspection } from '#duties/inspections/record.ts';
import { COUNTY } from '#duties/inspections/words.ts';

const PAGE_SIZE = 50;
const path = inspectionsOverlap.derived!.path;

/** The days, committee and moment of the address; without days this year. */
function askedIn({ query }: Visit): { scope: Scope; asOf?: Date } {
  const dayIn = (name: string): string | undefined => {
    const day = query.get(name) || query.get(`held_on_${name}`) || undefined;
    if (day && !isDay(day)) throw new Problem(400, 'bad_day', '日期要写成实际有的日期，例如 2025-03-02。');
    return day;
  };
  const committee = query.get('committee') || undefined;
  if (committee && !isId(committee)) throw new Problem(400, 'bad_filter', '筛选条件“联络委”的值读不懂，请重新选择。');
  const opened = query.has('figure') || query.has('held_on_from') || query.has('held_on_to') || query.has('from');
  const year = today().slice(0, 4);
  return { scope: { from: dayIn('from') ?? (opened ? undefined : `${year}-01-01`), to: dayIn('to') ?? (opened ? undefined : `${year}-12-31`), committee }, asOf: momentIn(query.get('asof') || undefined) };
}

const columnsWith = (places: ReadonlyMap<string, string>): ListColumn<Overlap, undefined>[] => [
  { key: 'held_on', label: '时间', cell: ({ held_on }) => held_on, tight: true },
  { key: 'topic', label: '主题', cell: ({ topic }) => topic, onCards: 'title' },
  { key: 'organiser', label: '组织单位', cell: ({ committee_id }) => (committee_id ? (places.get(committee_id) ?? '') : COUNTY), tight: true },
  { key: 'bodies', label: '计入的联络委', cell: ({ body_ids }) => body_ids.map((id) => places.get(id) ?? '').join('、') },
  { key: 'again', label: '多计的一次', cell: ({ again_id }) => places.get(again_id) ?? '', tight: true },
];

const placesIn = async (reading: Reading): Promise<Map<string, string>> => new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));

/** 联动重复: why the committees' numbers add up to more than the county's, visit by visit, and that they do by exactly so many. */
const overlapPage = (visit: Visit): Promise<Response> => look(visit, async (plain) => {
  const { scope, asOf } = askedIn(visit);
  const reading = await readingAt(plain, asOf);
  const rows = await overlapping(reading, scope);
  const at = Math.max(1, Math.trunc(Number(visit.query.get('page') ?? 1)) || 1);
  const shown = rows.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
  if (visit.json) return json(visit, { items: shown, total: rows.length, total_is: 'exact', page: at, size: PAGE_SIZE });
  const places = await placesIn(reading);
  const frame = frameOf(visit);
  return page(visit, (
    <ListPage<Overlap>
      frame={frame} title={inspectionsOverlap.label} back={{ label: inspection.title, href: `/${inspection.path}` }}
      filters={[daysFilter('held_on', '时间')]} columns={columnsWith(places).map((column) => ({ ...column, sort: false, cell: (row: Overlap) => column.cell(row, undefined) }))}
      rows={shown} id={({ id, again_id }) => `${id}-${again_id}`} href={({ id }) => `/${inspection.path}/${id}`} paging={numberedPages(frame.here, { page: at, size: PAGE_SIZE, total: rows.length })}
      exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, { label: 'CSV', href: exportHref(frame, 'csv') }]}
      empty={{ sentence: '这段时间没有几个联络委一起开展的调研视察，各联络委的次数相加就是全县的次数。' }}
      above={<>{visit.query.get('figure') && <FigureRemark opened={{ figure: inspectionsOverlap, scope, asOf }} total={rows.length} partly={false} />}{!scope.committee && holds(visit.actor, 'county_office', 'chair', 'leader', 'auditor') && <Remark>{await sumWords(reading, scope, [...places.keys()], rows)}</Remark>}</>}
    />
  ));
});

/** 全县12次；各联络委相加15次，其中重复4次；县政协单独开展的1次不计入联络委。 */
async function sumWords(reading: Reading, scope: Scope, committees: readonly string[], rows: readonly Overlap[]): Promise<string> {
  const inScope = async (committee?: string): Promise<number> => (await countFigures(reading, [inspectionsHeld], { ...scope, committee })).get(inspectionsHeld.name) ?? 0;
  const county = await inScope();
  const each: number[] = [];
  for (const committee of committees) each.push(await inScope(committee));
  const sum = each.reduce((total, n) => total + n, 0);
  const alone = county - (sum - rows.length);
  const period = [scope.from && `自${printedDay(scope.from)}`, scope.to && `至${printedDay(scope.to)}`].filter(Boolean).join('');
  return `${period && `${period}，`}全县开展${county}次；各联络委的次数相加是${sum}次，其中重复${rows.length}次${alone > 0 ? `；另有${alone}次由县政协单独开展，不计入联络委` : ''}。${county} = ${sum} − ${rows.length}${alone > 0 ? ` + ${alone}` : ''}。`;
}

const download = (format: 'csv' | 'xlsx') => (visit: Visit): Promise<Response> => look(visit, async (plain) => {
  const { scope, asOf } = askedIn(visit);
  const reading = await readingAt(plain, asOf);
  return derivedAnswer(visit, format, { title: inspectionsOverlap.label, columns: columnsWith(await placesIn(reading)), rows: await overlapping(reading, scope) });
});

export function mountOverlap(site: Site): void {
  const query = ['figure', 'from', 'to', 'committee', 'asof', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  for (const format of ['csv', 'xlsx'] as const) site.add({ method: 'GET', path: `/${path}.${format}`, handle: download(format) });
  site.add({ method: 'GET', path: `/${path}`, handle: overlapPage, readsOnly: true, api: { summary: inspectionsOverlap.label, tag: inspection.title, query } });
}
