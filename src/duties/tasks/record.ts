import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Tasks } from '#platform/database/schema.ts';
import { choice, day, lines, number, references, text } from '#platform/fields.ts';
import { committeesServed } from '#platform/identity/actor.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer, relation, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, oneOf } from '#platform/predicate.ts';

export type Task = Selectable<Tasks>;

/** Speech, 履职有效: 完成县政协和乡镇党（工）委交办的其他工作. */
export const handers = { county: '县政协', township: '乡镇（街道）党（工）委' } as const;

const content = {
  title: text('事项', 200),
  content: lines('要求', 5_000).optional(),
  document_no: text('文号', 60).optional(),
  days: number('办理时限（工作日）', 1, 250, { hint: '填了就按工作日历推算期限；节假日安排变了，期限自动随之调整' }).optional(),
  due_on: day('办结期限', { hint: '有明确日期的直接填；填了工作日时限的不用填' }).optional(),
};

/** So many committees can be named at once. */
export const MOST_TOGETHER = 60;

/** As it is handed down: to one committee or to several, each of which then answers for itself. */
export const handingFields = z.object({
  handed_by: choice('交办单位', handers),
  committee_ids: references('承办联络委', 'committee', MOST_TOGETHER),
  ...content,
  handed_on: day('交办日期').optional(),
});

export const taskFields = z.object(content);

const handedByCounty = whilst<Task>(countyOffice, is('handed_by', 'county'), '县政协办公室（县政协交办的）');
/** The director is the township Party committee's deputy secretary: he speaks for it (speech, 领导有力). */
const townshipsDirector = whilst<Task>(
  relation<Task>('director', '本联络委主任', (actor) => oneOf('committee_id', committeesServed(actor, 'director'))), is('handed_by', 'township'), '本联络委主任（党（工）委交办的）',
);
/** They write down what their own township hands down. */
const townshipsClerks = whilst<Task>(committeeStaff(), is('handed_by', 'township'), '本联络委工作人员（党（工）委交办的）');
const handingBody = [handedByCounty, townshipsDirector];

/** 交办事项. Who reports it done does not close it: that is for the body that handed it down. */
export const task = lifecycle<Task>()({
  name: 'task',
  title: '交办事项',
  table: 'tasks',
  path: 'handed-tasks',
  fields: handingFields,
  nameOf: (row) => row.title,
  initial: 'handed',
  states: {
    handed: { label: '待签收', open: true },
    accepted: { label: '办理中', open: true },
    reported: { label: '已报结果', open: true, waitsFor: ['close'] },
    closed: { label: '已办结', open: false },
    cancelled: { label: '已取消', open: false },
  },
  steps: {
    accept: { label: '签收', noun: 'acceptance', from: ['handed'], to: 'accepted', by: [committeeStaff()] },
    report: {
      label: '报结果', noun: 'report', from: ['accepted'], to: 'reported', by: [committeeStaff()],
      input: z.object({ result: lines('办理结果', 2_000, { hint: '写一两句话：做了什么，结果怎样' }) }),
    },
    return: { label: '退回再办', noun: 'return', from: ['reported'], to: 'accepted', by: handingBody, reason: true },
    close: { label: '办结', noun: 'closing', from: ['reported'], to: 'closed', by: handingBody },
    extend: {
      label: '延期', noun: 'extension', from: ['handed', 'accepted'], by: handingBody, reason: true,
      input: z.object({ due_on: day('新的办结期限') }),
    },
    cancel: { label: '取消', noun: 'cancellation', from: ['handed', 'accepted'], to: 'cancelled', by: handingBody, reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody()],
  createdBy: [countyOffice, committeeStaff(), maintainer],
  editable: { in: ['handed'], by: [...handingBody, townshipsClerks] },
  attachable: { by: [...handingBody, committeeStaff()] },
  searchable: ['title', 'content', 'result'],
  newestBy: 'handed_on',
  due: { by: 'due_on', in: ['handed', 'accepted'], counted: { from: 'handed_on', days: 'days' } },
});
