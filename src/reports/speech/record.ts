import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Speeches } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text, tick } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer, whilst, type Relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { not, oneOf } from '#platform/predicate.ts';
import type { NamedTable } from '#reports/wording/body.ts';
import { kindLabels } from '#reports/wording/paper-kinds.ts';
import type { Quote } from '#reports/quoting/quote.ts';

/** Something that whoever checks a paper should look at. */
export interface Finding {
  /** One of the kinds of `findings.ts`. */
  kind: string;
  words: string;
  href?: string;
}

/** Sentences, quotes and tables are null in those given out before papers had sentences of their own: theirs are the template's. */
export type SpeechGiven = Omit<Selectable<Speeches>, 'quotes' | 'tables' | 'findings'> & { quotes: Quote[] | null; tables: NamedTable[] | null; findings: Finding[] | null };

/** One that holds its own sentences and numbers. */
export type Frozen = SpeechGiven & { body: string; quotes: Quote[]; tables: NamedTable[] };

export const isFrozen = (row: SpeechGiven): row is Frozen => row.body !== null && row.quotes !== null && row.tables !== null;

export const BODY_MAX = 20_000;

export const speechFields = z.object({
  kind: choice('文种', kindLabels),
  template_id: reference('文字模板', 'speech_template', { hint: '不选就用这个文种最近改过的模板，没有就用系统自带范文' }).optional(),
  from_on: day('统计起始'),
  to_on: day('统计截止'),
  moment: text('记录截至', 40, { hint: '例如 2026-01-13 17:00；不填就是现在' }).optional(),
  title: text('标题', 100).optional(),
  byline: text('标题下一行', 100).optional(),
  addressee: text('主送', 200).optional(),
  number: text('发文字号', 60, { hint: '例如 云协〔2026〕4号；简报写期号' }).optional(),
  signatory: text('签发人', 50).optional(),
  attended: lines('出席情况', 2_000, { hint: '纪要才印，一行一类：出席：张三、李四' }).optional(),
  body: lines('正文', BODY_MAX).optional(),
  corrects_id: reference('更正哪一份', 'speech').optional(),
  correction: lines('更正说明', 1_000, { hint: '印在正文最前面：更正了哪一份的哪些数字，为什么。' }).optional(),
});

export const checkingFields = z.object({
  looked: tick('核对单上列的每一项我都看过了'),
  seen: text('核对单', 64),
});

/** What only people can write; a paper is not signed off while it stands there. */
export const TO_BE_WRITTEN = /^（请.*$/mu;

const onceGiven = (base: Relation): Relation<SpeechGiven> => whilst<SpeechGiven>(base, not(oneOf<SpeechGiven>('state', ['draft', 'checked'])));

/**
 * 文稿: a speech or any other paper with numbers, from its draft to its issue. It keeps its sentences with the numbers of one moment; what was issued is
 * never corrected: another edition is issued, which says what it corrects.
 */
export const speech = lifecycle<SpeechGiven>()({
  name: 'speech',
  title: '文稿',
  table: 'speeches',
  path: 'speeches',
  fields: speechFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true, waitsFor: ['check'] },
    checked: { label: '已核对', open: true, waitsFor: ['give'] },
    given: { label: '已定稿', open: false },
    corrected: { label: '已更正', open: false },
    withdrawn: { label: '已作废', open: false },
  },
  steps: {
    check: {
      label: '核对签字', noun: 'check', from: ['draft'], to: 'checked', by: [countyOffice], input: checkingFields,
      ready: ({ body }) => (body !== null && TO_BE_WRITTEN.test(body) ? '正文里还有“（请……）”的地方没有写。请点“修改”写好，或删去那一行，再核对。' : undefined),
    },
    redraw: { label: '更新数字', noun: 'redrawing', from: ['draft'], by: [countyOffice], aside: true },
    reopen: { label: '退回修改', noun: 'reopening', from: ['checked'], to: 'draft', by: [countyOffice], aside: true },
    give: { label: '定稿', noun: 'issuing', proof: true, from: ['checked'], to: 'given', by: [countyOffice] },
    withdraw: { label: '作废', noun: 'withdrawal', from: ['draft', 'checked', 'given'], to: 'withdrawn', by: [countyOffice], reason: true, aside: true },
    supersede: { label: '由更正件代替', noun: 'supersession', from: ['given'], to: 'corrected', by: [maintainer] },
  },
  visibleTo: [countyOffice, maintainer, onceGiven(chair), onceGiven(leader), onceGiven(auditor)],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft'], by: [countyOffice] },
  searchable: ['title', 'body'],
  newestBy: 'created_at',
});
