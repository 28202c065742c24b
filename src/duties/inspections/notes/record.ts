import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { FieldNotes } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { bodiesPeople, bodiesStaff } from '#duties/inspections/relations.ts';

export type FieldNote = Selectable<FieldNotes>;

/** Into which part of a report a note goes. */
export const marks = { seen: '见闻', problem: '问题', good: '好做法', advice: '建议' } as const;
export type Mark = keyof typeof marks;

export const noteFields = z.object({
  inspection_id: reference('调研视察', 'inspection'),
  words: lines('看到、听到的', 3_000, { hint: '一件事记一条，一两句话就够' }),
  mark: choice('这是', marks),
  place: text('在哪里', 100, { hint: '写村或单位的名称，不写也可以' }).optional(),
  noted_on: day('日期', { hint: '不填就是今天' }).optional(),
  author_name: text('记录人', 100, { hint: '自己记的不用填；录入别人的手写记录，写他的姓名' }).optional(),
});

const author = self<FieldNote>('author_id', '记录人');

/** 随手记: what whoever takes part in a visit notes on the way. The place is named and never located; a photograph may come along and never must. */
export const fieldNote = lifecycle<FieldNote>()({
  name: 'field_note',
  title: '随手记',
  table: 'field_notes',
  path: 'field-notes',
  fields: noteFields,
  nameOf: ({ words }) => (Array.from(words).length > 40 ? `${Array.from(words).slice(0, 40).join('')}……` : words).replaceAll('\n', ' '),
  initial: 'kept',
  states: {
    kept: { label: '已记下', open: false },
    struck: { label: '已作废', open: false },
  },
  steps: {
    strike: { label: '作废', noun: 'striking', from: ['kept'], to: 'struck', by: [author, bodiesStaff(), countyOffice], reason: true, aside: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, bodiesPeople(), author],
  createdBy: [author, bodiesStaff(), countyOffice, maintainer],
  editable: { in: ['kept'], by: [author, bodiesStaff(), countyOffice] },
  searchable: ['words', 'place', 'subject'],
  named: ['place'],
  newestBy: 'noted_on',
});
