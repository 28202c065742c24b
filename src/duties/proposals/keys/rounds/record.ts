import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { KeyRounds } from '#platform/database/schema.ts';
import { day, lines, number, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { carriedOut } from '#duties/proposals/relations.ts';

export type KeyRound = Selectable<KeyRounds>;

export const keyRoundFields = z.object({
  year: number('年度', 1949, 2200),
  recommend_by: day('推荐截止', { hint: '各部门、专委会推荐到哪一天' }).optional(),
});

/** 重点提案遴选: the selection of one year. Departments nominate, the proposal committee shortlists, the chair meeting decides, the units are told (domain rules 2.7, S94). */
export const keyRound = lifecycle<KeyRound>()({
  name: 'key_round',
  title: '重点提案遴选',
  table: 'key_rounds',
  path: 'key-rounds',
  fields: keyRoundFields,
  nameOf: ({ year }) => `${year}年重点提案`,
  initial: 'gathering',
  states: {
    gathering: { label: '推荐和初选', open: true, waitsFor: [] },
    decided: { label: '主席会议已确定', open: true, waitsFor: ['notify'] },
    notified: { label: '已发通知', open: true, waitsFor: [] },
    concluded: { label: '已作年度总结', open: false },
    void: { label: '已取消', open: false },
  },
  steps: {
    decide: { label: '登记主席会议', noun: 'meeting', from: ['gathering', 'decided', 'notified'], to: 'decided', by: [carriedOut('主席会议的决定')], clause: 'duty.yearly' },
    notify: {
      label: '发出通知', noun: 'notice', from: ['decided'], to: 'notified', by: [countyOffice],
      input: z.object({ document_no: text('通知文号', 60).optional(), notified_on: day('通知日期', { hint: '不填就是今天' }).optional() }),
    },
    conclude: {
      label: '年度总结', noun: 'conclusion', from: ['decided', 'notified'], to: 'concluded', by: [countyOffice],
      input: z.object({ summary: lines('年度总结', 5_000, { hint: '数字由系统写进督办情况报告，这里写经验、问题和打算' }), concluded_on: day('总结日期', { hint: '不填就是今天' }).optional() }),
    },
    cancel: { label: '取消', noun: 'cancellation', from: ['gathering'], to: 'void', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['gathering', 'decided', 'notified'], by: [countyOffice] },
});
