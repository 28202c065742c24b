import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { SectorGroups, Sectors, SpecialCommittees } from '#platform/database/schema.ts';
import { number, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';

/** What a member belongs to besides the township group (domain rules 1.5): names in the county's own order. */
export type Grouping = Recorded & { name: string; rank: number };
export type Sector = Selectable<Sectors>;
export type SpecialCommittee = Selectable<SpecialCommittees>;
export type SectorGroup = Selectable<SectorGroups>;

export const groupingFields = z.object({ name: text('名称', 50), rank: number('排列次序', 0, 999).default(0) });

const grouping = <Row extends Grouping>(called: Pick<Lifecycle, 'name' | 'title' | 'table' | 'path'>) => lifecycle<Row>()({
  ...called,
  fields: groupingFields,
  nameOf: (row) => row.name,
  initial: 'active',
  states: { active: { label: '在用', open: true }, retired: { label: '已停用', open: false } },
  steps: {
    retire: { label: '停用', noun: 'retirement', from: ['active'], to: 'retired', by: [countyOffice], reason: true },
    restore: { label: '恢复', noun: 'restoration', from: ['retired'], to: 'active', by: [countyOffice] },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['active'], by: [countyOffice] },
  searchable: ['name'],
});

/** 界别: a unit of composition, not a district. The list is the county's own, term by term. */
export const sector = grouping<Sector>({ name: 'sector', title: '界别', table: 'sectors', path: 'sectors' });

/** 专委会: a standing body of the county body for a field of work. */
export const specialCommittee = grouping<SpecialCommittee>({ name: 'special_committee', title: '专委会', table: 'special_committees', path: 'special-committees' });

/** 界别小组: a group in which members of one sector, or of several small ones, work together. */
export const sectorGroup = grouping<SectorGroup>({ name: 'sector_group', title: '界别小组', table: 'sector_groups', path: 'sector-groups' });
