import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Members } from '#platform/database/schema.ts';
import { day, number, reference, text, tick } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { enteredPersonFields } from '#institutions/people/record.ts';

export type Member = Selectable<Members>;

/** What the register says of a member; the person's own data (name, telephone …) belong to the person. */
export const memberFields = z.object({
  ...enteredPersonFields.omit({ party_post: true, party_place: true }).shape,
  term: number('届', 1, 99),
  sector_id: reference('界别', 'sector').optional(),
  committee_id: reference('所属联络委', 'committee').optional(),
  joined_on: day('任职日期'),
  standing: tick('常委').optional(),
});

export const leavingFields = z.object({ left_on: day('离任日期'), left_why: text('离任方式', 50, { hint: '辞去、届满、撤销资格、去世……' }) });

/** 县政协委员 of a term. Speech, 三个有: 履职有人. */
export const member = lifecycle<Member>()({
  name: 'member',
  title: '委员',
  table: 'members',
  path: 'members',
  fields: memberFields,
  nameOf: (row) => row.name,
  initial: 'current',
  states: { current: { label: '在任', open: true }, left: { label: '已离任', open: false } },
  steps: {
    leave: {
      label: '离任', noun: 'leaving', from: ['current'], to: 'left', by: [countyOffice], reason: true, final: true,
      input: leavingFields,
    },
    station: {
      label: '调整所属联络委', noun: 'stationing', from: ['current'], by: [countyOffice],
      input: z.object({ committee_id: reference('所属联络委', 'committee') }),
    },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['current'], by: [countyOffice] },
  searchable: ['name'],
});
