import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Sectors } from '#platform/database/schema.ts';
import { number, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Sector = Selectable<Sectors>;

export const sectorFields = z.object({ name: text('界别名称', 50), rank: number('排列次序', 0, 999).default(0) });

/** 界别: a unit of composition, not a district. The list is the county's own, term by term. */
export const sector = lifecycle<Sector>()({
  name: 'sector',
  title: '界别',
  table: 'sectors',
  path: 'sectors',
  fields: sectorFields,
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
