import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Undertakings } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { judges, promisingUnit, repliers } from '#duties/proposals/undertakings/relations.ts';

export type Undertaking = Selectable<Undertakings>;

export const undertakingFields = z.object({
  proposal_id: reference('提案', 'proposal'),
  unit_id: reference('承诺单位', 'unit'),
  promise: text('承诺办成什么', 500),
  made_on: day('承诺日期', { hint: '不填就是今天' }).optional(),
  due_on: day('承诺期限', { hint: '没有写明期限的空着，一直跟踪到销号' }).optional(),
});

/** 提案承诺: what a unit promised in its reply to do later. It is followed over the years until it is kept, or struck off with a reason (domain rules 2.6, S92). */
export const undertaking = lifecycle<Undertaking>()({
  name: 'undertaking',
  title: '提案承诺',
  table: 'undertakings',
  path: 'undertakings',
  fields: undertakingFields,
  nameOf: (row) => row.promise.slice(0, 40),
  initial: 'open',
  states: {
    open: { label: '待落实', open: true },
    reported: { label: '已报落实', open: true, waitsFor: ['keep'] },
    kept: { label: '已落实', open: false },
    broken: { label: '没有落实', open: true, waitsFor: ['postpone'] },
    struck: { label: '已销号', open: false },
  },
  steps: {
    report: {
      label: '报落实', noun: 'report', from: ['open', 'broken'], to: 'reported', by: [promisingUnit, countyOffice], actsFor: () => '作出承诺的单位',
      input: z.object({ report: lines('落实情况', 2_000, { hint: '写一两句话：做了什么，哪天做的' }) }),
    },
    keep: { label: '确认落实', noun: 'keeping', from: ['open', 'reported', 'broken'], to: 'kept', by: judges },
    break: { label: '没有落实', noun: 'breaking', from: ['open', 'reported'], to: 'broken', by: judges, reason: true },
    postpone: {
      label: '继续跟踪', noun: 'postponement', from: ['open', 'reported', 'broken'], to: 'open', by: judges, reason: true,
      input: z.object({ due_on: day('新的承诺期限', { hint: '没有期限的空着' }).optional() }),
    },
    strike: { label: '销号', noun: 'striking', from: ['open', 'reported', 'broken'], to: 'struck', by: judges, reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer, promisingUnit],
  createdBy: [countyOffice, maintainer, repliers],
  editable: { in: ['open'], by: judges },
  attachable: { by: [promisingUnit, ...judges] },
  searchable: ['subject', 'promise', 'report'],
  newestBy: 'made_on',
  due: { by: 'due_on', in: ['open'] },
});
