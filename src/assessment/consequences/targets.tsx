import { sql } from 'kysely';
import { Exact } from '#assessment/schemes/facts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { derivedAnswer } from '#platform/http/downloads.ts';
import type { ListColumn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { exportHref, ListPage } from '#platform/ui/list.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { overseesConsequences } from '#assessment/consequences/board.tsx';
import { points, remaining } from '#assessment/consequences/papers.ts';
import { consequence } from '#assessment/consequences/record.ts';

/** 目标考核折算表: what the county's target office takes over for a year, township by township. Domain rules 8.2, 8.3 (31). */

const PATH = '/consequences/targets';
/** A county has some twenty townships and a hundred units. */
const MOST = 1_000;

interface Target {
  sheet_id: string;
  name: string;
  assessment: string;
  total: string | null;
  scaled: string | null;
  off: string | null;
  counted: string;
  documents: string;
}

/** In the order in which the committees stand, never by their points. */
async function targetsOf({ db, county }: Reading, year: number): Promise<Target[]> {
  const { rows } = await sql<Omit<Target, 'counted'>>`
    select s.id as sheet_id, s.name, a.title as assessment, s.final_total as total, s.scaled, d.off, coalesce(d.documents, '') as documents
    from assessment_sheets s
      join assessments a on a.county_id = s.county_id and a.id = s.assessment_id and a.decided_on is not null and a.state <> 'void' and a.subject <> 'member'
      left join committees c on c.county_id = s.county_id and c.id = s.committee_id
      left join lateral (
        select sum(q.points)::text as off, string_agg(q.document_no, '、' order by q.issued_on, q.id) as documents from assessment_consequences q
        where q.county_id = s.county_id and q.sheet_id = s.id and q.kind = 'deduction' and q.state = 'issued') d on true
    where s.county_id = ${county} and s.year = ${year} and s.state <> 'void'
    order by a.to_day desc, a.id, c.rank nulls last, s.name, s.id limit ${MOST}`.execute(db);
  return rows.map((row) => ({ ...row, off: row.off === null ? null : Exact.of(row.off).toString(), counted: remaining(row.scaled, [row.off]) }));
}

const columns: readonly ListColumn<Target, undefined>[] = [
  { key: 'name', label: '对象', cell: ({ name }) => name, onCards: 'title' },
  { key: 'assessment', label: '考核', cell: ({ assessment }) => assessment },
  { key: 'total', label: '考核得分', cell: ({ total }) => points(total), align: 'end' },
  { key: 'scaled', label: '折算得分', cell: ({ scaled }) => points(scaled), align: 'end' },
  { key: 'off', label: '扣减', cell: ({ off }) => off ?? '', align: 'end' },
  { key: 'counted', label: '计入目标考核', cell: ({ counted }) => counted, align: 'end' },
  { key: 'documents', label: '扣分文号', cell: ({ documents }) => documents },
];

/** The year that is asked for; else the last one of which anything was decided. */
async function yearIn(reading: Reading, { query }: Visit): Promise<number> {
  const typed = query.get('year');
  if (!typed) return (await lastDecided(reading)) ?? Number(today().slice(0, 4)) - 1;
  if (!/^(19|20|21)\d\d$/u.test(typed)) throw new Problem(400, 'bad_year', '年度要写成四位数字，例如 2025。');
  return Number(typed);
}

async function lastDecided({ db, county }: Reading): Promise<number | null> {
  const { rows: [row] } = await sql<{ year: number | null }>`
    select max(year) as year from assessments where county_id = ${county} and decided_on is not null and state <> 'void' and subject <> 'member'`.execute(db);
  return row!.year;
}

async function read(visit: Visit): Promise<{ year: number; rows: Target[] }> {
  if (!overseesConsequences(visit)) throw new Problem(403, 'not_yours', '目标考核折算表由县政协办公室报送，您不在其中。');
  return look(visit, async (reading) => {
    const year = await yearIn(reading, visit);
    return { year, rows: await targetsOf(reading, year) };
  });
}

const show = async (visit: Visit): Promise<Response> => {
  const { year, rows } = await read(visit);
  if (visit.json) return json(visit, { year, items: rows });
  const frame = frameOf(visit);
  return page(visit, (
    <ListPage<Target>
      frame={frame} title={`${year}年度目标考核折算表`} back={{ label: consequence.title, href: '/consequences/board' }}
      filters={[]} columns={columns.map((column) => ({ ...column, sort: false, cell: (row: Target) => column.cell(row, undefined) }))}
      rows={rows} id={({ sheet_id }) => sheet_id} href={({ sheet_id }) => `/assessment-sheets/${sheet_id}`} paging={numberedPages(frame.here, { page: 1, size: MOST, total: rows.length })}
      exports={[{ label: 'Excel', href: exportHref(frame, 'xlsx') }, { label: 'CSV', href: exportHref(frame, 'csv') }]}
      empty={{ sentence: `${year}年度还没有经主席会议审定的考核。` }}
      above={<Remark>报县目标考核部门：考核得分按办法折算成目标考核的分值，再减去已经印发的扣分。其他年度：<a href={`${PATH}?year=${year - 1}`}>{year - 1}</a>{year < Number(today().slice(0, 4)) && <>　<a href={`${PATH}?year=${year + 1}`}>{year + 1}</a></>}</Remark>}
    />
  ));
};

const download = (format: 'csv' | 'xlsx') => async (visit: Visit): Promise<Response> => {
  const { year, rows } = await read(visit);
  return derivedAnswer(visit, format, { title: `${year}年度目标考核折算表`, columns, rows });
};

export function mountTargets(site: Site): void {
  site.add({ method: 'GET', path: PATH, handle: show, api: { summary: '目标考核折算表', tag: consequence.title, query: [{ name: 'year', in: 'query', schema: { type: 'string' } }], answer: { type: 'object', properties: { year: { type: 'integer' }, items: { type: 'array', items: { type: 'object' } } } } } });
  site.add({ method: 'GET', path: `${PATH}.csv`, handle: download('csv') });
  site.add({ method: 'GET', path: `${PATH}.xlsx`, handle: download('xlsx') });
}
