import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { RequiredFigures } from '#platform/database/schema.ts';
import { choice, lines, number, text } from '#platform/fields.ts';
import { maintainer, superiorOffice } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { rhythms } from '#reports/sharing/periods.ts';

export type RequiredFigure = Selectable<RequiredFigures>;

export const requiredFields = z.object({
  figure: text('要哪个数字', 80, { hint: '从系统里有书面口径的数字和比率中选' }),
  conditions: text('附加条件', 1000, { hint: '只要其中一部分的才填，例如 by.channel=visit；从数字的列表页地址里复制“by.”开头的部分' }).optional(),
  rhythm: choice('多久一次', rhythms),
  due_days: number('期满后几日内报送', 1, 92),
  small: number('小于几的数不单列', 3, 100, { hint: '例如填5：1到4的数写作“少于5”，从合计里也推不出来' }),
  words: lines('说明', 500, { hint: '为什么要、用在哪里' }).optional(),
});

/** 上级需要的数字: a subscription to a written definition. Nobody types it: each county's records fill it. */
export const requiredFigure = lifecycle<RequiredFigure>()({
  name: 'required_figure',
  title: '需要的数字',
  table: 'required_figures',
  path: 'required-figures',
  fields: requiredFields,
  nameOf: (row) => row.label,
  initial: 'draft',
  states: {
    draft: { label: '未发布', open: true },
    published: { label: '已发布', open: true, waitsFor: [] },
    withdrawn: { label: '不再需要', open: false },
  },
  steps: {
    publish: { label: '发布', noun: 'publication', from: ['draft'], to: 'published', by: [superiorOffice, maintainer] },
    withdraw: { label: '不再需要', noun: 'withdrawal', from: ['draft', 'published'], to: 'withdrawn', by: [superiorOffice], reason: true, final: true },
  },
  visibleTo: [superiorOffice, maintainer],
  createdBy: [superiorOffice, maintainer],
  editable: { in: ['draft'], by: [superiorOffice] },
  attachable: false,
});
