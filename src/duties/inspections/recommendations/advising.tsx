import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { accepted, day, lines, text } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { Empty } from '#platform/ui/empty.tsx';
import { DayField, LongTextField, TextField } from '#platform/ui/fields.tsx';
import { FieldGroup, FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { recommendAll, type AdvisedLine } from '#duties/inspections/recommendations/actions.ts';
import { townshipWords } from '#duties/inspections/recommendations/addressing.ts';
import { recommendation, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { paragraphsOf } from '#duties/inspections/reports/drafting.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';

/** The advice of a report, each paragraph one recommendation: to whom, by when, entered in one go. */

/** Longer lists are entered in two goes. */
const MOST = 20;
/** More recommendations than these one report does not hold. */
const MOST_MADE = 300;

const line = z.object({ words: lines('建议', 1_000), to: text('向谁提', 100), due_on: day('建议完成日期').optional() });

const addressOf = (report: Pick<VisitReport, 'id'>) => `/${visitReport.path}/${report.id}/recommendations`;

/** Whether this person may register what the report advises. */
export const mayAdvise = ({ actor }: Visit, report: VisitReport): boolean => report.state !== 'void' && !mayCreate<Recommendation>(recommendation, actor, { ...report, state: recommendation.initial } as unknown as Recommendation);

/** Paragraphs of the advice of which no recommendation was made yet. */
async function unregistered(reading: Reading, report: VisitReport): Promise<string[]> {
  const made = await list<Recommendation>(reading, recommendation, { where: is<Recommendation>('report_id', report.id), limit: MOST_MADE });
  const known = new Set(made.map(({ words }) => words));
  return paragraphsOf(report, 'advice').map(({ words }) => words).filter((words) => !known.has(words)).slice(0, MOST);
}

async function ask(visit: Visit, form?: FormState, status = 200): Promise<Response> {
  return look(visit, async (reading) => {
    const report = await get<VisitReport>(reading, visitReport, visit.param('id'));
    expectMay(visit, report);
    const words = form ? [] : await unregistered(reading, report);
    const shown = form ?? freshForm(Object.fromEntries(words.map((one, place) => [`words-${place + 1}`, one])));
    const count = form ? Object.keys(form.values).filter((name) => name.startsWith('words-')).length : words.length;
    const to = [...(await unitChoices(reading)), ...(await committeeChoices(reading)).map(({ label }) => ({ label: townshipWords(label) }))].map(({ label }) => label);
    return page(visit, (
      <FormPage
        frame={frameOf(visit)} title="登记建议" back={{ label: report.title, href: `/${visitReport.path}/${report.id}` }} action={addressOf(report)} form={shown} submit="登记这些建议"
        lead="“意见建议”里每一段登记成一条，写明向谁提。一段里有几件事的，可以在这里改短，其余的以后单独登记；没有写对象的这次不登记。"
      >
        {count === 0 && <Empty title="“意见建议”里的都登记过了，或者还没有写。" />}
        {Array.from({ length: count }, (_, place) => <Line place={place + 1} form={shown} to={to} />)}
      </FormPage>
    ), status);
  });
}

const Line = ({ place, form, to }: { place: number; form: FormState; to: string[] }): Child => (
  <FieldGroup title={`第${place}条`}>
    <LongTextField form={form} name={`words-${place}`} label="建议" rows={3} maxlength={1_000} />
    <TextField form={form} name={`to-${place}`} label="向谁提" suggestions={to} maxlength={100} hint="单位、乡镇的名称，输入几个字就会列出来" />
    <DayField form={form} name={`due_on-${place}`} label="建议完成日期" hint="没有就空着" />
  </FieldGroup>
);

function expectMay(visit: Visit, report: VisitReport): void {
  if (!mayAdvise(visit, report)) throw new Problem(403, 'not_yours', '建议由组织调研视察的联络委工作人员或县政协办公室登记，您不在其中。');
}

/** The lines that name somebody, each with the place of its fields. @throws Problem 422 at the fields */
function linesIn(body: Sent): AdvisedLine[] {
  if (body.form) {
    const { form } = body;
    const places = Array.from({ length: MOST }, (_, place) => place + 1).filter((place) => body.text(`to-${place}`));
    return places.map((place) => atItsPlace(place, () => accepted(line, { words: body.text(`words-${place}`), to: body.text(`to-${place}`), due_on: String(form.get(`due_on-${place}`) ?? '').trim() || undefined })));
  }
  const items = body.json?.['items'];
  if (!Array.isArray(items)) throw new Problem(422, 'invalid', '请把建议写在 items 里：words、to、due_on。');
  return items.slice(0, MOST).map((one: unknown) => accepted(line, one));
}

function atItsPlace<T>(place: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.status, error.code, error.message, { fields: Object.fromEntries(Object.entries(error.fields).map(([name, sentence]) => [`${name}-${place}`, sentence])) });
  }
}

async function enter(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const report = await look(visit, (reading) => get<VisitReport>(reading, visitReport, visit.param('id')));
  expectMay(visit, report);
  const here = `/${visitReport.path}/${report.id}`;
  try {
    const advised = linesIn(body);
    if (advised.length === 0) throw new Problem(422, 'none_addressed', '还没有写向谁提。请至少给一条建议写明单位或乡镇。', { fields: { '': '还没有写向谁提。请至少给一条建议写明单位或乡镇。' } });
    const made = await transact(visit.house, visit.actor, requestId(visit, body), (act) => recommendAll(act, report, advised));
    if (visit.json) return json(visit, { items: made }, 201);
    return seeOther(visit, here, { tone: 'good', sentence: `已登记${made.length}条建议。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, { repeated: true }) : seeOther(visit, here);
    if (visit.json || !body.form || !(error instanceof Problem) || error.status !== 422) throw error;
    const values = Object.fromEntries([...body.form.entries()].filter(([name]) => /^(?:words|to|due_on)-\d+$/u.test(name)).map(([name, value]) => [name, String(value)]));
    return ask(visit, { values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, 422);
  }
}

export function mountAdvising(site: Site): void {
  const path = `/${visitReport.path}/:id/recommendations`;
  site.add({ method: 'GET', path, handle: (visit) => ask(visit) });
  site.add({
    method: 'POST', path, handle: enter,
    api: { summary: '按报告登记几条调研建议', tag: recommendation.title, body: { type: 'object', properties: { request_id: { type: 'string' }, items: { type: 'array', maxItems: MOST, items: z.toJSONSchema(line, { io: 'input', unrepresentable: 'any' }) } }, required: ['items'] }, status: 201 },
  });
}
