import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Inspections } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text, tick } from '#platform/fields.ts';
import { chair, auditor, committeeBody, committeeStaff, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Inspection = Selectable<Inspections>;

/** 视察 looks at how decisions are carried out, 调研 studies a matter, 考察 learns elsewhere. */
export const inspectionKinds = { research: '调研', inspection: '视察', study: '考察' } as const;

export const inspectionFields = z.object({
  committee_id: reference('联络委', 'committee'),
  topic: text('主题', 200),
  kind: choice('类别', inspectionKinds),
  held_on: day('时间'),
  joint: tick('配合县政协联动').optional(),
  place: text('地点', 200).optional(),
  attendance: number('参加委员人次', 0, 10_000).optional(),
  report: tick('已形成报告').optional(),
  findings: lines('发现的问题和建议', 20_000).optional(),
});

/** 调研视察. Speech, 五个一: 一季一次调研视察活动. */
export const inspection = lifecycle<Inspection>()({
  name: 'inspection',
  title: '调研视察',
  table: 'inspections',
  path: 'inspections',
  fields: inspectionFields,
  nameOf: (row) => row.topic,
  initial: 'planned',
  states: {
    planned: { label: '计划', open: true },
    held: { label: '已开展', open: true },
    closed: { label: '已归档', open: false },
    cancelled: { label: '已取消', open: false },
  },
  steps: {
    hold: {
      label: '登记已开展', noun: 'holding', from: ['planned'], to: 'held', by: [committeeStaff(), countyOffice], clause: 'duty.quarterly',
      input: z.object({ held_on: day('实际时间'), attendance: number('参加委员人次', 0, 10_000) }),
    },
    close: {
      label: '归档', noun: 'closing', from: ['held'], to: 'closed', by: [committeeStaff(), countyOffice],
      ready: (row) => (row.attendance === null ? '请先填写参加委员人次，再归档。' : undefined),
    },
    cancel: { label: '取消', noun: 'cancellation', from: ['planned'], to: 'cancelled', by: [committeeStaff(), countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, committeeBody()],
  createdBy: [committeeStaff(), countyOffice, maintainer],
  editable: { in: ['planned', 'held'], by: [committeeStaff(), countyOffice] },
  searchable: ['topic', 'place', 'findings'],
  newestBy: 'held_on',
});
