import type { Child } from 'hono/jsx';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { unitsOf } from '#platform/identity/actor.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { draftMany } from '#duties/opinions/referrals/actions.ts';
import { templatesOf } from '#duties/opinions/referrals/around.ts';
import { draftFields, referral, type Referral } from '#duties/opinions/referrals/record.ts';
import type { ReplyTemplate } from '#duties/opinions/referrals/templates/record.ts';

/** One answer for one or several referrals of the same matter, begun from one of the unit's templates. */

/** So many are answered alike at once. */
const MOST_TOGETHER = 30;

const chosenIn = (ids: readonly string[]): string[] => {
  const chosen = [...new Set(ids)].filter(isId);
  if (chosen.length === 0) throw new Problem(422, 'none_chosen', '还没有选中转办件。请返回列表，在要答复的转办件前打勾。');
  if (chosen.length > MOST_TOGETHER) throw new Problem(422, 'too_many', `一次最多一并答复${MOST_TOGETHER}件，您选了${chosen.length}件。请少选几件。`);
  return chosen;
};

/** The ticked rows of the list go into the form; nothing is written yet. */
async function choose(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  return seeOther(visit, formOf(chosenIn((body.form?.getAll('id') ?? []).map(String))));
}

const formOf = (ids: readonly string[], template?: string): string =>
  `/${referral.path}/drafts?${new URLSearchParams([...ids.map((id): [string, string] => ['id', id]), ...(template ? [['template', template] as [string, string]] : [])])}`;

/** Those of them that the person's units have in hand and have not answered. */
const answerable = (reading: Reading, ids: readonly string[]): Promise<Referral[]> =>
  list(reading, referral, { where: all(oneOf<Referral>('id', ids), is<Referral>('state', 'accepted'), oneOf<Referral>('lead_unit_id', unitsOf(reading.actor))), order: [{ column: 'due_on' }], limit: MOST_TOGETHER });

async function blank(visit: Visit): Promise<Response> {
  return draw(visit, chosenIn(visit.query.getAll('id')), (template) => freshForm(template ? { result: template.result, reply: template.reply } : {}));
}

function draw(visit: Visit, ids: readonly string[], formFrom: (template: ReplyTemplate | undefined) => FormState, status = 200): Promise<Response> {
  return look(visit, async (reading) => {
    const rows = await answerable(reading, ids);
    if (rows.length === 0) throw new Problem(409, 'none_to_answer', '选中的转办件都不在等您单位拟写答复。请先签收；已经答复的不用再答。');
    const templates = await templatesOf(reading);
    const form = formFrom(templates.find(({ id }) => id === visit.query.get('template')));
    const title = rows.length === 1 ? '拟写答复' : `一并拟写答复（${rows.length}件）`;
    const content = (
      <FormPage frame={frameOf(visit)} title={title} back={{ label: referral.title, href: `/${referral.path}` }} action={`/${referral.path}/drafts`} form={form} submit="存为答复稿">
        <ul class="links">{rows.map(({ id, subject, due_on }) => <li><a href={`/${referral.path}/${id}`}>{subject}</a>　{due_on}前答复</li>)}</ul>
        {rows.length < ids.length && <p class="hint">另有{ids.length - rows.length}件不在等您单位拟写答复，没有列入。</p>}
        {rows.map(({ id }) => <input type="hidden" name="id" value={id} />)}
        <Templates templates={templates} ids={rows.map(({ id }) => id)} />
        <AllFields of={draftFields} form={form} choices={{}} />
      </FormPage>
    );
    return page(visit, content, status);
  });
}

const Templates = ({ templates, ids }: { templates: readonly ReplyTemplate[]; ids: readonly string[] }): Child => (templates.length === 0 ? null : (
  <Section title="从范本开始">
    <ul class="links">{templates.map(({ id, title }) => <li><a href={formOf(ids, id)}>{title}</a></li>)}</ul>
  </Section>
));

async function write(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const ids = chosenIn(idsIn(body));
  try {
    const content = body.form ? typed(draftFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in draftFields.shape));
    const input = accepted(draftFields, content);
    const rows = await transact(visit.house, visit.actor, requestId(visit, body), (act) => draftMany(act, ids, input, { onBehalfOf: body.text('on_behalf_of') })).catch((error: unknown) => {
      if (error instanceof Repeated) return ids.map((id) => ({ id }));
      throw error;
    });
    if (visit.json) return json(visit, { drafted: rows.map(({ id }) => id) }, 201);
    return seeOther(visit, rows.length === 1 ? `/${referral.path}/${rows[0]!.id}` : `/${referral.path}/inbox`, { tone: 'good', sentence: `已拟写${rows.length}件答复，会签、审核之后发出。` });
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    const problems = Object.keys(error.fields).length > 0 ? error.fields : { '': error.message };
    const values = Object.fromEntries(Object.keys(draftFields.shape).map((name) => [name, body.text(name)]));
    return draw(visit, ids, () => ({ values, problems }), 422);
  }
}

function idsIn(body: Sent): string[] {
  if (body.form) return body.form.getAll('id').map(String);
  const ids = body.json?.['id'];
  return [ids].flat().filter((id): id is string => typeof id === 'string');
}

export function mountDrafting(site: Site): void {
  site.add({ method: 'POST', path: `/${referral.path}/chosen`, handle: choose });
  site.add({ method: 'GET', path: `/${referral.path}/drafts`, handle: blank });
  site.add({
    method: 'POST', path: `/${referral.path}/drafts`, handle: write,
    api: {
      summary: '一并拟写答复', tag: referral.title, status: 201,
      body: { type: 'object', required: ['id', 'result', 'reply'], properties: { id: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MOST_TOGETHER }, result: { type: 'string' }, reply: { type: 'string' }, promise: { type: 'string' }, promised_on: { type: 'string' } } },
      answer: { type: 'object', required: ['drafted'], properties: { drafted: { type: 'array', items: { type: 'string', format: 'uuid' } } } },
    },
  });
}
