import type { Child } from 'hono/jsx';
import { unitChoices } from '#institutions/facts.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { all, is, not } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { visitChoices } from '#duties/inspections/of-visit.ts';
import { addresseeWords, placesNamed, type Named } from '#duties/inspections/recommendations/addressing.ts';
import { mayAdvise } from '#duties/inspections/recommendations/advising.tsx';
import { recommendation, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { correctReport, draftReport, effects } from '#duties/inspections/reports/actions.ts';
import { reportPaper } from '#duties/inspections/reports/paper.ts';
import { printing } from '#duties/inspections/reports/printing.ts';
import { reportFields, reportTitles, sectionNames, visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { reportRemark, type ReportRemark } from '#duties/inspections/reports/remarks/record.ts';
import { AdvisedOf, RemarksOf, ReportText } from '#duties/inspections/reports/sections.tsx';
import { mountVersions } from '#duties/inspections/reports/versions.tsx';

interface Around extends Surroundings {
  named: Named;
  visit?: string;
  /** On the page of one report. */
  remarks: readonly ReportRemark[];
  advised: readonly Recommendation[];
}

/** More remarks or recommendations one report does not have. */
const MOST = 300;

async function around(reading: Reading, rows: readonly VisitReport[], visit: Visit): Promise<Around> {
  const [only] = visit.param('id') ? rows : [];
  const asked = only?.inspection_id ?? visit.query.get('inspection_id') ?? undefined;
  const places = await placesNamed(reading);
  return {
    choices: { inspection: await visitChoices(reading, asked) }, visit: asked,
    named: { units: new Map((await unitChoices(reading)).map(({ value, label }) => [value, label])), places },
    remarks: only ? await list<ReportRemark>(reading, reportRemark, { where: is<ReportRemark>('report_id', only.id), order: [{ column: 'id' }], limit: MOST }) : [],
    advised: only ? await list<Recommendation>(reading, recommendation, { where: all(is<Recommendation>('report_id', only.id), not(is<Recommendation>('state', 'void'))), order: [{ column: 'id' }], limit: MOST }) : [],
  };
}

/** A new one needs only its visit: the text is drafted. Of one that is there, its words. */
const ReportForm = ({ form, around: { choices }, row }: { form: FormState; around: Around; row?: VisitReport }): Child => {
  const names = row ? ['title', ...sectionNames] : ['inspection_id', 'title', 'in_file'];
  return (
    <>
      {row && <input type="hidden" name="inspection_id" value={row.inspection_id} />}
      {row?.in_file && <input type="hidden" name="in_file" value="true" />}
      {names.map((name) => <FieldOf of={reportFields} name={name} form={form} choices={choices} />)}
    </>
  );
};

const kindWords = ({ kind }: VisitReport): string => reportTitles[kind as 'research'] ?? '';

const reports = resource<VisitReport, Around>({
  declared: visitReport,
  helped: { parts: ['basic', 'practices', 'problems', 'advice'] },
  fields: reportFields,
  newLabel: '起草报告',
  enterLabel: '按随手记起草',
  outbox: '/field-notes/drafts',
  around,
  known: (_visit, { visit }) => ({ inspection_id: visit }),
  enter: draftReport,
  correct: correctReport,
  effects,
  paper: { label: '以前写好的报告', hint: '登记旧报告时选它的文件（Word、PDF 或照片）；起草新报告不用选' },
  form: (props) => <ReportForm {...props} />,
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'kind', label: '种类', cell: kindWords, tight: true },
      { key: 'committee', label: '组织单位', cell: ({ committee_id }, { named }) => named.places.get(committee_id ?? '') ?? '县政协' },
      { key: 'subject', label: '调研视察', cell: ({ subject }) => subject, shown: false },
      { key: 'doc_no', label: '文号', cell: ({ doc_no }) => doc_no ?? '', shown: false },
      { key: 'issued_on', label: '印发日期', cell: ({ issued_on }) => issued_on ?? '', sort: 'issued_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => visitReport.states[state as 'draft']?.label, tight: true },
    ],
    filters: [
      searchOn(visitReport, '关键词', '标题、正文'),
      referenceOn('inspection_id', '调研视察', ({ choices }) => choices['inspection'] ?? [], { more: true }),
      choiceOn('kind', '种类', reportTitles),
      stateFilter(visitReport),
      daysOn('issued_on', '印发日期', { more: true }),
    ],
    defaultSort: '-issued_on',
    empty: '还没有调研视察报告。打开一次调研视察，点“起草报告”，系统把随手记排成初稿，每句话都有出处。',
  },
  lead: (row, { named }) => [kindWords(row), named.places.get(row.committee_id ?? '') ?? '县政协', row.doc_no].filter(Boolean).join(' · '),
  facts: (row) => [
    { label: '调研视察', value: <a href={`/${inspection.path}/${row.inspection_id}`}>{row.subject}</a>, wide: true },
    ...(row.in_file ? [{ label: '正文', value: '在附件里（旧报告）' }] : []),
    ...(row.checked_by ? [{ label: '审核', value: `${row.checked_by}（${row.checked_on}）` }] : []),
    ...(row.issued_on ? [{ label: '印发日期', value: row.issued_on }, { label: '文号', value: row.doc_no }, { label: '报送', value: row.send_to }] : []),
  ],
  sections: (row, { remarks, advised, named }, { actor }) => (
    <>
      <ReportText row={row} remarks={remarks} actor={actor} />
      <RemarksOf remarks={remarks} />
      <AdvisedOf rows={advised} words={(one) => addresseeWords(one, named)} />
    </>
  ),
  others: (row, _around, visit) => [
    ...(row.in_file ? [] : [{ label: '下载 Word 文件', href: `/${visitReport.path}/${row.id}/paper.docx`, icon: 'exporting' as const }, { label: '修改过程', href: `/${visitReport.path}/${row.id}/versions` }]),
    ...(visitReport.states[row.state as 'draft'].open ? [{ label: '对全文提意见', href: `/${reportRemark.path}/new?report_id=${row.id}` }] : []),
    ...(mayAdvise(visit, row) ? [{ label: '登记建议', href: `/${visitReport.path}/${row.id}/recommendations` }] : []),
  ],
});

/** The paper as it stands; what was issued is also attached as the file that it was. */
const file = async (visit: Visit): Promise<Response> => paperAnswer(visit, reportPaper(await look(visit, async (reading) =>
  printing(reading, await get<VisitReport>(reading, visitReport, visit.param('id')), visit.county.bodyName))));

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `/${visitReport.path}/:id/paper.docx`, handle: file, readsOnly: true });
  mountVersions(site);
  mountResource(site, reports);
}
