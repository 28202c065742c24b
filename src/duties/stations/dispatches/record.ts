import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Dispatches } from '#platform/database/schema.ts';
import { choice, day, lines, number, text } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, handlingUnit, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { declines } from '#duties/stations/words.ts';

export type Dispatch = Selectable<Dispatches>;

/** The table has room for no more: three weeks of days and nights, and all of a large county. */
const MOST_HOURS = 500;
const MOST_PEOPLE = 1_000_000;

/** What whoever did it tells: it is also the deed. */
export const doneFields = z.object({
  done_on: day('哪天办的'),
  done_place: text('在哪里', 100).optional(),
  people: number('服务了几人', 0, MOST_PEOPLE),
  hours: number('用了几小时', 0, MOST_HOURS).optional(),
  account: lines('怎么办的', 1_000, { hint: '一两句话就够；不写群众的姓名和电话' }).optional(),
});

const doer = theMember<Dispatch>('member_id', '被派单的委员');
const unit = handlingUnit<Dispatch>();
const staff = [committeeStaff<Dispatch>(), countyOffice];
const forDoer = (): string => '被派单的委员或单位';

/** 派单: an order put to one who accepts or declines for itself, with one tap. */
export const dispatch = lifecycle<Dispatch>()({
  name: 'dispatch',
  title: '派单',
  table: 'dispatches',
  path: 'dispatches',
  fields: doneFields,
  nameOf: (row) => row.matter.split('\n', 1)[0]!.slice(0, 40),
  initial: 'asked',
  states: {
    asked: { label: '待接单', open: true, waitsFor: ['accept'] },
    accepted: { label: '办理中', open: true, waitsFor: ['finish'] },
    done: { label: '已办', open: false },
    declined: { label: '没有接', open: false },
    recalled: { label: '已收回', open: false },
  },
  steps: {
    accept: { label: '接单', noun: 'acceptance', from: ['asked'], to: 'accepted', by: [doer, unit, ...staff], actsFor: forDoer, clause: 'duty.deed' },
    decline: {
      label: '不接', noun: 'refusal', from: ['asked', 'accepted'], to: 'declined', by: [doer, unit, ...staff], actsFor: forDoer,
      input: z.object({ declined_code: choice('为什么', declines), declined_note: text('补充', 200).optional() }),
    },
    finish: { label: '办好了', noun: 'finishing', from: ['accepted'], to: 'done', by: [doer, unit, ...staff], actsFor: forDoer, input: doneFields, clause: 'duty.deed' },
    recall: { label: '收回', noun: 'recall', from: ['asked', 'accepted'], to: 'recalled', by: staff, reason: true, aside: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeStaff(), doer, unit],
  createdBy: [...staff, maintainer],
  editable: { in: [], by: [] },
  attachable: { by: [doer, unit, ...staff] },
  newestBy: 'sent_on',
  due: { by: 'accept_by', in: ['asked'], counted: { from: 'sent_on', days: 'days' } },
});
