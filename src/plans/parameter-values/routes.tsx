import { accepted, isDay, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid, notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { create } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { Applied } from '#platform/ui/applied.tsx';
import { complaintAbout, declaredParameter, parameters, shownValue, type ParameterKey } from '#plans/parameters.ts';
import { changesOf, inForce, type Change, type InForce } from '#plans/parameter-values/in-force.ts';
import { ParametersPage } from '#plans/parameter-values/list-page.tsx';
import { parameterFields, parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';

export function mount(site: Site): void {
  site.add({ method: 'GET', path: '/parameters', handle: showAll, api: { summary: '办法参数现值', tag: parameterSetting.title } });
  site.add({ method: 'GET', path: '/parameters/:key', handle: (visit) => show(visit), api: { summary: '一个办法参数的现值和历次设定', tag: parameterSetting.title } });
  site.add({
    method: 'POST', path: '/parameters/:key', handle: set, proof: true,
    api: { summary: '设定办法参数', tag: parameterSetting.title, status: 201, body: { type: 'object', required: ['value', 'from_day'], properties: { value: { type: 'string' }, from_day: { type: 'string', format: 'date' }, why: { type: 'string' } } } },
  });
}

const mayChange = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'maintainer');

async function showAll(visit: Visit): Promise<Response> {
  const rows = await look(visit, async (reading) => inForce(reading, Object.keys(parameters) as ParameterKey[], await changesOf(reading)));
  return visit.json ? json(visit, { items: rows }) : page(visit, <ParametersPage frame={frameOf(visit)} rows={rows} />);
}

/** Where the value comes from; where no plan has set it, the clause that could. */
const From = ({ row }: { row: InForce }) => (
  <>
    <Applied basis={row} />
    {!row.plan && row.clause && <span class="quiet">（条款：{row.clause}）</span>}
  </>
);

function keyOf(visit: Visit): ParameterKey {
  const key = visit.param('key');
  if (!declaredParameter(key)) throw notFound('这个参数');
  return key as ParameterKey;
}

async function show(visit: Visit, form?: FormState, status = 200): Promise<Response> {
  const key = keyOf(visit);
  const { changes, now } = await look(visit, async (reading) => {
    const its = await changesOf(reading, key);
    return { changes: its, now: (await inForce(reading, [key], its))[0]! };
  });
  if (visit.json) return json(visit, { ...now, changes });
  const declared = declaredParameter(key)!;
  return page(visit, (
    <Desk frame={frameOf(visit)} title={now.label} width="narrow">
      <Head title={now.label} lead={`现值：${now.shown}${now.next ? `；${now.next.from_day}起改为${now.next.value}` : ''}`} back={{ label: '办法参数', href: '/parameters' }} />
      <Section title="依据"><p><From row={now} /></p></Section>
      <Section title="历次设定" count={changes.length}>
        {changes.length > 0 && <Table<Change>
          caption={`${now.label}的历次设定`}
          rows={changes}
          columns={[
            { key: 'from_day', label: '从哪天起', cell: ({ from_day }) => from_day, onCards: 'title', tight: true },
            { key: 'value', label: '值', cell: ({ value }) => shownValue(declared, value) },
            { key: 'why', label: '依据', cell: (change) => (change.plan ? <a href={`/plans/${change.plan_id}`}>《{change.plan}》{change.clause_number}（第{change.edition}版）</a> : (change.why ?? '')) },
          ]}
        />}
        {changes.length === 0 && <p class="quiet">没有设定过，用通常的值：{shownValue(declared, declared.default)}。</p>}
      </Section>
      {mayChange(visit) && (
        <Section title="设定新值">
          <p class="quiet">一般由方案的条款规定：起草修订稿，印发后自动生效。有别的依据的，可以在这里设定。</p>
          <ChangeForm path={`/parameters/${key}`} declared={declared} form={form ?? formAsked(visit, declared, now)} />
        </Section>
      )}
    </Desk>
  ), status);
}

/** What was typed before, with what is wrong with it, when the preview sent it back. */
function formAsked(visit: Visit, declared: Declared, now: InForce): FormState {
  if (!visit.query.has('from_day')) return freshForm({ value: now.value, from_day: today() });
  const values = Object.fromEntries(['value', 'from_day', 'why'].map((name) => [name, visit.query.get(name) ?? '']));
  const complaint = complaintAbout(declared, values['value']!);
  const problems = { ...(complaint && { value: complaint }), ...(!isDay(values['from_day']!) && { from_day: '“从哪天起”要写成实际有的日期，例如 2025-03-02。' }) };
  return { values, problems };
}

type Declared = NonNullable<ReturnType<typeof declaredParameter>>;

/** Leads to the preview of what the value would change; only there it is set. */
function ChangeForm({ path, declared, form }: { path: string; declared: Declared; form: FormState }) {
  return (
    <form method="get" action={`${path}/preview`} class="form">
      {form.problems[''] && <p class="problem">{form.problems['']}</p>}
      {declared.type === 'choice'
        ? <ChoiceField form={form} name="value" label="新值" required options={Object.entries(declared.options).map(([value, label]) => ({ value, label }))} />
        : <FieldOf of={parameterFields} name="value" form={form} choices={{}} hint={declared.type === 'number' ? `${declared.min}到${declared.max}${declared.unit ? `，单位：${declared.unit}` : ''}` : undefined} />}
      <FieldOf of={parameterFields} name="from_day" form={form} choices={{}} />
      <FieldOf of={parameterFields} name="why" form={form} choices={{}} />
      <div class="form-actions"><button type="submit" class="btn btn-primary">看看会改变什么</button></div>
    </form>
  );
}

async function set(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const key = keyOf(visit);
  const declared = declaredParameter(key)!;
  try {
    const values = contentSent(body);
    const complaint = complaintAbout(declared, values.value);
    if (complaint) throw invalid({ value: complaint });
    const row = await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
      const made = await create<ParameterSetting>(act, parameterSetting, { key, ...values });
      await act.house.parametersChanged?.(act);
      return made;
    });
    return visit.json ? json(visit, row, 201) : seeOther(visit, `/parameters/${key}`, { tone: 'good', sentence: `已设定：${declared.label}从${row.from_day}起为${shownValue(declared, row.value)}。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? show(visit) : seeOther(visit, `/parameters/${key}`);
    if (body.form && error instanceof Problem && error.status === 422) {
      return show(visit, { values: Object.fromEntries([...body.form].map(([name, value]) => [name, String(value)])), problems: error.fields }, 422);
    }
    throw error;
  }
}

function contentSent(body: Sent) {
  if (body.form) return accepted(parameterFields, typed(parameterFields, body.form.entries()));
  const { request_id: _request, version: _version, ...content } = body.json ?? {};
  return accepted(parameterFields.strict(), { ...content, value: content.value === undefined ? undefined : String(content.value) });
}
