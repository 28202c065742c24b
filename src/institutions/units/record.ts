import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Units } from '#platform/database/schema.ts';
import { choice, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Unit = Selectable<Units>;

export const unitSides = { party: '党委系统', government: '政府系统', township: '乡镇（街道）', other: '其他' } as const;

export const unitFields = z.object({
  name: text('单位名称', 60),
  side: choice('系统', unitSides),
});

/** 承办单位. */
export const unit = lifecycle<Unit>()({
  name: 'unit',
  title: '承办单位',
  table: 'units',
  path: 'units',
  fields: unitFields,
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
  named: ['name'],
});
