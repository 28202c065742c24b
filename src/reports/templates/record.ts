import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { SpeechTemplates } from '#platform/database/schema.ts';
import { choice, lines, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { kindLabels } from '#reports/wording/paper-kinds.ts';

export type SpeechTemplate = Selectable<SpeechTemplates>;

export const templateFields = z.object({
  kind: choice('文种', kindLabels, { hint: '版式随文种走：发言材料没有红头，通知、通报、请示、报告是红头文件，函是信函格式。' }),
  name: text('模板名称', 50, { hint: '给自己看的名字，例如：全市座谈会发言（2025年）' }),
  title: text('标题', 100),
  byline: text('标题下一行', 100, { hint: '发言材料和工作报告才印，通常写发言单位和日期，可以不填。' }).optional(),
  addressee: text('主送', 200, { hint: '红头文件和函才印，可以不填。' }).optional(),
  body: lines('正文', 20_000),
});

/** 文书模板 of any kind of paper: every correction is a new version, and each version can be looked at and used again. */
export const speechTemplate = lifecycle<SpeechTemplate>()({
  name: 'speech_template',
  title: '文书模板',
  table: 'speech_templates',
  path: 'speech-templates',
  fields: templateFields,
  nameOf: (row) => row.name,
  initial: 'in_use',
  states: {
    in_use: { label: '使用中', open: true, waitsFor: [] },
    retired: { label: '已停用', open: false },
  },
  steps: {
    retire: { label: '停用', noun: 'retirement', from: ['in_use'], to: 'retired', by: [countyOffice] },
    restore: { label: '恢复使用', noun: 'restoration', from: ['retired'], to: 'in_use', by: [countyOffice] },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['in_use'], by: [countyOffice] },
});
