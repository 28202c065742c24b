import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ShiftSwaps } from '#platform/database/schema.ts';
import { reference, text } from '#platform/fields.ts';
import { auditor, committeeStaff, countyOffice, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type ShiftSwap = Selectable<ShiftSwaps>;

export const swapFields = z.object({
  shift_id: reference('哪一班', 'duty_shift'),
  member_id: reference('谁换出去', 'member'),
  taker_id: reference('请谁来值', 'member'),
  other_shift_id: reference('换他的哪一班', 'duty_shift', { hint: '只请他代这一班的不用选' }).optional(),
  why: text('说明', 200).optional(),
});

const asking = theMember<ShiftSwap>('member_id', '提出换班的委员');
const taking = theMember<ShiftSwap>('taker_id', '被请的委员');
const staff = [committeeStaff<ShiftSwap>(), countyOffice];

/** 换班: asked of one member by another; it holds when that one has agreed, and nobody else decides. */
export const shiftSwap = lifecycle<ShiftSwap>()({
  name: 'shift_swap',
  title: '换班',
  table: 'shift_swaps',
  path: 'shift-swaps',
  fields: swapFields,
  nameOf: () => '换班',
  initial: 'asked',
  states: {
    asked: { label: '待对方答应', open: true },
    agreed: { label: '已换班', open: false },
    declined: { label: '没有答应', open: false },
    withdrawn: { label: '已撤回', open: false },
  },
  steps: {
    agree: { label: '答应', noun: 'agreement', from: ['asked'], to: 'agreed', by: [taking, ...staff], actsFor: () => '被请的委员' },
    decline: { label: '不方便', noun: 'refusal', from: ['asked'], to: 'declined', by: [taking, ...staff], actsFor: () => '被请的委员' },
    withdraw: { label: '撤回', noun: 'withdrawal', from: ['asked'], to: 'withdrawn', by: [asking, ...staff], actsFor: () => '提出换班的委员' },
  },
  visibleTo: [countyOffice, auditor, maintainer, committeeStaff(), asking, taking],
  createdBy: [asking, ...staff, maintainer],
  editable: { in: [], by: [] },
  attachable: false,
});
