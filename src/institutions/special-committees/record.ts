import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { SpecialCommittees } from '#platform/database/schema.ts';
import { number, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type SpecialCommittee = Selectable<SpecialCommittees>;

export const specialCommitteeFields = z.object({ name: text('专委会名称', 50), rank: number('排列次序', 0, 999).default(0) });

/** 专委会: a standing body of the county body for a field of work (domain rules 1.5). */
export const specialCommittee = lifecycle<SpecialCommittee>()({
  name: 'special_committee',
  title: '专委会',
  table: 'special_committees',
  path: 'special-committees',
  fields: specialCommitteeFields,
  nameOf: (row) => row.name,
  initial: 'active',
  states: { active: { label: '在用', open: true }, retired: { label: '已停用', open: false } },
  steps: {
    retire: { label: '停用', noun: 'retirement', from: ['active'], to: 'retired', by: [countyOffice], reason: true },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['active'], by: [countyOffice] },
  searchable: ['name'],
});
