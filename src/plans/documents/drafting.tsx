import type { z } from 'zod';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { writtenWith } from '#platform/records/repeated.ts';
import { create } from '#platform/records/write.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Form, FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { clausesIn, planKinds, type Clause, type PlanKind } from '#plans/clauses.ts';
import { PlanText } from '#plans/documents/plan-text.tsx';
import { plan, planFields, type Plan } from '#plans/documents/record.ts';
import { examples } from '#plans/examples/facts.ts';

/** Drafts that do not begin with an empty page: from a worked example, or from the plan that stands. */
export function mountDrafting(site: Site): void {
  const body = { type: 'object', properties: { title: { type: 'string' } } };
  site.add({ method: 'GET', path: '/plans/examples', handle: showExamples });
  site.add({ method: 'GET', path: '/plans/examples/:kind', handle: (visit) => showExample(visit) });
  site.add({ method: 'POST', path: '/plans/examples/:kind', handle: draftFromExample, api: { summary: '用范本起草方案', tag: plan.title, status: 201, body } });
  site.add({ method: 'GET', path: '/plans/:id/revision', handle: (visit) => showRevision(visit) });
  site.add({ method: 'POST', path: '/plans/:id/revision', handle: draftRevision, api: { summary: '起草修订稿', tag: plan.title, status: 201, body } });
}

const title = planFields.pick({ title: true });
const mayDraft = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'maintainer');

async function showExamples(visit: Visit): Promise<Response> {
  return page(visit, (
    <Desk frame={frameOf(visit)} title="方案范本" width="narrow">
      <Head title="方案范本" lead="四个方案各有一份写好的范本。读一遍，改成本县的做法，就可以报审、印发。" back={{ label: plan.title, href: '/plans' }} />
      {Object.entries(planKinds).map(([kind, label]) => (
        <Section title={label}>
          <p>{examples[kind as PlanKind].about}</p>
          <p><a class="btn" href={`/plans/examples/${kind}`}>阅读{label}范本</a></p>
        </Section>
      ))}
    </Desk>
  ));
}

function kindOf(visit: Visit): PlanKind {
  const kind = visit.param('kind');
  if (!Object.hasOwn(planKinds, kind)) throw notFound('这份范本');
  return kind as PlanKind;
}

async function showExample(visit: Visit, form?: FormState, status = 200): Promise<Response> {
  const kind = kindOf(visit);
  const example = examples[kind];
  const frame = frameOf(visit);
  const shown = form ?? freshForm({ title: example.title });
  return page(visit, (
    <Desk frame={frame} title={`${planKinds[kind]}范本`} width="narrow">
      <Head title={`${planKinds[kind]}范本`} lead={example.about} back={{ label: '方案范本', href: '/plans/examples' }} />
      <Section title={example.title} count={example.clauses.length}><PlanText clauses={example.clauses} kind={kind} owed={visit.house.obligations} /></Section>
      {mayDraft(visit) && (
        <Section title="用这份范本起草">
          <Form frame={frame} action={`/plans/examples/${kind}`} form={shown} submit="用这份范本起草"><FieldOf of={title} name="title" form={shown} choices={{}} /></Form>
        </Section>
      )}
    </Desk>
  ), status);
}

async function draftFromExample(visit: Visit): Promise<Response> {
  const kind = kindOf(visit);
  const example = examples[kind];
  return draft(visit, (form, status) => showExample(visit, form, status), (act, values) => beginDraft(act, kind, values.title ?? example.title, example.clauses));
}

async function showRevision(visit: Visit, form?: FormState, status = 200): Promise<Response> {
  const row = await look(visit, (reading) => get<Plan>(reading, plan, visit.param('id')));
  const shown = form ?? freshForm({ title: row.title });
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title="起草修订稿" lead="修订稿先照抄这一版的正文和规定的数字，再逐条修改。印发以前，这一版照常施行。" back={{ label: row.title, href: `/plans/${row.id}` }}
      action={`/plans/${row.id}/revision`} form={shown} submit="起草修订稿"
    >
      <FieldOf of={title} name="title" form={shown} choices={{}} hint="可以沿用原名，或加上“（修订）”" />
    </FormPage>
  ), status);
}

const draftRevision = (visit: Visit): Promise<Response> =>
  draft(visit, (form, status) => showRevision(visit, form, status), async (act, values) => {
    const row = await get<Plan>(act, plan, visit.param('id'));
    return beginDraft(act, row.kind, values.title ?? row.title, clausesIn(row));
  });

const beginDraft = (act: Act, kind: string, name: string, clauses: readonly Clause[]): Promise<Plan> =>
  create<Plan>(act, plan, { kind, title: name, clauses: clauses as unknown as Plan['clauses'] });

type Titled = Partial<z.output<typeof title>>;

/** One act that begins a draft, answered with its page. */
async function draft(visit: Visit, redraw: (form: FormState, status: number) => Promise<Response>, begin: (act: Act, values: Titled) => Promise<Plan>): Promise<Response> {
  const body = await sent(visit);
  try {
    const values: Titled = accepted(title.partial(), body.form ? typed(title, body.form.entries()) : { title: body.json?.['title'] });
    const row = await transact(visit.house, visit.actor, requestId(visit, body), (act) => begin(act, values));
    return answered(visit, row);
  } catch (error) {
    if (error instanceof Repeated) return answered(visit, await look(visit, async (reading) => get<Plan>(reading, plan, await writtenWith(reading, error, plan.name))));
    if (body.form && error instanceof Problem && error.status === 422) return redraw({ values: { title: body.text('title') }, problems: error.fields }, 422);
    throw error;
  }
}

const answered = (visit: Visit, row: Plan): Response =>
  visit.json ? json(visit, row, 201) : seeOther(visit, `/plans/${row.id}`, { tone: 'good', sentence: '已起草。请逐条核对，改成本县的做法。' });
