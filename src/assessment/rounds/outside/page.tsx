import { editionOf } from '#assessment/rounds/edition.ts';
import { sheetsOf } from '#assessment/rounds/facts.ts';
import { rowsInText, rowsInWorkbook, type OutsideRow } from '#assessment/rounds/outside/reading.ts';
import { outsideIn, takeOutside } from '#assessment/rounds/outside/taking.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import type { AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { sheetAnswer } from '#platform/http/paper-answer.ts';
import { perform } from '#platform/http/resource-acts.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { choice, lines } from '#platform/fields.ts';
import { holds } from '#platform/identity/actor.ts';
import { FileRefused } from '#platform/importing/refusal.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { FileField } from '#platform/ui/fields.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { z } from 'zod';

/** 外来成绩: results that others send (the target office, the members' units), entered for all at once from a small sheet of two columns. */

const MEBIBYTES = 2;
/** One line for each subject. */
const MOST_SIGNS = 50_000;

/** Where the office takes in results from elsewhere, while they are waited for; undefined for everybody else. */
export async function outsideHref(reading: Reading, row: Assessment): Promise<string | undefined> {
  if (row.state !== 'checking' || !holds(reading.actor, 'county_office')) return undefined;
  return outsideIn(await editionOf(reading, row)).length > 0 ? hrefOf(row.id) : undefined;
}

const hrefOf = (id: string): string => `/${assessment.path}/${id}/outside-results`;

interface Opened {
  row: Assessment;
  sources: string[];
  sheets: AssessmentSheet[];
}

const opened = (visit: Visit): Promise<Opened> => look(visit, async (reading) => {
  const row = await get<Assessment>(reading, assessment, visit.param('id'));
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '外来成绩由县政协办公室记入，您不在其中。');
  return { row, sources: outsideIn(await editionOf(reading, row)), sheets: await sheetsOf(reading, row.id) };
});

const fieldsOf = (sources: readonly string[]) => z.object({
  source: choice('哪种成绩', Object.fromEntries(sources.map((one) => [one, one]))),
  results: lines('粘贴成绩', MOST_SIGNS, { hint: '从表格里复制两列粘贴进来：考核对象、分数。也可以在下面选文件' }).optional(),
});

async function show(visit: Visit, form?: FormState, status = 200): Promise<Response> {
  const { row, sources } = await opened(visit);
  if (sources.length === 0) throw new Problem(409, 'nothing_waited_for', '这次考核的办法里没有要从外面送来的成绩。');
  const [fields, state] = [fieldsOf(sources), form ?? freshForm({ source: sources[0] })];
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title="记入外来成绩" lead="有一行不对，就全部不记，并逐行告诉您哪里要改。" back={{ label: row.title, href: `/${assessment.path}/${row.id}` }}
      action={hrefOf(row.id)} form={state} submit="记入" files
    >
      <p><a href={`${hrefOf(row.id)}.xlsx`}>下载空表（已列好考核对象）</a></p>
      <FieldOf of={fields} name="source" form={state} choices={{}} />
      <FieldOf of={fields} name="results" form={state} choices={{}} />
      <FileField form={state} name="file" label="文件" accept=".xlsx,.xls,.et,.ods,.csv" maxMebibytes={MEBIBYTES} hint="第一列考核对象，第二列分数；选了文件，就不看上面粘贴的" />
    </FormPage>
  ), status);
}

async function take(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const source = body.text('source') ?? '';
  try {
    const { rows, field } = await rowsIn(body);
    const row = await perform<Assessment>(visit, body, assessment, (act) => takeOutside(act, visit.param('id'), source, rows, field));
    return visit.json ? json(visit, { taken: rows.length }) : seeOther(visit, `/${assessment.path}/${row.id}`, { tone: 'good', sentence: `已记入${rows.length}个考核对象的${source}。` });
  } catch (error) {
    if (!body.form || !(error instanceof Problem) || error.status !== 422) throw error;
    return show(visit, { values: { source, results: body.text('results') }, problems: error.fields }, 422);
  }
}

async function rowsIn(body: Sent): Promise<{ rows: OutsideRow[]; field: string }> {
  const file = body.form?.get('file');
  if (!(file instanceof File) || file.size === 0) return { rows: rowsInText(body.text('results') ?? ''), field: 'results' };
  if (file.size > MEBIBYTES * 1024 * 1024) throw invalid({ file: `文件不能超过${MEBIBYTES}MB。` });
  try {
    return { rows: rowsInWorkbook(await readWorkbook(new Uint8Array(await file.arrayBuffer()), file.name)), field: 'file' };
  } catch (error) {
    throw error instanceof FileRefused ? invalid({ file: error.message }) : error;
  }
}

async function blank(visit: Visit): Promise<Response> {
  const { row, sheets } = await opened(visit);
  return sheetAnswer<AssessmentSheet>({
    title: `${row.title}外来成绩`, organ: visit.county.bodyName, date: row.to_day, rows: sheets,
    columns: [{ label: '考核对象', kind: 'text', width: 40, value: ({ name }) => name }, { label: '分数', kind: 'number', width: 14, value: () => null }],
  });
}

export function mountOutside(site: Site): void {
  const path = `/${assessment.path}/:id/outside-results`;
  const body = { type: 'object', required: ['source', 'results'], properties: { source: { type: 'string' }, results: { type: 'string', description: '一行一个：考核对象、分数' } } };
  site.add({ method: 'GET', path, handle: (visit) => show(visit) });
  site.add({ method: 'GET', path: `${path}.xlsx`, handle: blank });
  site.add({ method: 'POST', path, handle: take, api: { summary: '记入外来成绩', tag: assessment.title, body, answer: { type: 'object', properties: { taken: { type: 'integer' } } } } });
}
