import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { StockSentences } from '#platform/database/schema.ts';
import { choice, lines } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { chapters } from '#reports/sentences/bank.ts';

export { chapters } from '#reports/sentences/bank.ts';

export type StockSentence = Selectable<StockSentences>;

export const sentenceFields = z.object({
  chapter: choice('章节', chapters),
  words: lines('句子', 500, { hint: '数字和判断写成“{名称}”，和模板里一样；写材料时点一下就插进去。' }),
});

/** 句库: a sentence of the county's own, ready to be put into papers. */
export const stockSentence = lifecycle<StockSentence>()({
  name: 'stock_sentence',
  title: '常用句',
  table: 'stock_sentences',
  path: 'stock-sentences',
  fields: sentenceFields,
  nameOf: (row) => row.words,
  initial: 'in_use',
  states: {
    in_use: { label: '使用中', open: false },
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
