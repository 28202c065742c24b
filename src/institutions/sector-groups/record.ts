import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { SectorGroups } from '#platform/database/schema.ts';
import { number, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type SectorGroup = Selectable<SectorGroups>;

export const sectorGroupFields = z.object({ name: text('界别小组名称', 50), rank: number('排列次序', 0, 999).default(0) });

/** 界别小组: a group in which members of one sector, or of several small ones, work together (domain rules 1.5). */
export const sectorGroup = lifecycle<SectorGroup>()({
  name: 'sector_group',
  title: '界别小组',
  table: 'sector_groups',
  path: 'sector-groups',
  fields: sectorGroupFields,
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
