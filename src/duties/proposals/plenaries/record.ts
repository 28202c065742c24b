import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Plenaries } from '#platform/database/schema.ts';
import { day, lines, number } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';

export type Plenary = Selectable<Plenaries>;

export const plenaryFields = z.object({
  term: number('届', 1, 99),
  session: number('次', 1, 99),
  opens_on: day('开幕日期'),
  closes_on: day('闭幕日期'),
  deadline_on: day('大会提案截止日期', { hint: '这一天以后提交的是平时提案' }),
  call_text: lines('征集重点', 5_000, { hint: '写进征集通知里的提案方向，一行一条；没有就空着' }).optional(),
});

/** 全体会议. What is handed in between its call and its deadline is a session proposal (大会提案), all else an ordinary one (domain rules 2.1, S46). */
export const plenary = lifecycle<Plenary>()({
  name: 'plenary',
  title: '全体会议',
  table: 'plenaries',
  path: 'plenaries',
  fields: plenaryFields,
  nameOf: sessionTitle,
  initial: 'planned',
  states: {
    planned: { label: '筹备', open: true },
    called: { label: '已发征集通知', open: true },
    open: { label: '会议期间', open: true },
    closed: { label: '已闭幕', open: false },
    void: { label: '已取消', open: false },
  },
  steps: {
    call: {
      label: '发征集通知', noun: 'call', from: ['planned'], to: 'called', by: [countyOffice], clause: 'duty.yearly',
      input: z.object({ called_on: day('发出日期', { hint: '不填就是今天；从这一天起提交的算这次会议的提案' }).optional() }),
    },
    open: { label: '开幕', noun: 'opening', from: ['planned', 'called'], to: 'open', by: [countyOffice] },
    close: { label: '闭幕', noun: 'closing', from: ['open'], to: 'closed', by: [countyOffice] },
    cancel: { label: '取消会议', noun: 'cancellation', from: ['planned', 'called'], to: 'void', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['planned', 'called', 'open'], by: [countyOffice] },
});
