import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DutyShifts } from '#platform/database/schema.ts';
import { day, lines, number, reference, references, text } from '#platform/fields.ts';
import { auditor, committeeStaff, countyOffice, maintainer, signedIn, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { not, is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { kindField } from '#duties/own-kinds.ts';
import { usualServices } from '#duties/stations/kinds/crossings.ts';
import { theMembers } from '#duties/stations/relations.ts';
import { shiftTime } from '#duties/stations/words.ts';

export type DutyShift = Selectable<DutyShifts>;

/** So many members serve at one shift. */
export const MOST_AT_A_SHIFT = 6;
const MOST_VISITORS = 10_000;

export const hourField = (label: string, example: string) => text(label, 8, { hint: `例如 ${example}` });

export const shiftFields = z.object({
  station_id: reference('服务站', 'station'),
  day: day('日期'),
  starts: hourField('从', '9:00'),
  ends: hourField('到', '11:00'),
  member_ids: references('值班委员', 'member', MOST_AT_A_SHIFT),
  service: kindField('服务内容', usualServices),
  note: text('说明', 200, { hint: '公开页上看得到' }).optional(),
});

const staff = [committeeStaff<DutyShift>(), countyOffice];
const serving = theMembers<DutyShift>('值班委员');
const forMember = (): string => '值班委员';

const notYet = (row: DutyShift): string | undefined => (row.day > today() ? `这一班是${row.day}的，到了那天才能登记。` : undefined);

/** 值班. Nobody is checked on: who was there tells how many came and what was done, in a line or two. ux.md 3.3. */
export const dutyShift = lifecycle<DutyShift>()({
  name: 'duty_shift',
  title: '委员值班',
  table: 'duty_shifts',
  path: 'duty-shifts',
  fields: shiftFields,
  nameOf: (row) => shiftTime(row),
  initial: 'draft',
  states: {
    draft: { label: '拟排', open: true, waitsFor: ['publish'] },
    planned: { label: '已排班', open: true, waitsFor: ['hold'] },
    held: { label: '已值班', open: false },
    missed: { label: '没有人到', open: false },
    cancelled: { label: '已取消', open: false },
  },
  steps: {
    publish: { label: '公布', noun: 'publication', from: ['draft'], to: 'planned', by: staff, clause: 'duty.deed' },
    hold: {
      label: '登记值班', noun: 'holding', from: ['planned'], to: 'held', by: [serving, ...staff], actsFor: forMember, ready: notYet, clause: 'duty.deed',
      input: z.object({
        visitors: number('接待了几人次', 0, MOST_VISITORS, { hint: '没有人来就填0' }),
        done: lines('做了什么', 1_000, { hint: '一两句话；没有人来可以不填。不写群众的姓名和电话' }).optional(),
      }),
    },
    replace: {
      label: '换人', noun: 'replacement', from: ['draft', 'planned'], by: staff, reason: true,
      input: z.object({ member_ids: references('改由谁值班', 'member', MOST_AT_A_SHIFT) }),
    },
    miss: { label: '没有人到', noun: 'absence', from: ['planned'], to: 'missed', by: staff, reason: true, ready: notYet },
    cancel: { label: '取消这一班', noun: 'cancellation', from: ['draft', 'planned'], to: 'cancelled', by: staff, reason: true },
    amend: {
      label: '更正登记', noun: 'amendment', from: ['held'], by: [serving, ...staff], actsFor: forMember, aside: true,
      input: z.object({ visitors: number('接待了几人次', 0, MOST_VISITORS), done: lines('做了什么', 1_000).optional() }),
    },
  },
  visibleTo: [countyOffice, auditor, maintainer, committeeStaff(), serving, whilst(signedIn, not(is<DutyShift>('state', 'draft')), '登录人员（公布以后）')],
  createdBy: [...staff, maintainer],
  editable: { in: ['draft', 'planned'], by: staff },
  newestBy: 'day',
});
