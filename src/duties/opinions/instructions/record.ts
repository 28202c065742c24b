import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Instructions } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, leader, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { yetToCountersign } from '#duties/countersigning.ts';
import {
  assistingUnit, countersigningForUnits, judges, judgesAsked, judgesUnasked, leadUnit, leadUnitUnasked, memberTellers, residentTellers, strikers, supervision, supervisors, unitYetToCountersign,
} from '#duties/opinions/instructions/relations.ts';
import { levels } from '#duties/opinions/outcomes/record.ts';
import { results } from '#duties/opinions/referrals/words.ts';

export type Instruction = Selectable<Instructions>;

/** 52 weeks of five days and two days more. */
const WORKING_DAYS_OF_A_YEAR = 262;

/** What stands on the paper, in the order in which it is read off: half a minute with the keyboard. */
const onPaper = {
  leader: text('批示领导', 50, { hint: '写职务和姓名，例如：县委书记 石某某；以前登记过的会提示' }),
  instructed_on: day('批示日期'),
  words: lines('批示原文', 2_000, { hint: '照原文录入；只圈阅、没有写字的空着' }).optional(),
  level: choice('层级', levels),
};

/** What the 收文处理单 says besides, where one was used. */
const onSheet = {
  received_on: day('收文日期').optional(),
  document_no: text('来文编号', 60).optional(),
  proposed: lines('拟办意见', 2_000).optional(),
  circulated: text('传阅', 200, { hint: '传阅的人，几位用顿号隔开' }).optional(),
};

/** `content` is what the units read: taken from the item when the instruction is noted, and looked through before it is handed over. */
export const instructionFields = z.object({
  item_id: reference('社情民意信息', 'opinion_item'),
  ...onPaper,
  content: lines('转给承办单位看的内容', 10_000, { hint: '牵头和配合单位看到的就是这些。请删去群众的姓名、电话和住址' }).optional(),
  ...onSheet,
});

export const sheetFields = z.object(onSheet);

/** 批示件转办单: domain forms, info_transfer. `assisting` are names; `actions.ts` turns them into units. */
const handing = z.object({
  lead_unit_id: reference('牵头单位', 'unit'),
  assisting: text('配合单位', 300, { hint: '没有就空着；几个单位用顿号隔开' }).optional(),
  supervisor_unit_id: reference('由哪个单位的督查室督办', 'unit', { hint: '不选就由县政协办公室督办；乡镇（街道）领导批示的，由联络委督办' }).optional(),
  days: number('反馈时限（工作日）', 1, WORKING_DAYS_OF_A_YEAR, { hint: '填了就按工作日历推算期限' }).optional(),
  due_on: day('反馈期限', { hint: '批示里写明日期的直接填；填了时限的不用填' }).optional(),
});

const feedback = z.object({
  result: choice('办理结果', results),
  feedback: lines('办理情况', 5_000, { hint: '做了什么，结果怎样；办不到的写明原因' }),
  planned_on: day('计划完成时间', { hint: '“列入计划”的必填' }).optional(),
  handler: text('承办人和电话', 100).optional(),
  fed_back_on: day('反馈日期', { hint: '不填就是今天' }).optional(),
});

/** 批示. Speech, 五个一: 报县政协转呈县委、县政府签批办理. Domain rules 3.5: the supervision office hands it over, the unit reports, member and residents are told. */
export const instruction = lifecycle<Instruction>()({
  name: 'instruction',
  title: '批示',
  table: 'instructions',
  path: 'instructions',
  fields: instructionFields,
  nameOf: (row) => `${row.leader}批示：${row.title}`,
  initial: 'noted',
  states: {
    noted: { label: '待转办', open: true, waitsFor: ['handOver'] },
    filed: { label: '已存阅', open: false },
    handed: { label: '办理中', open: true, waitsFor: ['countersign', 'feedBack'] },
    returned: { label: '退回补办', open: true, waitsFor: ['feedBack'] },
    fed_back: { label: '已反馈', open: true, waitsFor: ['accept'] },
    accepted: { label: '反馈已认可', open: true, waitsFor: ['tellMember', 'tellResidents', 'close'] },
    closed: { label: '已办结', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    handOver: { label: '转办', noun: 'handing-over', from: ['noted', 'filed'], to: 'handed', by: supervisors, clause: 'duty.monthly', input: handing },
    file: { label: '存阅，不需转办', noun: 'filing', from: ['noted'], to: 'filed', by: supervisors, reason: true },
    countersign: {
      label: '报配合情况', noun: 'countersignature', from: ['handed', 'returned'], by: [unitYetToCountersign, ...countersigningForUnits], actsFor: () => '配合单位',
      input: z.object({ words: lines('配合办理的情况', 2_000, { hint: '没有要说的，写“无意见”' }) }),
    },
    feedBack: {
      label: '反馈办理情况', noun: 'feedback', from: ['handed', 'returned'], to: 'fed_back', by: [leadUnit, ...supervisors], actsFor: () => '牵头单位', input: feedback,
      ready: (row) => (yetToCountersign(row) > 0 ? `还有${yetToCountersign(row)}个配合单位没有报送情况，报齐之后才能反馈。` : undefined),
    },
    accept: { label: '认可', noun: 'acceptance', from: ['fed_back'], to: 'accepted', by: judges },
    return: {
      label: '退回补办', noun: 'return', from: ['fed_back'], to: 'returned', by: judges, reason: true,
      input: z.object({ days: number('再给几个工作日', 1, WORKING_DAYS_OF_A_YEAR) }),
    },
    extend: { label: '延期', noun: 'extension', from: ['handed', 'returned'], by: judgesUnasked, reason: true, input: z.object({ due_on: day('新的反馈期限') }) },
    askExtension: {
      label: '申请延期', noun: 'extension-request', from: ['handed', 'returned'], by: [leadUnitUnasked], reason: true,
      input: z.object({ extension_to: day('延到哪天') }),
    },
    grantExtension: { label: '同意延期', noun: 'extension-grant', from: ['handed', 'returned'], by: judgesAsked },
    denyExtension: { label: '不同意延期', noun: 'extension-refusal', from: ['handed', 'returned'], by: judgesAsked, reason: true },
    remind: { label: '催办', noun: 'reminder', from: ['handed', 'returned'], by: judges },
    tellMember: {
      label: '告知反映委员', noun: 'member-telling', from: ['noted', 'filed', 'handed', 'returned', 'fed_back', 'accepted'], by: memberTellers,
      input: z.object({ told_member_on: day('告知日期') }),
    },
    tellResidents: {
      label: '答复群众', noun: 'residents-telling', from: ['accepted'], by: residentTellers, clause: 'duty.monthly',
      input: z.object({ answer: lines('答复内容', 2_000, { hint: '一次答复由这条信息引出的全部民情；凭回执号查询的群众看到的就是这段话' }), told_residents_on: day('答复日期') }),
    },
    close: { label: '办结', noun: 'closing', from: ['accepted'], to: 'closed', by: judges, ready: allTold },
    void: { label: '作废', noun: 'voiding', from: ['noted', 'filed', 'handed', 'returned'], to: 'void', by: strikers, reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, leader, committeeBody(), theMember<Instruction>('member_id', '反映委员'), supervision, leadUnit, assistingUnit],
  createdBy: [countyOffice, committeeStaff(), maintainer],
  editable: { in: ['noted', 'filed', 'handed', 'returned'], by: supervisors },
  attachable: { by: [...supervisors, committeeStaff<Instruction>(), leadUnit, assistingUnit] },
  searchable: ['title', 'leader', 'words', 'document_no', 'feedback'],
  newestBy: 'instructed_on',
  due: { by: 'due_on', in: ['handed', 'returned'], counted: { from: 'counted_from', days: 'days' } },
});

/** Replied is not closed: whoever told it, and the residents it came from, hear what became of it first (domain forms, info_transfer: 告知反映人、回复群众). */
function allTold(row: Instruction): string | undefined {
  if (row.member_id && !row.told_member_on) return '还没有把结果告知反映委员，告知以后再办结。';
  return row.sources > 0 && !row.told_residents_on ? '还没有答复反映这件事的群众，答复以后再办结。' : undefined;
}
