import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ReplyTemplates } from '#platform/database/schema.ts';
import { choice, lines, reference, text } from '#platform/fields.ts';
import { countyOffice, handlingUnit, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { results } from '#duties/opinions/referrals/words.ts';

export type ReplyTemplate = Selectable<ReplyTemplates>;

export const templateFields = z.object({
  unit_id: reference('单位', 'unit'),
  title: text('范本名称', 40, { hint: '例如：路灯维修' }),
  result: choice('办理结果', results),
  reply: lines('答复内容', 2_000),
});

/** 答复范本: a text with which a unit begins its answers. */
export const replyTemplate = lifecycle<ReplyTemplate>()({
  name: 'reply_template',
  title: '答复范本',
  table: 'reply_templates',
  path: 'reply-templates',
  fields: templateFields,
  nameOf: (row) => row.title,
  initial: 'active',
  states: { active: { label: '在用', open: false }, retired: { label: '已停用', open: false } },
  steps: {
    retire: { label: '停用', noun: 'retirement', from: ['active'], to: 'retired', by: [handlingUnit<ReplyTemplate>()] },
    restore: { label: '恢复', noun: 'restoration', from: ['retired'], to: 'active', by: [handlingUnit<ReplyTemplate>()] },
  },
  visibleTo: [handlingUnit<ReplyTemplate>(), countyOffice, maintainer],
  createdBy: [handlingUnit<ReplyTemplate>(), maintainer],
  editable: { in: ['active'], by: [handlingUnit<ReplyTemplate>()] },
  attachable: false,
});
