import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { OwnFigures } from '#platform/database/schema.ts';
import { choice, lines, number, text } from '#platform/fields.ts';
import { units } from '#platform/figures/figure.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type OwnFigureRow = Selectable<OwnFigures>;

/** As long as an address may become with the most conditions that it may have. */
const LONGEST = 4_000;

export const ownFigureFields = z.object({
  label: text('名称', 40, { hint: '报告里怎么叫它，例如：走访收集的饮水意见。写材料时就用这个名称引用。' }),
  definition: lines('定义', 600, { hint: '一句话说清数什么、不数什么。系统已按组成起草，可以改得更顺。' }),
  unit: choice('单位', Object.fromEntries(units.map((unit) => [unit, unit])), { hint: '占比只用于分子。' }),
  composition: text('组成', LONGEST),
  ratio_of: text('分母的组成', LONGEST).optional(),
  decimals: number('百分数的小数位数', 0, 2, { hint: '四舍五入，末尾的零不写。' }).optional(),
  convention: text('占比的口径', 200, { hint: '印在百分数后面，例如：按件数计，并案不计。' }).optional(),
});

/** 自拟数字: what the office puts together from declared figures, under a name of its own. Its versions are kept, so that earlier reports count as they did. */
export const ownFigure = lifecycle<OwnFigureRow>()({
  name: 'own_figure',
  title: '自拟数字',
  table: 'own_figures',
  path: 'own-figures',
  fields: ownFigureFields,
  nameOf: (row) => row.label,
  initial: 'in_use',
  states: { in_use: { label: '在用', open: false }, retired: { label: '停用', open: false } },
  steps: {
    retire: { label: '停用', noun: 'retirement', from: ['in_use'], to: 'retired', by: [countyOffice], reason: true },
    resume: { label: '恢复使用', noun: 'resumption', from: ['retired'], to: 'in_use', by: [countyOffice] },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['in_use'], by: [countyOffice] },
});
