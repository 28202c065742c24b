import { choiceOn, daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { paragraphsOf } from '#duties/inspections/reports/drafting.ts';
import { sectionNames, visitReport, type Section, type VisitReport } from '#duties/inspections/reports/record.ts';
import { correctRemark, effects, remark } from '#duties/inspections/reports/remarks/actions.ts';
import { remarked, remarkFields, reportRemark, takings, type ReportRemark } from '#duties/inspections/reports/remarks/record.ts';

interface Around extends Surroundings {
  /** The report and the paragraph that an empty form is about. */
  begun: { report_id?: string; section: string; paragraph?: string };
}

/** More are not worked on at once. */
const MOST = 200;

async function around(reading: Reading, rows: readonly ReportRemark[], visit: Visit): Promise<Around> {
  const asked = visit.query.get('report_id') ?? (rows.length === 1 ? rows[0]!.report_id : '');
  const report = await find<VisitReport>(reading, visitReport, asked);
  const open = rows.length > 0 ? [] : await list<VisitReport>(reading, visitReport, { where: oneOf<VisitReport>('state', ['draft', 'submitted', 'checked']), order: [{ column: 'id', descending: true }], limit: MOST });
  const offered = report && !open.some(({ id }) => id === report.id) ? [report, ...open] : open;
  return { choices: { visit_report: offered.map(({ id, title }) => ({ value: id, label: title })) }, begun: { report_id: report?.id, ...about(report, visit.query) } };
}

/** `section=problems&paragraph=2`: the second paragraph of the problems, in its own words. */
function about(report: VisitReport | undefined, query: URLSearchParams): { section: string; paragraph?: string } {
  const section = sectionNames.find((name) => name === query.get('section')) as Section | undefined;
  if (!report || !section) return { section: 'whole' };
  return { section, paragraph: paragraphsOf(report, section)[Number(query.get('paragraph')) - 1]?.words };
}

const remarks = resource<ReportRemark, Around>({
  declared: reportRemark,
  fields: remarkFields,
  newLabel: '提修改意见',
  enterLabel: '提交意见',
  around,
  known: (_visit, { begun }) => begun,
  enter: remark,
  correct: correctRemark,
  effects,
  listing: {
    columns: [
      { key: 'words', label: '意见', cell: (row) => reportRemark.nameOf(row), plain: ({ words }) => words, onCards: 'title', fixed: true },
      { key: 'title', label: '报告', cell: ({ title }) => title },
      { key: 'section', label: '针对', cell: ({ section }) => remarked[section as 'whole'], tight: true },
      { key: 'author_name', label: '提意见的人', cell: ({ author_name }) => author_name, tight: true },
      { key: 'remarked_on', label: '日期', cell: ({ remarked_on }) => remarked_on, sort: 'remarked_on', tight: true },
      { key: 'taken', label: '采纳情况', cell: ({ taken }) => takings[taken as 'taken'] ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => reportRemark.states[state as 'open']?.label, tight: true },
    ],
    filters: [stateFilter(reportRemark), choiceOn('taken', '采纳情况', takings), daysOn('remarked_on', '日期', { more: true })],
    defaultSort: '-remarked_on',
    empty: '还没有修改意见。打开一份还没有印发的报告，在要说的那一段后面点“提意见”。',
  },
  lead: (row) => [remarked[row.section as 'whole'], row.author_name, row.remarked_on].join(' · '),
  facts: (row) => [
    { label: '报告', value: <a href={`/${visitReport.path}/${row.report_id}`}>{row.title}</a>, wide: true },
    ...(row.paragraph ? [{ label: '针对的这一段', value: <LongText text={row.paragraph} />, wide: true }] : []),
    { label: '意见', value: <LongText text={row.words} />, wide: true },
    ...(row.answer ? [{ label: `回应（${takings[row.taken as 'taken'] ?? ''}，${row.answered_on}）`, value: <LongText text={row.answer} />, wide: true }] : []),
  ],
});

export const mount = (site: Site): void => mountResource(site, remarks);
