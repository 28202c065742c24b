import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ProposalReports } from '#platform/database/schema.ts';
import { choice, day, lines, number, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer, whilst, type Relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, not } from '#platform/predicate.ts';
import type { Span } from '#duties/proposals/statistics/facts.ts';
import type { NamedTable } from '#reports/wording/body.ts';
import type { Quote } from '#reports/quoting/quote.ts';

export const kinds = { work: '提案工作情况报告', handling: '提案办理情况报告' } as const;
export type Kind = keyof typeof kinds;

export type ProposalReport = Omit<Selectable<ProposalReports>, 'kind' | 'quotes' | 'tables'> & { kind: Kind; quotes: Quote[]; tables: NamedTable[] };

export const BODY_MAX = 20_000;

export const reportFields = z.object({
  kind: choice('种类', kinds),
  term: number('届', 1, 99, { hint: '写一次会议的提案，填届和次；届次和日期都空着，就写现在这次会议的' }).optional(),
  session: number('次', 1, 99).optional(),
  from_on: day('提案提交日期从', { hint: '写一段时间的提案，不填届次，填起止日期' }).optional(),
  to_on: day('到').optional(),
  title: text('标题', 100).optional(),
  body: lines('正文', BODY_MAX).optional(),
});

/** What only people can write; a report is not finished while it stands there. */
const TO_BE_WRITTEN = /^（请.*$/mu;

const onceFinished = (base: Relation): Relation<ProposalReport> => whilst<ProposalReport>(base, not(is<ProposalReport>('state', 'draft')));

/** 提案工作情况报告, 提案办理情况报告. Domain rules 2.8; what a session or a year's proposals came to, as the plenary hears it. */
export const proposalReport = lifecycle<ProposalReport>()({
  name: 'proposal_report',
  title: '提案报告',
  table: 'proposal_reports',
  path: 'proposal-reports',
  fields: reportFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true, waitsFor: ['finish'] },
    finished: { label: '已定稿', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    redraw: { label: '更新数字', noun: 'redrawing', from: ['draft'], by: [countyOffice] },
    finish: {
      label: '定稿', noun: 'finishing', from: ['draft'], to: 'finished', by: [countyOffice],
      ready: ({ body }) => (TO_BE_WRITTEN.test(body) ? '正文里还有“（请……）”的地方没有写。请点“修改”写好，或删去那一行，再定稿。' : undefined),
    },
    void: { label: '作废', noun: 'voiding', from: ['draft'], to: 'void', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, maintainer, onceFinished(chair), onceFinished(leader), onceFinished(auditor)],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft'], by: [countyOffice] },
  searchable: ['title', 'body'],
  newestBy: 'as_of',
});

/** Which proposals a report tells of. */
export const spanOf = ({ term, session, from_on: from, to_on: to }: Pick<ProposalReport, 'term' | 'session' | 'from_on' | 'to_on'>): Span =>
  (term !== null && session !== null ? { sitting: { term, session } } : { from: from!, to: to! });
