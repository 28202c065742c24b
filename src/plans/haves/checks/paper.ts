import { paragraph, type AddressPaper, type Block, type Table } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { HaveCheck } from '#plans/haves/checks/record.ts';
import type { CommitteeStanding } from '#plans/haves/overview.ts';
import { standingWords } from '#plans/haves/standing.ts';

/** What the sheet of an acceptance is written from. */
export interface CheckWritten {
  row: HaveCheck;
  /** The committee's and the checklist's name. */
  committee: string;
  checklist: string;
  items: CommitteeStanding['items'];
  /** The day whose standing is printed. */
  day: string;
  organ: string;
}

/**
 * 验收表, taken along to the place: what is asked, what the records show, and room for those who look to write and sign. Once it is decided it
 * says how. Source of its parts: domain forms, standard_check.
 */
export const checkPaper = ({ row, committee, checklist, items, day, organ }: CheckWritten): AddressPaper => ({
  layout: 'address',
  title: `${committee}\n规范化建设“${checklist}”验收表`,
  byline: `各项现状截至${printedDay(day)}`,
  date: day,
  organ,
  blocks: [
    tableOf(items),
    ...(row.account ? [paragraph(`自查说明：${row.account}`)] : []),
    ...decided(row),
  ],
});

const tableOf = (items: CommitteeStanding['items']): Table => ({
  kind: 'table',
  columns: [
    { label: '序号', share: 1.2, align: 'center' }, { label: '项目', share: 2.6, align: 'left' }, { label: '要求', share: 4.6, align: 'left' },
    { label: '系统记录的现状', share: 4.6, align: 'left' }, { label: '现场验收', share: 2.2, align: 'center' },
  ],
  rows: items.map(({ item, standing, why }, n) => [String(n + 1), `${item.label}${item.required ? '' : '（不是必备）'}`, item.asked, `${standingWords[standing]}：${why}`, '']),
});

const BLANK = '　　　　　　　　';
const toSign = (text: string): Block => ({ ...paragraph(text), kept: true });

/** What was decided, or the lines on which it is. */
function decided(row: HaveCheck): Block[] {
  const mending = row.remarks ? [paragraph(`整改事项：${row.remarks}`), ...(row.mend_by ? [paragraph(`整改期限：${printedDay(row.mend_by)}`)] : [])] : [];
  if (row.accepted_on) {
    const later = row.revoked_on ? `${printedDay(row.revoked_on)}复查不合格。` : row.reinspected_on ? `${printedDay(row.reinspected_on)}复查合格。` : '';
    return [paragraph(`验收结论：${printedDay(row.accepted_on)}验收合格。${later}`), ...mending, toSign(`验收人（签字）：${row.accepted_by ?? ''}${BLANK}`)];
  }
  return [
    ...(mending.length > 0 ? mending : [toSign('整改事项和期限：')]),
    toSign('验收结论：□合格　□退回整改'),
    toSign(`验收人（签字）：${BLANK}　日期：　　　年　　月　　日`),
  ];
}
