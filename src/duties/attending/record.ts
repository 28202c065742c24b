import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Attendances } from '#platform/database/schema.ts';
import { choice, lines, text } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { invitee, leaveGiver, organiser, ownBody } from '#duties/attending/relations.ts';
import { capacities } from '#duties/attending/words.ts';

export type Attendance = Selectable<Attendances>;

/** Whom one asks: chosen from the rosters where the person or unit is in one, else by name. */
export const attendanceFields = z.object({
  capacity: choice('身份', capacities),
  invitee: text('应邀人', 100, { hint: '姓名，或者单位名称' }),
});

/** As many people as can be asked to one activity, each with every half-day. */
const MOST_WRITTEN = 200_000;

/** What marking asks for: only what differs from the default; nothing means that everybody without leave was there. */
export const markingFields = z.object({ marks: lines('出席情况', MOST_WRITTEN, { hint: '一行一人：邀请的编号，再写每个半天，例如 2026-03-01am=late' }).optional() });

const whyFields = z.object({ why: text('原因', 200) });

const frozen = ({ closed_on }: Attendance): string | undefined => (closed_on ? '活动已经归档，名单和出席情况不再改动。要改，请县政协办公室把活动重新打开。' : undefined);
const unmarked = (row: Attendance): string | undefined => frozen(row) ?? (row.marked_on ? '出席情况已经登记，不用再答复。有出入的，请组织活动的一方改出席登记。' : undefined);
const nameOf = ({ invitee: name }: Attendance): string => name;

/** Whoever may answer; the first answers for himself. */
const answering = [invitee, ownBody, organiser<Attendance>(), countyOffice];

/**
 * 邀请: one person or unit asked to one activity. Domain rules 4 (S30): invited, replied, leave and who approved it, then, by the organiser's
 * list, present or not in each half-day. Nobody signs in himself (ux 3.3).
 */
export const attendance = lifecycle<Attendance>()({
  name: 'attendance',
  title: '活动邀请',
  table: 'attendances',
  path: 'attendances',
  fields: attendanceFields,
  nameOf: (row) => `${row.invitee}：${row.subject}`,
  initial: 'invited',
  states: {
    invited: { label: '待答复', open: true, waitsFor: [] },
    coming: { label: '参加', open: true, waitsFor: [] },
    leave_asked: { label: '请假待批', open: true, waitsFor: ['excuse'] },
    excused: { label: '已准假', open: false },
    declined: { label: '不能参加', open: false },
    withdrawn: { label: '已撤回邀请', open: false },
    called_off: { label: '活动取消', open: false },
  },
  steps: {
    accept: { label: '参加', noun: 'acceptance', from: ['invited', 'leave_asked', 'declined'], to: 'coming', by: answering, ready: unmarked, actsFor: nameOf },
    ask_leave: { label: '请假', noun: 'leave', from: ['invited', 'coming'], to: 'leave_asked', by: answering, input: whyFields, ready: unmarked, actsFor: nameOf },
    excuse: {
      label: '准假', noun: 'excuse', from: ['leave_asked'], to: 'excused', by: [leaveGiver, organiser<Attendance>(), countyOffice], ready: frozen,
      actsFor: ({ leave_by, committee_id }) => (leave_by === 'office' ? '组织活动的一方' : committee_id ? '联络委主任' : '主席会议成员'),
    },
    insist: { label: '不准假', noun: 'insistence', from: ['leave_asked'], to: 'invited', by: [leaveGiver, organiser<Attendance>(), countyOffice], reason: true, ready: unmarked },
    decline: { label: '不能参加', noun: 'declining', from: ['invited', 'coming'], to: 'declined', by: answering, input: whyFields.partial(), ready: unmarked, actsFor: nameOf, aside: true },
    withdraw: { label: '撤回邀请', noun: 'withdrawal', from: ['invited', 'coming', 'leave_asked', 'excused', 'declined'], to: 'withdrawn', by: [organiser<Attendance>(), countyOffice], reason: true, ready: unmarked },
    ask_again: { label: '再次邀请', noun: 'new-invitation', from: ['declined', 'withdrawn', 'excused'], to: 'invited', by: [organiser<Attendance>(), countyOffice], ready: unmarked, aside: true },
    call_off: { label: '活动取消', noun: 'calling-off', from: ['invited', 'coming', 'leave_asked', 'excused', 'declined'], to: 'called_off', by: [maintainer] },
  },
  visibleTo: [invitee, organiser<Attendance>(), ownBody, countyOffice, chair, leader, auditor, maintainer, committeeStaff<Attendance>()],
  createdBy: [organiser<Attendance>(), countyOffice, ownBody, invitee, maintainer],
  editable: { in: ['invited', 'coming', 'leave_asked', 'excused', 'declined'], by: [organiser<Attendance>(), countyOffice] },
  attachable: { by: answering },
  newestBy: 'held_on',
});
