import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { SuperiorSheets } from '#platform/database/schema.ts';
import { text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Mark } from '#reports/superior-sheets/marks.ts';

export type SuperiorSheet = Omit<Selectable<SuperiorSheets>, 'marks'> & { marks: readonly Mark[] };

export const superiorSheetFields = z.object({
  title: text('表名', 100, { hint: '例如：乡镇政协工作情况统计表' }),
  sent_by: text('哪个单位要的', 100, { hint: '例如：市政协办公室' }).optional(),
});

/** 上级表样: a blank sheet of a superior body, which the records fill. The workbook is attached (ux R8). */
export const superiorSheet = lifecycle<SuperiorSheet>()({
  name: 'superior_sheet',
  title: '上级表样',
  table: 'superior_sheets',
  path: 'superior-sheets',
  fields: superiorSheetFields,
  nameOf: (row) => row.title,
  initial: 'ready',
  states: { ready: { label: '在用', open: false }, retired: { label: '停用', open: false } },
  steps: {
    retire: { label: '停用', noun: 'retirement', from: ['ready'], to: 'retired', by: [countyOffice], reason: true },
    resume: { label: '恢复使用', noun: 'resumption', from: ['retired'], to: 'ready', by: [countyOffice] },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['ready'], by: [countyOffice] },
});
