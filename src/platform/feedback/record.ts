import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Feedback as Table } from '#platform/database/schema.ts';
import { lines, text } from '#platform/fields.ts';
import { auditor, countyOffice, maintainer, self, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Feedback = Selectable<Table>;

export const feedbackFields = z.object({
  said: lines('您想说什么', 1_000, { hint: '哪里不好用、哪里不对、希望怎么改，都可以写。' }),
  page: text('在哪个页面', 300, { hint: '已按您刚才看的页面填好，可以不改。' }).optional(),
});

/** 投诉建议: the rules for government applications ask for it on every page, with an answer (ux R11). */
export const feedback = lifecycle<Feedback>()({
  name: 'feedback',
  title: '投诉建议',
  table: 'feedback',
  path: 'feedback',
  fields: feedbackFields,
  nameOf: (row) => (row.said.length > 24 ? `${row.said.slice(0, 24)}……` : row.said),
  initial: 'open',
  states: { open: { label: '待答复', open: true }, answered: { label: '已答复', open: false } },
  steps: {
    answer: { label: '答复', noun: 'answer', from: ['open'], to: 'answered', by: [countyOffice, maintainer], input: z.object({ answer: lines('答复', 1_000) }) },
    reopen: { label: '还没有解决', noun: 'reopening', from: ['answered'], to: 'open', by: [self('person_id')], reason: true },
  },
  visibleTo: [countyOffice, auditor, maintainer, self('person_id')],
  createdBy: [signedIn, maintainer],
  editable: { in: [], by: [] },
});
