import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Bookings } from '#platform/database/schema.ts';
import { lines, phone, reference, text, choice } from '#platform/fields.ts';
import { anybody, auditor, committeeStaff, countyOffice, holderOfReceipt, maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is, present } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { theMembers } from '#duties/stations/relations.ts';
import { bookingWays, shortDay } from '#duties/stations/words.ts';

export type Booking = Selectable<Bookings>;

/** What is asked of whoever books. Little enough to be written at a bus stop. */
export const visitorFields = z.object({
  name: text('怎么称呼您', 50, { hint: '例如：石大姐' }),
  phone: phone('联系电话', { hint: '值班有变动时打给您' }),
  matter: lines('想说什么事', 500, { hint: '一两句话，方便委员先了解' }).optional(),
});

export const bookingFields = z.object({
  shift_id: reference('哪一班', 'duty_shift'),
  ...visitorFields.shape,
  way: choice('怎么预约的', { telephone: bookingWays.telephone, visit: bookingWays.visit }, { arising: bookingWays }),
});

const atThePage = whilst<Booking>(anybody, all(is<Booking>('way', 'page'), present<Booking>('receipt')), '群众（网上预约）');
const holder = holderOfReceipt<Booking>();
const serving = theMembers<Booking>('值班委员');
const staff = [committeeStaff<Booking>(), countyOffice];
const forMember = (): string => '值班委员';

const notYet = (row: Booking): string | undefined => (row.day > today() ? `这一班是${row.day}的，到了那天才能登记。` : undefined);

/** 预约: name, telephone and matter are for those who receive the visitor. */
export const booking = lifecycle<Booking>()({
  name: 'booking',
  title: '预约',
  table: 'bookings',
  path: 'bookings',
  fields: bookingFields,
  nameOf: (row) => `${shortDay(row.day)}的预约 ${row.receipt}`,
  initial: 'booked',
  states: {
    booked: { label: '已预约', open: true, waitsFor: ['receive'] },
    came: { label: '已接待', open: false },
    absent: { label: '没有来', open: false },
    cancelled: { label: '已取消', open: false },
  },
  steps: {
    receive: {
      label: '来了', noun: 'reception', from: ['booked'], to: 'came', by: [serving, ...staff], actsFor: forMember, ready: notYet,
      input: z.object({ outcome: lines('说了什么、怎么答复', 500, { hint: '可以不填；要跟踪的，请登记到民情台账' }).optional() }),
    },
    miss: { label: '没有来', noun: 'absence', from: ['booked'], to: 'absent', by: [serving, ...staff], actsFor: forMember, ready: notYet },
    move: { label: '改到另一班', noun: 'move', from: ['booked'], by: staff, input: z.object({ shift_id: reference('改到哪一班', 'duty_shift') }) },
    cancel: { label: '取消预约', noun: 'cancellation', from: ['booked'], to: 'cancelled', by: [holder, ...staff], actsFor: () => '预约人' },
    erase: {
      label: '清除个人信息', noun: 'erasure', from: ['came', 'absent', 'cancelled'], by: [countyOffice, maintainer], reason: true, final: true,
      ready: (row) => (row.erased_on ? `已于${row.erased_on}清除。` : undefined),
    },
  },
  visibleTo: [countyOffice, auditor, maintainer, committeeStaff(), serving, holder],
  createdBy: [...staff, maintainer, atThePage],
  editable: { in: [], by: [] },
  attachable: false,
  confidential: ['name', 'phone', 'matter', 'outcome'],
  privyTo: [...staff, serving, holder],
});
