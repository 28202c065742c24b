import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { PersonalViews } from '#platform/database/schema.ts';
import { choice, text } from '#platform/fields.ts';
import { auditor, committeeStaff, countyOffice, maintainer, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type PersonalView = Selectable<PersonalViews>;

/** Why somebody must know who told it. */
export const purposes = { call_back: '答复、回访', verify: '核实情况', correct: '更正登记', mediate: '上门调解', other: '其他' } as const;

export const viewWays = { page: '打开查看', export: '导出' } as const;

export const viewFields = z.object({
  purpose: choice('查看是为了', purposes),
  note: text('说明', 200, { hint: '选“其他”的请写明' }).optional(),
});

/** 查看记录. 《个人信息保护法》第五十一条: who handles personal data must be able to show who saw it and what for. */
export const personalView = lifecycle<PersonalView>()({
  name: 'personal_view',
  title: '查看记录',
  table: 'personal_views',
  path: 'personal-views',
  fields: viewFields,
  nameOf: (row) => `${row.viewer} ${row.viewed_on}`,
  initial: 'noted',
  states: { noted: { label: '已记录', open: false } },
  steps: {},
  visibleTo: [countyOffice, auditor, maintainer, self<PersonalView>('person_id', '查看人本人')],
  createdBy: [committeeStaff(), countyOffice],
  editable: { in: [], by: [] },
  attachable: false,
  searchable: ['viewer'],
  newestBy: 'viewed_on',
});
