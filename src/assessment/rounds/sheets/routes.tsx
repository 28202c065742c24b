import { assigning, restating } from '#assessment/rounds/sheets/actions.ts';
import { aroundSheets, type OpenSheet, type SheetsAround } from '#assessment/rounds/sheets/around.ts';
import { Columns } from '#assessment/rounds/sheets/columns-table.tsx';
import { Gates } from '#assessment/rounds/sheets/gates-table.tsx';
import { checking, checkingAgain, submitting } from '#assessment/rounds/sheets/filling.ts';
import { fillingPage, fillingStep } from '#assessment/rounds/sheets/filling-page.tsx';
import { gatheredLines, LineFields } from '#assessment/rounds/sheets/line-fields.tsx';
import { linePage } from '#assessment/rounds/sheets/line-page.tsx';
import { objecting } from '#assessment/rounds/sheets/objecting.ts';
import { sheetPaperPage, writtenSheet } from '#assessment/rounds/sheets/paper-routes.tsx';
import { assessmentSheet, selfFields, sheetFields, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentObjection, kinds, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { periodWords } from '#assessment/rounds/period.ts';
import { shown } from '#assessment/rounds/points.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Table } from '#platform/ui/table.tsx';

const sheets = resource<AssessmentSheet, SheetsAround>({
  declared: assessmentSheet,
  fields: sheetFields,
  newLabel: false, // made when the assessment is opened
  around: aroundSheets,
  effects: { submit: submitting, check: checking, recheck: checkingAgain, assign: assigning, settle: restating, restate: restating },
  gathered: { submit: gatheredLines, check: gatheredLines, recheck: gatheredLines },
  stepForm: ({ step, row, around, form }) => (step in asked && around.open ? <Filling step={step as keyof typeof asked} row={row} open={around.open} form={form} /> : undefined),
  facts: (row, { people, open }) => [
    ...(open ? [{ label: '考核办法', value: <a href={`/${assessmentScheme.path}/${open.assessment.scheme_id}`}>{open.edition}</a>, wide: true }, { label: '统计期间', value: periodWords(open.assessment), wide: true }] : []),
    { label: '系统数据总分', value: shown(row.reckoned_total) }, { label: '自评总分', value: shown(row.self_total), source: row.self_on ? `${row.self_on}提交的自评` : '系统数据，没有另行自评' },
    { label: '考核总分', value: shown(row.checked_total) }, { label: '审定总分', value: shown(row.final_total) },
    ...(row.subject === 'member' ? [] : [{ label: '名次', value: row.place }]), { label: '等次', value: row.band },
    ...(row.awards.length > 0 ? [{ label: '评先', value: row.awards.join('、') }] : []), ...(row.follows.length > 0 ? [{ label: '结果运用', value: row.follows.join('、'), wide: true }] : []),
    ...(row.scaled === null ? [] : [{ label: '折算分', value: shown(row.scaled) }]),
    { label: '考核人', value: people.get(row.checker_id ?? '') }, ...(row.sampled ? [{ label: '复核人（抽中）', value: people.get(row.rechecker_id ?? '') }] : []),
    ...(row.self_words ? [{ label: '自评说明', value: row.self_words, wide: true }] : []),
  ],
  lead: (row, { open }) => open?.assessment.title,
  others: (row, { open }, visit) => [
    ...(fillingStep(row) && !check(assessmentSheet, fillingStep(row)!, visit.actor, row) ? [{ label: '逐项填写', href: `/assessment-sheets/${row.id}/filling` }] : []),
    ...(open ? objecting(row, open, visit) : []),
    { label: '考核表（打印）', href: `/assessment-sheets/${row.id}/paper` }, { label: '考核表（Word）', href: `/assessment-sheets/${row.id}/paper.docx` },
  ],
  sections: (row, { open }) => open && (
    <>
      <Columns sheet={row} open={open} />
      <Gates sheet={row} open={open} />
      {open.objections.length > 0 && <Objections objections={open.objections} />}
    </>
  ),
  listing: {
    columns: [
      { key: 'name', label: '考核对象', cell: ({ name }) => name, onCards: 'title', fixed: true },
      { key: 'assessment', label: '年度考核', cell: ({ assessment_id, year }, { titles }) => titles.get(assessment_id) ?? `${year}年度` },
      { key: 'reckoned', label: '系统数据', cell: ({ reckoned_total }) => shown(reckoned_total), align: 'end' },
      { key: 'self', label: '自评', cell: ({ self_total, self_on }) => (self_on ? shown(self_total) : ''), align: 'end' },
      { key: 'checked', label: '考核', cell: ({ checked_total }) => shown(checked_total), align: 'end' },
      { key: 'final', label: '审定', cell: ({ final_total }) => shown(final_total), align: 'end' },
      { key: 'band', label: '等次', cell: ({ band }) => band ?? '', tight: true },
      { key: 'year', label: '年度', cell: ({ year }) => year, sort: 'year', shown: false },
      { key: 'state', label: '状态', cell: ({ state }) => assessmentSheet.states[state as 'self']?.label, tight: true },
    ],
    filters: [referenceOn('assessment_id', '年度考核', ({ choices }) => choices['assessment'] ?? []), stateFilter(assessmentSheet)],
    defaultSort: '-year',
    empty: '没有考核表。县政协办公室开始一次年度考核以后，每个考核对象在这里有一张，系统照记录先填好。',
  },
});

export function mount(site: Site): void {
  site.add({ method: 'GET', path: '/assessment-sheets/:id/filling', handle: fillingPage });
  site.add({ method: 'GET', path: '/assessment-sheets/:id/lines/:address', handle: linePage });
  site.add({ method: 'GET', path: '/assessment-sheets/:id/paper', handle: sheetPaperPage });
  site.add({ method: 'GET', path: '/assessment-sheets/:id/paper.docx', handle: writtenSheet });
  mountResource(site, sheets);
}

/** Who agrees with every line says so with one tap; what differs is filled in on a page of its own. */
const asked = { submit: '各项照系统数据提交。有不同的，请逐项填写。', check: '各项照自评通过。有不同的、要评定的，请逐项填写。', recheck: '各项照第一次考核通过。有不同的，请逐项填写。' } as const;

const Filling = ({ step, row, open, form }: { step: keyof typeof asked; row: AssessmentSheet; open: OpenSheet; form: FormState }) => (
  <>
    {Object.keys(form.values).length > 0 ? <LineFields open={open} column={step === 'submit' ? 'self' : 'checked'} form={form} /> : <p>{asked[step]} <a href={`/assessment-sheets/${row.id}/filling`}>逐项填写</a></p>}
    {step === 'submit' && <FieldOf of={selfFields} name="self_words" form={form} choices={{}} />}
  </>
);

const Objections = ({ objections }: { objections: AssessmentObjection[] }) => (
  <Section title="异议和申诉" count={objections.length}>
    <Table<AssessmentObjection>
      caption="异议和申诉" rows={objections} href={({ id }) => `/${assessmentObjection.path}/${id}`}
      columns={[
        { key: 'line', label: '项目', cell: ({ address, line_name }) => `${address} ${line_name}`, onCards: 'title' },
        { key: 'kind', label: '种类', cell: ({ kind }) => kinds[kind as 'appeal'], tight: true },
        { key: 'said', label: '理由', cell: ({ said }) => said },
        { key: 'change', label: '分数', cell: ({ points_before, points_after }) => (points_after ? `${shown(points_before)}→${shown(points_after)}` : ''), tight: true },
        { key: 'decision', label: '决定', cell: ({ decision }) => decision ?? '' },
        { key: 'state', label: '状态', cell: ({ state }) => assessmentObjection.states[state as 'raised']?.label, tight: true },
      ]}
    />
  </Section>
);
