import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Venues } from '#platform/database/schema.ts';
import { choice, day, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { venueKinds } from '#duties/consultations/words.ts';

export type Venue = Selectable<Venues>;

export const venueFields = z.object({
  committee_id: reference('联络委', 'committee'),
  name: text('场所名称', 50, { hint: '例如：白石村鼓楼坪' }),
  kind: choice('类别', venueKinds),
  address: text('地址', 200, { hint: '用文字写清在哪里' }).optional(),
  keeper: text('谁管理', 50).optional(),
});

/** What is seen there on a day; each item of the standard is ticked beside it. */
export const checkingFields = z.object({
  met: text('具备的各项', 200, { hint: '标准里的名称，用顿号分开' }).optional(),
  checked_on: day('检查日期', { hint: '不填就是今天' }).optional(),
  checked_by: text('检查人', 50, { hint: '不填就是您' }).optional(),
  remark: text('说明', 500).optional(),
});

const staff = [committeeStaff<Venue>(), countyOffice];

/** 协商场所: rooms and courtyards in which a committee consults, and what they have of the county's standard. Domain rules 1.4 (六个有), 5.2 (S29: one room, many uses). */
export const venue = lifecycle<Venue>()({
  name: 'venue',
  title: '协商场所',
  table: 'venues',
  path: 'venues',
  fields: venueFields,
  nameOf: (row) => row.name,
  initial: 'in_use',
  states: { in_use: { label: '在用', open: true, waitsFor: [] }, closed: { label: '停用', open: false } },
  steps: {
    check: { label: '对照标准检查', noun: 'check', from: ['in_use'], by: staff, input: checkingFields, clause: 'duty.half_yearly' },
    shut: { label: '停用', noun: 'closing', from: ['in_use'], to: 'closed', by: staff, reason: true },
    reopen: { label: '恢复使用', noun: 'reopening', from: ['closed'], to: 'in_use', by: staff },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody()],
  createdBy: [...staff, maintainer],
  editable: { in: ['in_use'], by: staff },
  searchable: ['name', 'address'],
});
