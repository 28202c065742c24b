import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Plans } from '#platform/database/schema.ts';
import { choice, day, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { planKinds } from '#plans/clauses.ts';

export type Plan = Selectable<Plans>;

export const planFields = z.object({
  kind: choice('方案类别', planKinds),
  title: text('方案名称', 200),
  issued_by: text('印发机关', 60).optional(),
});

export const adoptingFields = z.object({
  adopted_by: text('审定机关', 60, { hint: '例如：县委常委会会议、县政协常委会会议、县政协主席会议' }).optional(),
  adopted_on: day('审定日期').optional(),
  document_no: text('文号', 60),
  issued_on: day('印发日期'),
  in_force_from: day('施行日期', { hint: '没有另外规定的，填印发日期' }),
});

/** 方案: one of the four by which the county runs its committees. Speech, 二: 四个方案规范工作机制. */
export const plan = lifecycle<Plan>()({
  name: 'plan',
  title: '方案文件',
  table: 'plans',
  path: 'plans',
  fields: planFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '起草', open: true },
    adopted: { label: '已印发', open: false },
    superseded: { label: '已废止（替代）', open: false },
    dropped: { label: '不再印发', open: false },
  },
  steps: {
    adopt: { label: '登记印发', noun: 'adoption', proof: true, from: ['draft'], to: 'adopted', by: [countyOffice], final: true, input: adoptingFields },
    supersede: {
      label: '登记废止', noun: 'supersession', from: ['adopted'], to: 'superseded', by: [countyOffice], reason: true, final: true,
      input: z.object({ superseded_on: day('废止日期') }),
    },
    drop: { label: '不再印发', noun: 'abandonment', from: ['draft'], to: 'dropped', by: [countyOffice], reason: true },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft', 'adopted'], by: [countyOffice] },
  searchable: ['title', 'document_no'],
});
