import type { Selectable } from 'kysely';
import type { Committees } from '#platform/database/schema.ts';
import { choice, day, lines, number, text } from '#platform/fields.ts';
import { countyOffice, maintainer, participant, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { z } from 'zod';

export type Committee = Selectable<Committees>;

/** Kinds of places that a committee covers. */
export const placeKinds = { township: '乡', town: '镇', street: '街道', zone: '开发区（园区）', organs: '县直机关' } as const;

export const committeeFields = z.object({
  name: text('联络委名称', 50, { hint: '全称，例如：白石镇政协联络委' }),
  place: text('所在乡镇（街道）', 50),
  place_kind: choice('类型', placeKinds),
  form: text('机构形式', 20, { hint: '本县的叫法；有哪几种由“办法参数”规定' }),
  mode: text('设置方式', 20, { hint: '本县的叫法；有哪几种由“办法参数”规定' }).optional(),
  covers: lines('另外覆盖的地方', 1000, { hint: '一个联络委覆盖几处的填写：除上面的乡镇（街道）外，还覆盖哪些乡镇、街道、园区、县直机关组，每行一个' }).optional(),
  founded_on: day('设立日期').optional(),
  plaque_on: day('授牌日期', { hint: '随设置审定授牌的，在那里登记；这里用来补登和更正' }).optional(),
  rank: number('排列次序', 0, 999, { hint: '名单里排第几，从小到大' }).default(0),
  remark: text('备注', 200).optional(),
});

/** 乡镇（街道）政协联络委. Speech, 三个有: 组织有序. One that was established ends by a reorganisation, which says who follows it. */
export const committee = lifecycle<Committee>()({
  name: 'committee',
  title: '联络委',
  table: 'committees',
  path: 'committees',
  fields: committeeFields,
  nameOf: (row) => row.name,
  initial: 'proposed',
  states: {
    proposed: { label: '拟设立', open: true },
    established: { label: '已设立', open: true },
    abolished: { label: '已撤销', open: false },
  },
  steps: {
    establish: {
      label: '设立', noun: 'establishment', from: ['proposed'], to: 'established', by: [countyOffice], clause: 'setting_up.3',
      input: z.object({ founded_on: day('设立日期') }),
    },
    abolish: {
      label: '不再设立', noun: 'abolition', from: ['proposed'], to: 'abolished', by: [countyOffice], reason: true, final: true,
      input: z.object({ abolished_on: day('决定不再设立的日期') }),
    },
  },
  visibleTo: [signedIn, maintainer, participant<Committee>('id')],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['proposed', 'established'], by: [countyOffice] },
  searchable: ['name', 'place'],
  named: ['name', 'place'],
});
