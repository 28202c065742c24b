import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { KeyActs } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { unitsOf } from '#platform/identity/actor.ts';
import { auditor, chair, countyOffice, leader, maintainer, relation } from '#platform/identity/relations.ts';
import { holdsAny } from '#platform/predicate.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { actKinds } from '#duties/proposals/keys/words.ts';

export type KeyAct = Selectable<KeyActs>;

export const keyActFields = z.object({
  selection_id: reference('重点提案', 'key_selection'),
  kind: choice('督办方式', actKinds),
  held_on: day('日期', { hint: '不填就是今天' }).optional(),
  place: text('地点', 100).optional(),
  attended: text('参加的人', 500, { hint: '领衔领导、专委会、承办单位、提案人各有谁' }),
  decided: lines('议定事项', 2_000, { hint: '看到了什么，定了什么，谁几时办' }),
});

const handlers = relation<KeyAct>('handling_unit', '承办单位', (actor) => holdsAny<KeyAct>('handler_ids', unitsOf(actor)));

/** 督办活动: a meeting, visit or consultation on a key proposal; what only Party or government can decide is reported to them (domain rules 2.7, S94). */
export const keyAct = lifecycle<KeyAct>()({
  name: 'key_act',
  title: '重点提案督办活动',
  table: 'key_acts',
  path: 'key-acts',
  fields: keyActFields,
  nameOf: (row) => `${actKinds[row.kind as 'meeting'] ?? ''}：${row.subject}`,
  initial: 'held',
  states: {
    held: { label: '已登记', open: false },
    reported: { label: '已报党委政府', open: true, waitsFor: ['settle'] },
    settled: { label: '已有决定', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    report: {
      label: '报党委政府决定', noun: 'report', from: ['held'], to: 'reported', by: [countyOffice],
      input: z.object({ problem: lines('要请党委政府决定的问题', 2_000), reported_to: text('报给谁', 100, { hint: '例如：县委常委会、县政府常务会议' }), reported_on: day('上报日期', { hint: '不填就是今天' }).optional() }),
    },
    settle: {
      label: '登记决定', noun: 'settlement', from: ['reported'], to: 'settled', by: [countyOffice], actsFor: ({ reported_to }) => reported_to ?? '党委政府',
      input: z.object({ outcome: lines('怎样决定的', 2_000), outcome_on: day('决定日期', { hint: '不填就是今天' }).optional() }),
    },
    drop: { label: '作废', noun: 'voiding', from: ['held', 'reported'], to: 'void', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, handlers],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['held', 'reported'], by: [countyOffice] },
  searchable: ['subject', 'attended', 'decided', 'problem'],
  newestBy: 'held_on',
});
