import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { CategoryWords } from '#platform/database/schema.ts';
import { choice, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type CategoryWord = Selectable<CategoryWords>;

/** Kinds of records whose category is a word of a list that changes from year to year. */
export const categorised = { proposal: '提案', ledger_entry: '民情台账', opinion_item: '社情民意' } as const;

export const categoryWordFields = z.object({
  kind: choice('哪种记录', categorised),
  was: text('原来的类别', 40, { hint: '以前各年的记录里写的词，一字不差' }),
  becomes: text('归入现在的类别', 40, { hint: '现行类别里的词。记录本身不改，只在统计“类别（按现行分类）”时归到一起' }),
});

/** 类别对应: how an old category is called in the list of today, so that years can be laid side by side. The records keep their word. */
export const categoryWord = lifecycle<CategoryWord>()({
  name: 'category_word',
  title: '类别对应',
  table: 'category_words',
  path: 'category-words',
  fields: categoryWordFields,
  nameOf: (row) => `${row.was}→${row.becomes}`,
  initial: 'in_use',
  states: { in_use: { label: '在用', open: false }, retired: { label: '停用', open: false } },
  steps: { retire: { label: '停用', noun: 'retirement', from: ['in_use'], to: 'retired', by: [countyOffice], reason: true } },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['in_use'], by: [countyOffice] },
});
