import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Equipment } from '#platform/database/schema.ts';
import { day, number, reference, text } from '#platform/fields.ts';
import { maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { keptByPlaceOrOffice, seenByPlaceAndCounty } from '#plans/haves/relations.ts';

export type EquipmentEntry = Selectable<Equipment>;

export const equipmentFields = z.object({
  committee_id: reference('联络委', 'committee'),
  name: text('设备名称', 60, { hint: '例如：电脑、打印机、档案柜' }),
  number: number('数量', 1, 10_000),
  since: day('启用日期'),
  place: text('存放地点', 60).optional(),
});

/** 设备: short register of a committee's office equipment. Speech, “五有”: 有必要办公设备. */
export const equipment = lifecycle<EquipmentEntry>()({
  name: 'equipment',
  title: '设备登记',
  table: 'equipment',
  path: 'equipment',
  fields: equipmentFields,
  nameOf: (row) => `${row.name}×${row.number}`,
  initial: 'in_use',
  states: { in_use: { label: '在用', open: true, waitsFor: [] }, disposed: { label: '已报废或调出', open: false } },
  steps: {
    dispose: { label: '报废或调出', noun: 'disposal', from: ['in_use'], to: 'disposed', by: keptByPlaceOrOffice, reason: true, input: z.object({ disposed_on: day('日期') }) },
  },
  visibleTo: seenByPlaceAndCounty,
  createdBy: [...keptByPlaceOrOffice, maintainer],
  editable: { in: ['in_use'], by: keptByPlaceOrOffice },
  searchable: ['name', 'place'],
  newestBy: 'since',
});
