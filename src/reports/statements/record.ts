import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Statements } from '#platform/database/schema.ts';
import { choice, lines, month, reference, text } from '#platform/fields.ts';
import { committeesServed } from '#platform/identity/actor.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer, relation, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, not, oneOf } from '#platform/predicate.ts';
import type { NamedTable } from '#reports/wording/body.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { kinds, periodWords, type Kind } from '#reports/statements/periods.ts';

/** Why a statement came back, perhaps to one paragraph of it. */
export interface Remark {
  paragraph: number | null;
  words: string;
}

export type Statement = Omit<Selectable<Statements>, 'quotes' | 'tables' | 'remarks' | 'kind'> & {
  kind: Kind;
  quotes: Quote[];
  tables: NamedTable[];
  remarks: Remark[];
};

export const BODY_MAX = 20_000;

export const statementFields = z.object({
  committee_id: reference('联络委', 'committee'),
  kind: choice('种类', kinds),
  month: month('所属月份', { hint: '半年报告、年度计划和总结，填期间内的任何一个月' }),
  title: text('标题', 100).optional(),
  body: lines('正文', BODY_MAX).optional(),
});

/** What only a person can write; a statement is not delivered while it stands there. */
export const TO_BE_WRITTEN = /^（请主任.*$/mu;

const draft = is<Statement>('state', 'draft');
const director = relation<Statement>('director', '本联络委主任', (actor) => oneOf<Statement>('committee_id', committeesServed(actor, 'director')));
const clerks = [committeeStaff<Statement>(), countyOffice];

/** 述职与报告. Domain rules 9; speech: 每半年书面报告（述职）, 年初有计划, 年终有总结. */
export const statement = lifecycle<Statement>()({
  name: 'statement',
  title: '述职与报告',
  table: 'statements',
  path: 'statements',
  fields: statementFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true, waitsFor: ['submit'] },
    submitted: { label: '已报送', open: true, waitsFor: ['accept'] },
    returned: { label: '已退回', open: true, waitsFor: ['submit'] },
    accepted: { label: '已通过', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    submit: {
      label: '签发报送', noun: 'submission', proof: true, from: ['draft', 'returned'], to: 'submitted', by: [director, ...clerks], clause: 'duty.report',
      actsFor: () => '本联络委主任（按签字的纸质件）',
      ready: ({ body }) => (TO_BE_WRITTEN.test(body) ? '正文里还有“（请主任……）”的地方没有写。请点“修改”写好，或删去那一行，再报送。' : undefined),
    },
    redraw: { label: '更新数字', noun: 'redrawing', from: ['draft', 'returned'], by: clerks },
    accept: { label: '通过', noun: 'acceptance', from: ['submitted'], to: 'accepted', by: [countyOffice] },
    return: {
      label: '退回修改', noun: 'return', from: ['submitted'], to: 'returned', by: [countyOffice], reason: true,
      input: z.object({ remarks: lines('分段意见', 4_000, { hint: '每行一条，先写段号，例如：3：请补充小河村饮水的办理结果' }).optional() }),
    },
    void: { label: '作废', noun: 'voiding', from: ['draft', 'submitted', 'returned'], to: 'void', by: clerks, reason: true },
  },
  visibleTo: [countyOffice, maintainer, committeeBody(), whilst(chair, not(draft)), whilst(auditor, not(draft))],
  createdBy: [...clerks, maintainer],
  editable: { in: ['draft', 'returned'], by: clerks },
  searchable: ['title', 'body'],
  newestBy: 'to_on',
});

export const periodOfRow = (row: Pick<Statement, 'kind' | 'from_on' | 'to_on'>): string => periodWords(row.kind, { from: row.from_on, to: row.to_on });
