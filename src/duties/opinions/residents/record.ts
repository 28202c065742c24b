import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { PageWordings } from '#platform/database/schema.ts';
import { text } from '#platform/fields.ts';
import { auditor, countyOffice, maintainer, relation } from '#platform/identity/relations.ts';
import { holds } from '#platform/identity/actor.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { when } from '#platform/predicate.ts';
import { sentences, type SentenceName } from '#duties/opinions/residents/wording.tsx';

export type PageWording = Selectable<PageWordings>;

const sentenceFields = Object.fromEntries(
  Object.entries(sentences).map(([name, [about, chinese, most]]) => [name, text(about, most, { hint: `中文：${chinese}` }).optional()]),
) as Record<SentenceName, z.ZodOptional<z.ZodString>>;

export const wordingFields = z.object({
  language: text('语言代码', 35, { hint: '国际通用的代码，读屏软件按它发音：侗文 kmc-Latn、苗文 hmn-Latn、藏文 bo、维吾尔文 ug' }),
  ...sentenceFields,
});

/** Whose reading the tables of words are: clerks of committees look, the office writes. */
const clerks = relation('clerks', '联络委工作人员', (actor) => when(holds(actor, 'worker', 'director', 'deputy_director')));

/** 群众页面译文: the county's own words in its second language. Nothing is shipped; issue 4, intake. */
export const pageWording = lifecycle<PageWording>()({
  name: 'page_wording',
  title: '群众页面译文',
  table: 'page_wordings',
  path: 'page-wordings',
  fields: wordingFields,
  nameOf: (row) => row.language,
  initial: 'shown',
  states: { shown: { label: '使用中', open: true, waitsFor: [] }, hidden: { label: '已停用', open: false } },
  steps: {
    hide: { label: '停用', noun: 'hiding', from: ['shown'], to: 'hidden', by: [countyOffice], reason: true },
    show: { label: '重新使用', noun: 'showing', from: ['hidden'], to: 'shown', by: [countyOffice] },
  },
  visibleTo: [countyOffice, auditor, maintainer, clerks],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['shown'], by: [countyOffice] },
  attachable: false,
});
