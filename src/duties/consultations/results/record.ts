import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ConsultationResults } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { director, readers, writers } from '#duties/consultations/floor/relations.ts';

export type ResultList = Selectable<ConsultationResults>;

/** Of the minutes: who called it, who wrote along, who was there. Filled in from the consultation and its list. */
export const resultFields = z.object({
  consultation_id: reference('哪一次协商', 'consultation'),
  convenor: text('召集人', 200, { hint: '第一召集人、执行召集人' }).optional(),
  recorder: text('记录人', 100).optional(),
  present: lines('出席', 4_000, { hint: '一种身份一行，例如“群众代表：张三、李四”；照邀请名单和到会情况填好的，可以改' }).optional(),
  absent: lines('请假', 2_000, { hint: '姓名和原因' }).optional(),
});

export const confirmedFields = z.object({
  confirmed_by: text('确认人', 100, { hint: '召集人；在纸上签的，把签名页拍照添加为附件' }),
  confirmed_on: day('确认日期', { hint: '不填就是今天' }).optional(),
});

const missing = ({ objections_open, tasks_open }: ResultList): string | undefined => {
  if (objections_open > 0) return `还有${objections_open}条不同意见没有答复，不能销号。请先逐条答复。`;
  return tasks_open > 0 ? `还有${tasks_open}项没有办结，也没有“不采纳”的决定，不能销号。` : undefined;
};

/**
 * 协商成果清单, with the minutes: what those present advise goes to the body that decides, and is followed until each point is done or declined,
 * with the reason. Domain rules 5.2 (S133, S135, S136).
 */
export const resultList = lifecycle<ResultList>()({
  name: 'consultation_result',
  title: '协商成果清单',
  table: 'consultation_results',
  path: 'consultation-results',
  fields: resultFields,
  nameOf: ({ subject }) => subject,
  initial: 'draft',
  states: {
    draft: { label: '整理纪要', open: true, waitsFor: ['confirm'] },
    confirmed: { label: '纪要已确认', open: true, waitsFor: ['send'] },
    sent: { label: '已报送', open: true, waitsFor: ['file'] },
    filed: { label: '已报备', open: true, waitsFor: ['acknowledge'] },
    acknowledged: { label: '已备案', open: true, waitsFor: ['close'] },
    closed: { label: '已销号', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    confirm: {
      label: '确认纪要', noun: 'confirmation', from: ['draft'], to: 'confirmed', by: [director<ResultList>(), ...writers<ResultList>()], actsFor: ({ convenor }) => convenor ?? '召集人',
      input: confirmedFields,
      ready: ({ present }) => (present ? undefined : '请先在“修改”里写明出席的人，再确认纪要。'),
    },
    revise: { label: '退回整理', noun: 'revision', from: ['confirmed'], to: 'draft', by: writers<ResultList>(), reason: true },
    send: {
      label: '报送成果', noun: 'sending', from: ['confirmed'], to: 'sent', by: writers<ResultList>(), clause: 'duty.half_yearly',
      input: z.object({ decider: text('报给谁决定', 100, { hint: '例如：白石镇党委、石村村民委员会' }), sent_on: day('报送日期', { hint: '不填就是今天' }).optional() }),
      ready: ({ tasks_n }) => (tasks_n > 0 ? undefined : '清单里还没有事项。请先列出建议谁办什么，再报送。'),
    },
    file: { label: '报县政协备案', noun: 'filing', from: ['sent'], to: 'filed', by: writers<ResultList>(), input: z.object({ filed_on: day('报备日期', { hint: '不填就是今天' }).optional() }) },
    return: { label: '退回补充', noun: 'return', from: ['filed'], to: 'sent', by: [countyOffice], reason: true },
    acknowledge: { label: '收存备案', noun: 'acknowledgement', from: ['filed'], to: 'acknowledged', by: [countyOffice], clause: 'duty.half_yearly' },
    close: { label: '清单销号', noun: 'closing', from: ['acknowledged'], to: 'closed', by: writers<ResultList>(), ready: missing },
    reopen: { label: '退回继续办', noun: 'reopening', from: ['closed'], to: 'acknowledged', by: [countyOffice], reason: true },
    follow: {
      label: '记回头看', noun: 'follow-up', from: ['sent', 'filed', 'acknowledged', 'closed'], by: writers<ResultList>(), aside: true,
      input: z.object({ followed_on: day('回头看日期', { hint: '不填就是今天' }).optional() }), reason: true,
    },
    drop: { label: '作废', noun: 'voiding', from: ['draft'], to: 'void', by: writers<ResultList>(), reason: true, final: true },
  },
  visibleTo: readers<ResultList>(),
  createdBy: [...writers<ResultList>(), maintainer],
  editable: { in: ['draft'], by: writers<ResultList>() },
  searchable: ['subject', 'convenor', 'decider'],
  newestBy: 'held_on',
  due: { by: 'minutes_by', in: ['draft'] },
});
