import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { People } from '#platform/database/schema.ts';
import { choice, month, phone, text } from '#platform/fields.ts';
import { chair, countyOffice, maintainer, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Person = Selectable<People>;

export const sexes = { '1': '男', '2': '女' } as const;
/** Offices in a township Party committee that carry a committee post with them (speech: 领导有力). */
export const partyPosts = { deputy_secretary: '党（工）委副书记', commissioner: '组宣统委员' } as const;

export const personFields = z.object({
  name: text('姓名', 50),
  sex: choice('性别', sexes).optional(),
  ethnic: text('民族', 20).optional(),
  born_month: month('出生年月').optional(),
  affiliation: text('党派', 20).optional(),
  position: text('单位及职务', 200).optional(),
  phone: phone('手机').optional(),
  id_number: text('身份证号', 18).optional(),
  party_post: choice('党内职务', partyPosts).optional(),
  party_place: text('任职乡镇（街道）', 50).optional(),
});

/** A person the county works with. Residents who report something are never entered here. */
export const person = lifecycle<Person>()({
  name: 'person',
  title: '人员',
  table: 'people',
  path: 'people',
  nameOf: (row) => row.name,
  initial: 'active',
  states: { active: { label: '在册', open: true }, left: { label: '已离开', open: false } },
  steps: {
    leave: { label: '离开', noun: 'leaving', from: ['active'], to: 'left', by: [countyOffice], reason: true },
    back: { label: '恢复在册', noun: 'return', from: ['left'], to: 'active', by: [countyOffice] },
  },
  visibleTo: [countyOffice, chair, maintainer, self('id')],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['active'], by: [countyOffice, self('id')] },
  confidential: ['phone', 'id_number'],
});
