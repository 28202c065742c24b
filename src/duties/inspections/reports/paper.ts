import { heading, numberIn, paragraph, type Attachment, type Block, type FormalPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import { paragraphsOf } from '#duties/inspections/reports/drafting.ts';
import { sectionNames, sections, type VisitReport } from '#duties/inspections/reports/record.ts';

/** What a report is printed from. */
export interface ReportFacts {
  row: VisitReport;
  /** The committee that organised the visit, or the county's body. */
  organ: string;
  /** Printed while the report has no day of its own. */
  today: string;
  advised: readonly { words: string; to: string; due_on: string | null }[];
  people: readonly { name: string; capacity: string; came: string }[];
  /** Names of the files that go along. */
  files: readonly string[];
}

/** 调研报告 as an official paper (GB/T 9704; forms, survey_report): its parts, then what is recommended, who took part, what goes along. */
export function reportPaper({ row, organ, today, ...lists }: ReportFacts): FormalPaper {
  return {
    layout: 'formal', mark: `${organ}文件`, title: row.title, organ, sealed: true, date: row.issued_on ?? today,
    number: numberIn(row.doc_no),
    ...(row.checked_by ? { signatories: [row.checked_by] } : {}),
    ...(row.send_to ? { addressee: row.send_to } : {}),
    blocks: sectionNames.flatMap((name): Block[] => {
      const paragraphs = paragraphsOf(row, name);
      return paragraphs.length === 0 ? [] : [heading(1, sections[name]), ...paragraphs.map(({ words }) => paragraph(words))];
    }),
    attachments: [advice(lists), people(lists), files(lists)].filter((one) => one !== undefined),
  };
}

const advice = ({ advised }: Pick<ReportFacts, 'advised'>): Attachment | undefined => (advised.length === 0 ? undefined : {
  title: '意见建议清单',
  blocks: [{
    kind: 'table',
    columns: [{ label: '序号', share: 1, align: 'center' }, { label: '建议', share: 6, align: 'left' }, { label: '建议对象', share: 3, align: 'left' }, { label: '建议完成时间', share: 2.6, align: 'center' }],
    rows: advised.map(({ words, to, due_on }, place) => [String(place + 1), words, to, due_on ? printedDay(due_on) : '']),
  }],
});

const people = ({ people: those }: Pick<ReportFacts, 'people'>): Attachment | undefined => (those.length === 0 ? undefined : {
  title: '参加人员名单',
  blocks: [{
    kind: 'table',
    columns: [{ label: '序号', share: 1, align: 'center' }, { label: '姓名或单位', share: 4, align: 'left' }, { label: '身份', share: 3, align: 'left' }, { label: '参加情况', share: 3, align: 'left' }],
    rows: those.map(({ name, capacity, came }, place) => [String(place + 1), name, capacity, came]),
  }],
});

const files = ({ files: names }: Pick<ReportFacts, 'files'>): Attachment | undefined => (names.length === 0 ? undefined : {
  title: '附件材料目录',
  blocks: names.map((name, place) => paragraph(`${place + 1}. ${name}`)),
});
