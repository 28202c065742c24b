import { AllFields, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { look } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import type { House, Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import { clausesIn, planKinds } from '#plans/clauses.ts';
import { appliedAt } from '#plans/facts.ts';
import { adopting, valuesSet } from '#plans/documents/actions.ts';
import { mountComparison } from '#plans/documents/comparison-page.tsx';
import { mountDrafting } from '#plans/documents/drafting.tsx';
import { editionsOf, otherOf } from '#plans/documents/facts.ts';
import { planPaper } from '#plans/documents/paper.ts';
import { PlanText } from '#plans/documents/plan-text.tsx';
import { adoptingFields, plan, planFields, type Plan } from '#plans/documents/record.ts';
import { mountText } from '#plans/documents/text-pages.tsx';
import { declaredParameter, shownValue, type ParameterKey } from '#plans/parameters.ts';

interface Around extends Surroundings {
  /** All versions of the kind of the one plan that is shown, the newest first. */
  editions: readonly Plan[];
  values: readonly Value[];
  owed: House['obligations'];
}

/** A value that the clauses of a plan set, beside the one in force. */
interface Value {
  key: string;
  clause: string;
  label: string;
  now: string;
  set: string;
}

const plans = resource<Plan, Around>({
  declared: plan,
  fields: planFields,
  around: async (reading, rows, visit) => ({ choices: {}, owed: reading.house.obligations, ...(visit.param('id') && rows[0] ? await aboutOne(reading, rows[0]) : { editions: [], values: [] }) }),
  effects: { adopt: adopting },
  listing: {
    columns: [
      { key: 'kind', label: '类别', cell: (row) => planKinds[row.kind as keyof typeof planKinds], tight: true },
      { key: 'title', label: '方案名称', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'issued_on', label: '印发日期', cell: (row) => row.issued_on ?? '', sort: 'issued_on', tight: true },
      { key: 'in_force_from', label: '施行日期', cell: (row) => row.in_force_from ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => plan.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [searchOn(plan, '关键词', '名称、文号'), choiceOn('kind', '类别', planKinds), stateFilter(plan), daysOn('issued_on', '印发日期')],
    defaultSort: '-issued_on',
    empty: '还没有登记方案。请登记设置方案、规范化建设工作方案、履职方案、考核评价方案，或从文件目录导入。没有现成的，可以用范本起草。',
  },
  lead: (row) => [planKinds[row.kind as keyof typeof planKinds], row.document_no].filter(Boolean).join(' · '),
  facts: (row, { choices }) => [...derivedFacts(planFields, { ...row }, choices), ...derivedFacts(adoptingFields, { ...row }, choices), ...(row.superseded_on ? [{ label: '被替代', value: `${row.superseded_on}起` }] : [])],
  listOthers: () => [{ label: '方案范本', href: '/plans/examples' }],
  form: ({ form, around, row }) => (
    <>
      {!row && <Remark>没有现成的方案，可以<a href="/plans/examples">用范本起草</a>；已经印发的，在这里登记后粘贴全文、附上扫描件。</Remark>}
      <AllFields of={planFields} form={form} choices={around.choices} />
    </>
  ),
  others: (row, { editions }, visit) => [...(clausesIn(row).length > 0 ? [{ label: '下载 Word 文件', href: `/plans/${row.id}/paper.docx` }] : []), ...textLinks(row, !mayEdit(plan, visit.actor, row)), ...versionLinks(row, editions, holds(visit.actor, 'county_office'))],
  sections: (row, { editions, values, owed }) => (
    <>
      <Values row={row} values={values} />
      <Section title="正文" count={clausesIn(row).length}>
        {clausesIn(row).length === 0 && <p class="quiet">还没有录入正文。</p>}
        <PlanText clauses={clausesIn(row)} kind={row.kind} owed={owed} />
      </Section>
      <Editions row={row} editions={editions} />
    </>
  ),
});

export const mount = (site: Site): void => {
  mountDrafting(site);
  mountText(site);
  mountComparison(site);
  site.add({ method: 'GET', path: '/plans/:id/paper.docx', handle: async (visit) => paperAnswer(visit, planPaper(await look(visit, (reading) => get(reading, plan, visit.param('id'))), visit.county.bodyName, today())) });
  mountResource(site, plans);
};

async function aboutOne(reading: Reading, row: Plan): Promise<Pick<Around, 'editions' | 'values'>> {
  const values: Value[] = [];
  for (const { key, value, clause_number } of valuesSet(row, today())) {
    const declared = declaredParameter(key);
    if (!declared) continue;
    const { shown } = await appliedAt(reading, key as ParameterKey, today());
    values.push({ key, clause: clause_number ?? '', label: declared.label, now: shown, set: shownValue(declared, value) });
  }
  return { editions: await editionsOf(reading, row.kind), values };
}

const textLinks = (row: Plan, mayWrite: boolean): Action[] => (mayWrite ? [{ label: '编辑条文', href: `/plans/${row.id}/clauses` }] : []);

function versionLinks(row: Plan, editions: readonly Plan[], office: boolean): Action[] {
  return [
    ...(row.state === 'draft' && office ? [{ label: '看看印发后会改变什么', href: `/plans/${row.id}/preview` }] : []),
    ...(otherOf(row, editions) ? [{ label: '与上一版对照', href: `/plans/${row.id}/comparison` }] : []),
    ...(row.state === 'adopted' && office ? [{ label: '起草修订稿', href: `/plans/${row.id}/revision` }] : []),
  ];
}

function Values({ row, values }: { row: Plan; values: readonly Value[] }) {
  if (values.length === 0) return null;
  const draft = row.state === 'draft';
  return (
    <Section title={draft ? '印发后开始适用的数字' : '本方案规定的数字'} count={values.length}>
      <Table<Value>
        caption={`${row.title}规定的数字`}
        rows={[...values]}
        href={({ key }) => `/parameters/${key}`}
        columns={[
          { key: 'label', label: '参数', cell: ({ label }) => label, onCards: 'title' },
          { key: 'clause', label: '条款', cell: ({ clause }) => clause, tight: true },
          { key: 'set', label: draft ? '施行后' : '规定', cell: ({ set }) => set, tight: true },
          { key: 'now', label: '现在', cell: ({ now }) => now, tight: true },
        ]}
      />
    </Section>
  );
}

function Editions({ row, editions }: { row: Plan; editions: readonly Plan[] }) {
  if (editions.filter(({ id }) => id !== row.id).length === 0) return null;
  return (
    <Section title="各版" count={editions.length}>
      <Table<{ edition: number; row: Plan }>
        caption={`${planKinds[row.kind as keyof typeof planKinds]}的各版`}
        rows={editions.map((one, place) => ({ edition: editions.length - place, row: one }))}
        href={({ row: one }) => `/plans/${one.id}`}
        columns={[
          { key: 'title', label: '方案名称', cell: ({ row: one }) => one.title, onCards: 'title' },
          { key: 'edition', label: '版本', cell: ({ edition }) => `第${edition}版`, tight: true },
          { key: 'number', label: '文号', cell: ({ row: one }) => one.document_no ?? '' },
          { key: 'from', label: '施行', cell: ({ row: one }) => one.in_force_from ?? '', tight: true },
          { key: 'until', label: '废止', cell: ({ row: one }) => one.superseded_on ?? '', tight: true },
        ]}
      />
    </Section>
  );
}
