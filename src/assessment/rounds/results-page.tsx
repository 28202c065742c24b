import { sheetsOf } from '#assessment/rounds/facts.ts';
import { shown } from '#assessment/rounds/points.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { sheetAnswer } from '#platform/http/paper-answer.ts';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, program } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';

/** Who sees what of the others: nothing, bands and awards, or totals and places too. */
type Published = 'own' | 'bands' | 'totals';

const readsAll = ({ actor }: Visit): boolean => holds(actor, 'county_office', 'chair', 'auditor');

/** As the plan says on the day of publication; of members nobody sees anybody else's. */
async function publishedOf(reading: Reading, row: Assessment): Promise<Published> {
  if (row.subject === 'member' || row.published_on === null) return 'own';
  return parameterAt(reading, 'assessment.published', row.published_on);
}

interface Results {
  row: Assessment;
  sheets: AssessmentSheet[];
  published: Published;
}

const resultsOf = (visit: Visit): Promise<Results> => look(visit, async (reading) => {
  const row = await get<Assessment>(reading, assessment, visit.param('id'));
  if (readsAll(visit)) return { row, sheets: await sheetsOf(reading, row.id), published: 'totals' };
  const published = await publishedOf(reading, row);
  return { row, sheets: await sheetsOf(published === 'own' ? reading : { ...reading, actor: program(reading.county) }, row.id), published };
});

/** 结果: what the chair meeting decided, as far as the plan shows it to the one who looks. */
export async function resultsPage(visit: Visit): Promise<Response> {
  const { row, sheets, published } = await resultsOf(visit);
  const columns = columnsOf(row, published);
  if (visit.json) return json(visit, { items: sheets.map((sheet) => Object.fromEntries(columns.map(({ key, cell }) => [key, cell(sheet)]))) });
  const base = `/${assessment.path}/${row.id}`;
  return page(visit, (
    <Desk frame={frameOf(visit)} title="考核结果">
      <Head
        title="考核结果" back={{ label: row.title, href: base }} lead={row.decided_on ? `${row.decision_no}，${row.decided_on}主席会议审定` : '主席会议还没有审定'}
        others={readsAll(visit) ? [{ label: '全部考核表（Excel）', href: `${base}/sheets.xlsx` }] : []}
      />
      {sheets.length === 0 ? <Empty title="没有可以看的结果。" sentence="结果公布后，按方案规定的范围显示在这里。" /> : (
        <section class="card list" aria-label="考核结果">
          <Table<AssessmentSheet> caption="考核结果" rows={inOrder(row, sheets)} columns={columns} {...(readsAll(visit) ? { href: ({ id }: AssessmentSheet) => `/${assessmentSheet.path}/${id}` } : {})} />
        </section>
      )}
    </Desk>
  ));
}

/** Committees and units by their place; members by name. */
const inOrder = ({ subject }: Assessment, sheets: readonly AssessmentSheet[]): AssessmentSheet[] =>
  subject === 'member' ? [...sheets] : sheets.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || a.name.localeCompare(b.name, 'zh'));

const columnsOf = ({ subject }: Assessment, published: Published): Column<AssessmentSheet>[] => [
  { key: 'name', label: '考核对象', cell: ({ name }) => name, onCards: 'title' },
  ...(published === 'bands' ? [] : [{ key: 'total', label: '总分', cell: ({ final_total }: AssessmentSheet) => shown(final_total), align: 'end' as const }]),
  ...(published === 'totals' && subject !== 'member' ? [{ key: 'place', label: '名次', cell: ({ place }: AssessmentSheet) => place ?? '', align: 'end' as const }] : []),
  { key: 'band', label: '等次', cell: ({ band }) => band ?? '' },
  { key: 'awards', label: '评先', cell: ({ awards }) => awards.join('、') },
  ...(published === 'bands' ? [] : [{ key: 'unmet', label: '没有做到的', cell: ({ unmet }: AssessmentSheet) => unmet.join('、') }]),
];

/** 全部考核表: one line for each sheet, with all columns, for whoever reads the whole county. */
export async function sheetsWorkbook(visit: Visit): Promise<Response> {
  if (!readsAll(visit)) throw new Problem(403, 'not_yours', '全部考核表由县政协办公室下载，您不在其中。自己的考核表可以单独下载。');
  const { row, sheets } = await resultsOf(visit);
  const numeric = (label: string, value: (sheet: AssessmentSheet) => string | null) => ({ label, kind: 'number' as const, width: 12, value: (sheet: AssessmentSheet) => (value(sheet) === null ? null : Number(shown(value(sheet)))) });
  return sheetAnswer<AssessmentSheet>({
    title: row.title, note: `考核年度：${row.year}　状态：${assessment.states[row.state as 'self'].label}`, organ: visit.county.bodyName, date: today(), rows: inOrder(row, sheets),
    columns: [
      { label: '考核对象', kind: 'text', width: 24, value: ({ name }) => name },
      numeric('系统数据', (sheet) => sheet.reckoned_total), numeric('自评', (sheet) => sheet.self_total), numeric('考核', (sheet) => sheet.checked_total), numeric('审定', (sheet) => sheet.final_total),
      ...(row.subject === 'member' ? [] : [{ label: '名次', kind: 'number' as const, width: 8, value: ({ place }: AssessmentSheet) => place }]),
      { label: '等次', kind: 'text', width: 12, value: ({ band }) => band }, { label: '没有达到的', kind: 'text', width: 24, value: ({ unmet }) => unmet.join('、') },
      { label: '评先', kind: 'text', width: 20, value: ({ awards }) => awards.join('、') }, { label: '结果运用', kind: 'text', width: 24, value: ({ follows }) => follows.join('、') },
      numeric('折算分', (sheet) => sheet.scaled), { label: '签字', kind: 'text', width: 16, value: () => '' },
    ],
  });
}
