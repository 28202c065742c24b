import { choiceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { shownMoment } from '#platform/time.ts';
import { spanWords } from '#duties/proposals/statistics/facts.ts';
import { changedSince, type Changed } from '#reports/quoting/changed.tsx';
import { correct, draft, effects } from '#reports/proposal-reports/actions.ts';
import { numbersOf } from '#reports/proposal-reports/drafting.ts';
import { ReportForm, ReportSections } from '#reports/proposal-reports/pages.tsx';
import { write } from '#reports/proposal-reports/paper.ts';
import { kinds, proposalReport, reportFields, spanOf, type ProposalReport } from '#reports/proposal-reports/record.ts';

interface Around extends Surroundings {
  changed: readonly Changed[];
}

const reports = resource<ProposalReport, Around>({
  declared: proposalReport,
  fields: reportFields,
  newLabel: '起草报告',
  enterLabel: '按记录起草',
  async around(reading, rows, visit) {
    const [only] = visit.param('id') ? rows : [];
    return { choices: {}, changed: only ? await laterChanges(reading, only) : [] };
  },
  known: () => ({ kind: 'work' }),
  enter: draft,
  correct,
  effects,
  form: ({ form, row }) => <ReportForm form={form} row={row} />,
  lead: (row) => `${kinds[row.kind]} · ${spanWords(spanOf(row))}`,
  facts: (row) => [
    { label: '种类', value: kinds[row.kind] },
    { label: '提案范围', value: spanWords(spanOf(row)) },
    { label: '数字截至', value: shownMoment(row.as_of) },
    { label: '定稿日期', value: row.finished_on },
  ],
  sections: (row, { changed }) => <ReportSections row={row} changed={changed} />,
  others: (row) => [{ label: '下载 Word 文件', href: `/${proposalReport.path}/${row.id}/paper.docx`, icon: 'exporting' }],
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'kind', label: '种类', cell: (row) => kinds[row.kind], tight: true },
      { key: 'span', label: '提案范围', cell: (row) => spanWords(spanOf(row)) },
      { key: 'as_of', label: '数字截至', cell: (row) => shownMoment(row.as_of), sort: 'as_of', tight: true },
      { key: 'state', label: '状态', cell: (row) => proposalReport.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [searchOn(proposalReport, '关键词', '标题、正文'), choiceOn('kind', '种类', kinds), stateFilter(proposalReport)],
    defaultSort: '-as_of',
    empty: '还没有提案报告。点“起草报告”，系统按记录写好初稿，每个数字都有出处。',
  },
});

async function laterChanges(reading: Reading, row: ProposalReport): Promise<Changed[]> {
  if (row.state === 'void') return [];
  const { quotes } = await numbersOf(reading, spanOf(row));
  return changedSince(row.quotes, quotes);
}

/** Made of the row alone: the same row gives the same bytes. */
async function file(visit: Visit): Promise<Response> {
  const row = await look(visit, (reading) => get(reading, proposalReport, visit.param('id')));
  return paperAnswer(visit, write(row).paper);
}

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `/${proposalReport.path}/:id/paper.docx`, handle: file });
  mountResource(site, reports);
}
