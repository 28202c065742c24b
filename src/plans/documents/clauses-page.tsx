import { z } from 'zod';
import { accepted, lines, text, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { edit, refuse } from '#platform/records/write.ts';
import { FieldGroup, FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { clausesOf, type Clause } from '#plans/clauses.ts';
import { plan, type Plan } from '#plans/documents/record.ts';

const NUMBER = text('条号', 40, { hint: '照印发的原文写，例如：第六条、三（二）' });
const TEXT = lines('条文', 2_000);

/** Field names of a clause's two inputs; its key has a dot, which names of fields do without. */
const named = (key: string) => ({ number: `${key}:number`, words: `${key}:text` });

const fieldsOf = (keys: readonly string[]) =>
  z.object(Object.fromEntries(keys.flatMap((key) => [[named(key).number, NUMBER.optional()], [named(key).words, TEXT.optional()]])));

/** Where a plan's clauses get their numbers: one pair of inputs for each clause that the program cites. */
export function mountClauses(site: Site): void {
  site.add({ method: 'GET', path: '/plans/:id/clauses', handle: show });
  site.add({
    method: 'POST', path: '/plans/:id/clauses', handle: save,
    api: { summary: '登记条款', tag: plan.title, body: { type: 'object', additionalProperties: { type: 'string' }, description: '每个条款两项：<条款键>:number 条号，<条款键>:text 条文' } },
  });
}

const opened = (visit: Visit): Promise<Plan> =>
  look(visit, async (reading) => {
    const row = await get<Plan>(reading, plan, visit.param('id'));
    refuse(mayEdit(plan, visit.actor, row));
    return row;
  });

const clausesIn = (row: Plan): Clause[] => row.clauses as unknown as Clause[];

async function show(visit: Visit): Promise<Response> {
  const row = await opened(visit);
  const values = Object.fromEntries(clausesIn(row).flatMap(({ key, number, text: words }) => [[named(key).number, number], [named(key).words, words]]));
  return draw(visit, row, freshForm(values));
}

function draw(visit: Visit, row: Plan, form: FormState, status = 200): Promise<Response> {
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title="登记条款" lead={row.title} back={{ label: row.title, href: `/plans/${row.id}` }}
      action={`/plans/${row.id}/clauses`} form={form} version={row.version} submit="保存条款"
    >
      {clausesOf(row.kind).map(({ key, about }) => (
        <FieldGroup title={about}><AllFields of={fieldsOf([key])} form={form} choices={{}} /></FieldGroup>
      ))}
    </FormPage>
  ), status);
}

async function save(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const row = await opened(visit);
  try {
    const clauses = clausesSent(row, body);
    const now = await transact(visit.house, visit.actor, requestId(visit, body), (act) =>
      edit<Plan>(act, plan, row.id, openedVersion(body), { clauses: JSON.stringify(clauses) as unknown as Plan['clauses'] }));
    return visit.json ? json(visit, now) : seeOther(visit, `/plans/${row.id}`, { tone: 'good', sentence: `已登记${clauses.length}条条款。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, row) : seeOther(visit, `/plans/${row.id}`);
    if (body.form && error instanceof Problem && (error.status === 422 || error.status === 409)) {
      const values = Object.fromEntries([...body.form].map(([name, value]) => [name, String(value)]));
      return draw(visit, row, { values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, error.status);
    }
    throw error;
  }
}

/** The clauses that were filled in; a text needs its number. */
function clausesSent(row: Plan, body: Sent): Clause[] {
  const keys = clausesOf(row.kind).map(({ key }) => key);
  const fields = fieldsOf(keys);
  const given = body.form ? typed(fields, body.form.entries()) : withoutMeta(body.json ?? {});
  const values: Record<string, string | undefined> = accepted(body.json ? fields.strict() : fields, given);
  const nameless = keys.filter((key) => values[named(key).words] && !values[named(key).number]);
  if (nameless.length > 0) throw invalid(Object.fromEntries(nameless.map((key) => [named(key).number, '写了条文的，请一并写明条号。'])));
  return keys.flatMap((key) => {
    const number = values[named(key).number];
    return number ? [{ key, number, text: values[named(key).words] ?? '' }] : [];
  });
}

const withoutMeta = ({ request_id: _request, version: _version, ...content }: Record<string, unknown>) => content;
