import type { Child } from 'hono/jsx';
import { committeeChoices } from '#institutions/facts.ts';
import { isDay } from '#platform/fields.ts';
import { listDerived } from '#platform/figures/count.ts';
import type { Derived, Figure } from '#platform/figures/figure.ts';
import { json, page } from '#platform/http/answers.tsx';
import { derivedAnswer } from '#platform/http/downloads.ts';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import type { ListColumn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, numberInOwnWords, titleIn, type Visit } from '#platform/http/visit.ts';
import { always } from '#platform/predicate.ts';
import { readingAt } from '#platform/records/moment.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Badge } from '#platform/ui/badge.tsx';
import { choiceFilter } from '#platform/ui/filters.tsx';
import { exportHref, ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { openedBy, pageAsked } from '#duties/opened.ts';
import { standingFigures } from '#duties/consultations/facts.ts';
import { standingOfConsultations, type Standing } from '#duties/consultations/quality.ts';
import { consultation } from '#duties/consultations/record.ts';

/** 质量和时限: every consultation that was held, what it is short of by the rule, and what was late. A list of exceptions, no ranking. */

const PAGE_SIZE = 50;

type Listed = Figure<Standing> & { derived: Derived<Standing> };
const everything: Listed = { name: '', label: '', definition: '', record: '', where: always, unit: '次', derived: standingOfConsultations };
const opened = (asked: URLSearchParams) => openedBy<Listed>(asked, asked.get('figure') ? (standingFigures as Listed[]) : [everything]);

const columnsOf = (places: ReadonlyMap<string, string>): ListColumn<Standing, undefined>[] => [
  { key: 'topic', label: '议题', cell: ({ topic }) => topic, onCards: 'title', fixed: true },
  { key: 'place', label: '联络委', cell: ({ committee_id }) => places.get(committee_id) ?? '' },
  { key: 'held_on', label: '时间', cell: ({ held_on }) => held_on, tight: true },
  { key: 'good', label: '质量要求', cell: ({ good }) => <Badge tone={good ? 'closed' : 'returned'}>{good ? '达到' : '有欠缺'}</Badge>, plain: ({ good }) => (good ? '达到' : '有欠缺'), tight: true },
  { key: 'lacking', label: '欠缺什么', cell: ({ lacking }) => lacking },
  { key: 'late', label: '时限', cell: ({ late }) => late || '' },
];

async function lookedUp(visit: Visit) {
  const asked = opened(visit.query);
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, asked.asOf);
    const all = await listDerived(reading, asked.figure, asked.scope);
    const wanted = visit.query.get('short');
    const rows = wanted === 'quality' ? all.filter(({ good }) => !good) : wanted === 'late' ? all.filter(({ late }) => late !== '') : all;
    const committees = await committeeChoices(reading);
    const bases = await allAppliedAt(reading, ['consultations.approval', 'consultations.quality_residents', 'consultations.quality_results'], asked.scope.to && isDay(asked.scope.to) ? asked.scope.to : today());
    return { asked, all, rows, committees, places: new Map(committees.map(({ value, label }) => [value, label])), bases };
  });
}

async function show(visit: Visit): Promise<Response> {
  const { asked, all, rows, committees, places, bases } = await lookedUp(visit);
  const at = pageAsked(visit.query);
  const shown = rows.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
  if (visit.json) return json(visit, { items: shown, total: rows.length, total_is: 'exact', page: at, size: PAGE_SIZE });
  const frame = frameOf(visit);
  const brand = titleIn(visit.county, consultation);
  return page(visit, (
    <ListPage<Standing>
      frame={frame} title={`${brand}：质量和时限`} lead={leadOf(all)} back={{ label: brand, href: `/${consultation.path}` }}
      filters={[choiceFilter('committee', '联络委', committees), choiceFilter('short', '只看', [{ value: 'quality', label: '有欠缺的' }, { value: 'late', label: '有迟的' }])]}
      rows={shown} id={({ consultation_id }) => consultation_id} href={({ consultation_id }) => `/${consultation.path}/${consultation_id}`}
      columns={columnsOf(places).map((column) => ({ ...column, sort: false, cell: (row: Standing): Child => column.cell(row, undefined) }))}
      paging={numberedPages(frame.here, { page: at, size: PAGE_SIZE, total: rows.length })}
      exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, { label: 'CSV', href: exportHref(frame, 'csv') }]}
      empty={{ sentence: '还没有召开过协商。' }}
      above={visit.query.get('figure') && <FigureRemark opened={{ ...asked, figure: numberInOwnWords(visit, asked.figure) }} total={all.length} partly={false} />}
      below={<AppliedLine bases={bases} />}
    />
  ));
}

const leadOf = (rows: readonly Standing[]): string =>
  (rows.length === 0 ? '次数之外看质量：议题批准、群众参加、成果清单。' : `已召开${rows.length}次，达到质量要求${rows.filter(({ good }) => good).length}次，时限上有迟的${rows.filter(({ late }) => late).length}次。`);

const download = (format: 'csv' | 'xlsx') => async (visit: Visit): Promise<Response> => {
  const { rows, places } = await lookedUp(visit);
  return derivedAnswer(visit, format, { title: `${titleIn(visit.county, consultation)}的质量和时限`, rows, columns: columnsOf(places) });
};

export function mountStanding(site: Site): void {
  const query = ['figure', 'from', 'to', 'committee', 'asof', 'short', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  const path = `/${standingOfConsultations.path}`;
  for (const format of ['csv', 'xlsx'] as const) site.add({ method: 'GET', path: `${path}.${format}`, handle: download(format) });
  site.add({ method: 'GET', path, handle: show, readsOnly: true, api: { summary: '协商活动的质量和时限', tag: consultation.title, query } });
}
