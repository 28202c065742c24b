import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { InspectionProgrammes } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { approver, ownPeople, writer } from '#duties/inspections/programmes/relations.ts';
import { COUNTY, quarters } from '#duties/inspections/words.ts';

export type InspectionProgramme = Selectable<InspectionProgrammes>;

export const programmeFields = z.object({
  committee_id: reference('哪个联络委的', 'committee', { hint: '县政协的计划空着' }).optional(),
  year: number('年度', 1949, 2200),
  quarter: choice('季度', quarters, { hint: '全年的计划空着' }).optional(),
  aims: lines('总的要求', 5_000, { hint: '一两句话就够，例如：围绕乡村振兴和群众急难愁盼' }).optional(),
});

/** 2026年, 2026年第一季度. */
export const spanWords = ({ year, quarter }: Pick<InspectionProgramme, 'year' | 'quarter'>): string => `${year}年${quarter ? quarters[quarter as 1] : ''}`;

/** 调研视察计划: of the county's body or of one committee, for a year or a quarter, with its topics, approved before it is carried out (domain rules 4, S124, S126). */
export const inspectionProgramme = lifecycle<InspectionProgramme>()({
  name: 'inspection_programme',
  title: '调研视察计划',
  table: 'inspection_programmes',
  path: 'inspection-programmes',
  fields: programmeFields,
  nameOf: (row) => `${row.committee_id ? '' : COUNTY}${spanWords(row)}调研视察计划`,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true, waitsFor: ['submit'] },
    submitted: { label: '已报批', open: true, waitsFor: ['approve'] },
    approved: { label: '已批准', open: true, waitsFor: [] },
    ended: { label: '已结束', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    submit: { label: '报批', noun: 'submission', from: ['draft'], to: 'submitted', by: [writer, countyOffice] },
    approve: {
      label: '批准', noun: 'approval', from: ['submitted'], to: 'approved', by: [approver, writer, countyOffice], clause: 'duty.quarterly',
      actsFor: ({ committee_id }) => (committee_id ? '联络委主任（按签过的纸质件）' : '主席会议（按会议纪要）'),
      input: z.object({ document_no: text('会议纪要或文件编号', 60, { hint: '扫描件传到附件；主任直接批准的可以空着' }).optional(), approved_on: day('批准日期', { hint: '不填就是今天' }).optional() }),
    },
    give_back: { label: '退回修改', noun: 'return', from: ['submitted'], to: 'draft', by: [approver, writer, countyOffice], reason: true },
    amend: { label: '调整计划', noun: 'amendment', from: ['approved'], to: 'draft', by: [writer, countyOffice], reason: true },
    end: { label: '结束', noun: 'end', from: ['approved'], to: 'ended', by: [writer, countyOffice], aside: true },
    drop: { label: '作废', noun: 'voiding', from: ['draft', 'submitted'], to: 'void', by: [writer, countyOffice], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, ownPeople],
  createdBy: [writer, countyOffice, maintainer],
  editable: { in: ['draft'], by: [writer, countyOffice] },
  newestBy: 'from_day',
});
