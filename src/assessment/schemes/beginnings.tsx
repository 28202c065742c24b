import { z } from 'zod';
import { accepted, choice, text, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { perform } from '#platform/http/resource-acts.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { FileField } from '#platform/ui/fields.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { beginEdition, enterScheme } from '#assessment/schemes/actions.ts';
import { beginnings, emptyText } from '#assessment/schemes/library.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { subjectWords } from '#assessment/schemes/words.ts';

/** How a draft begins: with nothing, with an example, with a file, or with the edition that stands. */
export function mountBeginnings(site: Site): void {
  const tag = assessmentScheme.title;
  site.add({ method: 'GET', path: '/assessment-schemes/new', handle: (visit) => showBeginnings(visit) });
  site.add({ method: 'POST', path: '/assessment-schemes/beginnings', handle: begin });
  site.add({ method: 'GET', path: '/assessment-schemes/:id/edition', handle: showEdition });
  site.add({ method: 'POST', path: '/assessment-schemes/:id/edition', handle: nextEdition, api: { summary: '起草新一版', tag, status: 201, body: { type: 'object', properties: {} } } });
}

/** Text of 200,000 characters, three bytes each. */
const MEBIBYTES = 0.6;
const BYTES = MEBIBYTES * 1024 * 1024;

const fields = () => z.object({
  from: choice('从哪里开始', { empty: '空白', ...Object.fromEntries(Object.entries(beginnings()).map(([name, { label }]) => [name, label])), file: '文件（导出过的 .yaml）' }),
  title: text('办法名称', 200, { hint: '从空白开始的填写；其余的以文本里的“方案”为准，可以进去再改' }).optional(),
  subject: choice('考核对象', subjectWords, { hint: '从空白开始的选择' }).optional(),
});

export function expectOffice(visit: Visit): void {
  if (!holds(visit.actor, 'county_office', 'maintainer')) throw new Problem(403, 'not_yours', '考核办法由县政协办公室起草，您不在其中。');
}

async function showBeginnings(visit: Visit, form: FormState = freshForm({ from: 'committee' }), status = 200): Promise<Response> {
  expectOffice(visit);
  const of = fields();
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title="起草考核办法" lead="从样本开始最省事：读一遍，改成本县的做法。每一行怎样写，起草页的旁边都有说明。" back={{ label: assessmentScheme.title, href: '/assessment-schemes' }}
      action="/assessment-schemes/beginnings" form={form} submit="开始起草" files
    >
      <FieldOf of={of} name="from" form={form} choices={{}} />
      <FieldOf of={of} name="title" form={form} choices={{}} />
      <FieldOf of={of} name="subject" form={form} choices={{}} />
      <FileField form={form} name="file" label="文件" accept=".yaml,.yml,.txt" maxMebibytes={MEBIBYTES} hint="从文件开始的选择：从本系统导出的办法文本，或按同样写法写好的文本。" />
    </FormPage>
  ), status);
}

async function begin(visit: Visit): Promise<Response> {
  expectOffice(visit);
  const body = await sent(visit);
  try {
    const source = await sourceOf(body);
    const row = await perform<SchemeEdition>(visit, body, assessmentScheme, (act, how) => enterScheme(act, { source }, how));
    return seeOther(visit, `/assessment-schemes/${row.id}/edit`, { tone: 'good', sentence: '已起草。请逐行核对，改成本县的做法，再“试读”。' });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    return showBeginnings(visit, { values: { from: body.text('from'), title: body.text('title'), subject: body.text('subject') }, problems: error.fields }, 422);
  }
}

async function sourceOf(body: Sent): Promise<string> {
  const of = fields();
  const { from, title, subject } = accepted(of, typed(of, body.form ?? []));
  if (from === 'file') return textOf(body.form?.get('file'));
  if (from !== 'empty') return beginnings()[from]!.text;
  if (!title || !subject) throw invalid({ ...(title ? {} : { title: '请填写“办法名称”。' }), ...(subject ? {} : { subject: '请选择“考核对象”。' }) });
  return emptyText(title, subjectWords[subject]);
}

async function textOf(file: unknown): Promise<string> {
  if (!(file instanceof File) || file.size === 0) throw invalid({ file: '请选择文件。' });
  if (file.size > BYTES) throw invalid({ file: '文件太大，不像是考核办法的文本。请核对。' });
  try {
    const read = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()).trim();
    if (read) return read;
  } catch {
    throw invalid({ file: '文件不是 UTF-8 编码的文本。请用记事本打开，另存为 UTF-8 编码，再选一次。' });
  }
  throw invalid({ file: '文件里没有内容。' });
}

async function showEdition(visit: Visit): Promise<Response> {
  expectOffice(visit);
  const row = await look(visit, (reading) => get<SchemeEdition>(reading, assessmentScheme, visit.param('id')));
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title="起草新一版" lead={`新一版先照抄“${assessmentScheme.nameOf(row)}”的文本，再修改。登记通过以前，现在的办法照常施行。`} back={{ label: assessmentScheme.nameOf(row), href: `/assessment-schemes/${row.id}` }}
      action={`/assessment-schemes/${row.id}/edition`} form={freshForm()} submit="起草新一版"
    />
  ));
}

async function nextEdition(visit: Visit): Promise<Response> {
  expectOffice(visit);
  const body = await sent(visit);
  const row = await perform<SchemeEdition>(visit, body, assessmentScheme, async (act) => beginEdition(act, await get<SchemeEdition>(act, assessmentScheme, visit.param('id'))));
  return visit.json ? json(visit, row, 201) : seeOther(visit, `/assessment-schemes/${row.id}/edit`, { tone: 'good', sentence: `已起草第${row.edition}版，文本与上一版相同。` });
}
