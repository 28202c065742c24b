import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { People } from '#platform/database/schema.ts';
import { choice, day, month, phone, text } from '#platform/fields.ts';
import { chair, countyOffice, maintainer, self } from '#platform/identity/relations.ts';
import { checkCharacter } from '#platform/importing/readers/identity-number.ts';
import { tidyName } from '#platform/importing/readers/person-name.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { affiliations } from '#platform/people/affiliations.ts';
import { ethnicGroups } from '#platform/people/ethnic-groups.ts';

export type Person = Selectable<People>;

export const sexes = { '1': '男', '2': '女' } as const;
/** Offices in a township Party committee that carry a committee post with them (speech: 领导有力). */
export const partyPosts = { deputy_secretary: '党（工）委副书记', commissioner: '组宣统委员' } as const;

/** Names of any people: 25 Hanzi or 50 characters, the parts separated by U+00B7 (notice of twelve ministries, 2016). */
const personName = text('姓名', 50, { hint: '少数民族姓名中间的点用“·”，写成别的点会自动改正' }).overwrite(tidyName);

/** GB 11643-1999: 17 digits and a check character. */
const isIdNumber = (value: string): boolean => /^\d{17}[\dX]$/.test(value) && checkCharacter(value.slice(0, 17)) === value.slice(17);
const idNumber = text('身份证号', 30).overwrite((value) => value.normalize('NFKC').replace(/\s/g, '').toUpperCase()).refine(isIdNumber);

const named = (list: readonly { name: string }[]): Record<string, string> => Object.fromEntries(list.map(({ name }) => [name, name]));

export const personFields = z.object({
  name: personName,
  sex: choice('性别', sexes).optional(),
  ethnic: choice('民族', named(ethnicGroups)).optional(),
  born_month: month('出生年月').optional(),
  affiliation: choice('党派', named(affiliations)).optional(),
  position: text('单位及职务', 200).optional(),
  phone: phone('手机').optional(),
  id_number: idNumber.optional(),
  party_post: choice('党内职务', partyPosts).optional(),
  party_place: text('任职乡镇（街道）', 50).optional(),
});

/** Answers to the question whether somebody of the same name is the one meant: people are never merged silently. */
export const samePerson = { same: '是同一个人，用已有的人员信息', another: '不是同一个人，只是同名，另外登记' } as const;

/** A person as entered together with a membership or a post. */
export const enteredPersonFields = personFields.extend({ same_person: choice('是不是同一个人', samePerson).optional() });

/** A person the county works with. Residents who report something are never entered here. */
export const person = lifecycle<Person>()({
  name: 'person',
  title: '人员',
  table: 'people',
  path: 'people',
  fields: personFields,
  nameOf: (row) => row.name,
  initial: 'active',
  states: { active: { label: '在册', open: true }, left: { label: '已离开', open: false } },
  steps: {
    leave: { label: '离开', noun: 'leaving', from: ['active'], to: 'left', by: [countyOffice], reason: true, input: z.object({ left_on: day('离开日期', { hint: '调离本县、去世等；担任的职务从这天起空缺' }) }) },
    back: { label: '恢复在册', noun: 'return', from: ['left'], to: 'active', by: [countyOffice] },
  },
  visibleTo: [countyOffice, chair, maintainer, self('id')],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['active'], by: [countyOffice, self('id')] },
  confidential: ['phone', 'id_number'],
  searchable: ['name', 'position'],
  named: ['name'],
});
