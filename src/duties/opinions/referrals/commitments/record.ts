import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Commitments } from '#platform/database/schema.ts';
import { day, lines, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { judges, promisingUnit, sender } from '#duties/opinions/referrals/relations.ts';

export type Commitment = Selectable<Commitments>;

/** It is made by answering a referral, never entered by itself. */
export const commitmentFields = z.object({
  subject: text('事由', 100),
  promise: text('承诺办成什么', 500),
  made_on: day('承诺日期'),
  due_on: day('承诺期限'),
});

/** 承诺: what a unit promised by a day (列入计划). It reports; whether the promise was kept others say. */
export const commitment = lifecycle<Commitment>()({
  name: 'commitment',
  title: '承诺台账',
  table: 'commitments',
  path: 'commitments',
  fields: commitmentFields,
  nameOf: (row) => row.promise.slice(0, 40),
  initial: 'open',
  states: {
    open: { label: '待兑现', open: true },
    reported: { label: '已报兑现', open: true, waitsFor: ['keep'] },
    kept: { label: '已兑现', open: false },
    broken: { label: '没有兑现', open: false },
    superseded: { label: '已由新的答复代替', open: false },
  },
  steps: {
    report: {
      label: '报兑现', noun: 'report', from: ['open'], to: 'reported', by: [promisingUnit, sender], actsFor: () => '作出承诺的单位',
      input: z.object({ report: lines('兑现情况', 2_000, { hint: '写一两句话：做了什么，哪天做的' }) }),
    },
    keep: { label: '确认兑现', noun: 'keeping', from: ['open', 'reported'], to: 'kept', by: judges },
    break: { label: '没有兑现', noun: 'breaking', from: ['open', 'reported'], to: 'broken', by: judges, reason: true },
    postpone: {
      label: '改期', noun: 'postponement', from: ['open', 'reported'], to: 'open', by: judges, reason: true,
      input: z.object({ due_on: day('新的承诺期限') }),
    },
    supersede: { label: '由新的答复代替', noun: 'supersession', from: ['open', 'reported'], to: 'superseded', by: [maintainer] }, // follows when the referral is handled again
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), promisingUnit],
  createdBy: [promisingUnit, sender, maintainer],
  editable: { in: [], by: [] },
  attachable: { by: [promisingUnit, ...judges] },
  searchable: ['subject', 'promise', 'report'],
  newestBy: 'due_on',
  due: { by: 'due_on', in: ['open'] },
});
