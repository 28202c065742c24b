import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ReportRemarks } from '#platform/database/schema.ts';
import { choice, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, leader, maintainer, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { bodiesPeople, bodiesStaff, takingPart } from '#duties/inspections/relations.ts';
import { sections } from '#duties/inspections/reports/record.ts';

export type ReportRemark = Selectable<ReportRemarks>;

/** About the whole report, or about one of its parts. */
export const remarked = { whole: '全文', ...sections } as const;

/** What became of a remark. */
export const takings = { taken: '已采纳，已改', partly: '部分采纳', not_taken: '没有采纳' } as const;

export const remarkFields = z.object({
  report_id: reference('报告', 'visit_report'),
  section: choice('针对哪一部分', remarked),
  paragraph: lines('针对的这一段', 3_000, { hint: '报告里的原话；说全文的不用填' }).optional(),
  words: lines('意见', 2_000),
  author_name: text('提意见的人', 100, { hint: '自己提的不用填；录入别人写在纸上的意见，写他的姓名' }).optional(),
});

const author = self<ReportRemark>('author_id', '提意见的人');
const answerers = [bodiesStaff<ReportRemark>(), committeeStaff<ReportRemark>(), countyOffice];

/** 修改意见: what a leader, a member or a colleague says of a report; the report is not issued while one has no answer. */
export const reportRemark = lifecycle<ReportRemark>()({
  name: 'report_remark',
  title: '报告修改意见',
  table: 'report_remarks',
  path: 'report-remarks',
  fields: remarkFields,
  nameOf: ({ words }) => Array.from(words.replaceAll('\n', ' ')).slice(0, 40).join(''),
  initial: 'open',
  states: {
    open: { label: '待回应', open: true, waitsFor: ['answer'] },
    answered: { label: '已回应', open: false },
    withdrawn: { label: '已收回', open: false },
  },
  steps: {
    answer: {
      label: '回应', noun: 'answer', from: ['open'], to: 'answered', by: answerers,
      input: z.object({ taken: choice('采纳情况', takings), answer: lines('怎么改的，或为什么不改', 2_000) }),
    },
    withdraw: { label: '收回', noun: 'withdrawal', from: ['open'], to: 'withdrawn', by: [author, ...answerers], actsFor: ({ author_name }) => author_name, reason: true, aside: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, bodiesPeople(), takingPart(), author],
  createdBy: [author, ...answerers, maintainer],
  editable: { in: ['open'], by: [author, countyOffice] },
  attachable: { by: [author, ...answerers] },
  newestBy: 'remarked_on',
});
