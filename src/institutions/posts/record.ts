import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Posts } from '#platform/database/schema.ts';
import { choice, day, reference, text, tick } from '#platform/fields.ts';
import { roles } from '#platform/identity/actor.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { enteredPersonFields } from '#institutions/people/record.ts';

export type Post = Selectable<Posts>;

/** The kinds of posts that are held in a county; a participant holds none. */
const { participant: _, superior_office: __, ...held } = roles;
export const postRoles = held;

export const postFields = z.object({
  person_id: reference('人员（已在册）', 'person', { hint: '不在册的，这里留空，在下面填写姓名' }).optional(),
  ...enteredPersonFields.pick({ same_person: true, phone: true, position: true, party_post: true, party_place: true }).shape,
  name: enteredPersonFields.shape.name.optional(),
  role: choice('职务', postRoles),
  committee_id: reference('联络委', 'committee').optional(),
  unit_id: reference('承办单位', 'unit').optional(),
  since: day('任职日期'),
  acting: tick('代理（尚未正式任命）').optional(),
  document_no: text('任命文号', 60).optional(),
  certificate_no: text('聘书（任命书）编号', 60).optional(),
});

/** Posts within a committee, and those within a handling unit; the others are of the whole county. */
export const committeeRoles: readonly string[] = ['director', 'deputy_director', 'worker', 'committee_member'];
export const unitRoles: readonly string[] = ['unit_clerk'];

/** 职务: who holds which post, where, from when. Speech, 三个有: 领导有力. */
export const post = lifecycle<Post>()({
  name: 'post',
  title: '职务',
  table: 'posts',
  path: 'posts',
  fields: postFields,
  nameOf: (row) => `${row.name}（${roles[row.role as keyof typeof roles] ?? row.role}）`,
  initial: 'holding',
  states: { holding: { label: '在任', open: true }, ended: { label: '已卸任', open: false } },
  steps: {
    confirm: { label: '转为正式任命', noun: 'confirmation', proof: true, from: ['holding'], by: [countyOffice], input: z.object({ document_no: text('任命文号', 60), certificate_no: text('聘书（任命书）编号', 60).optional() }), ready: (row) => (row.acting ? undefined : '已是正式任命，不需要再转。') },
    end: { label: '卸任', noun: 'ending', proof: true, from: ['holding'], to: 'ended', by: [countyOffice], reason: true, input: z.object({ until: day('卸任日期') }) },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['holding'], by: [countyOffice] },
  searchable: ['name'],
  named: ['name'],
});
