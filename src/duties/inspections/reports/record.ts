import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { VisitReports } from '#platform/database/schema.ts';
import { day, lines, reference, text, tick } from '#platform/fields.ts';
import { committeesServed, holds } from '#platform/identity/actor.ts';
import { auditor, chair, committeeStaff, countyOffice, leader, maintainer, relation, self, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, any, is, never, not, oneOf, when, type Predicate } from '#platform/predicate.ts';
import { bodiesPeople, bodiesStaff, takingPart } from '#duties/inspections/relations.ts';

/** Where a drafted sentence came from. */
export interface Drawn {
  section: Section;
  words: string;
  /** The note; null: the visit itself. */
  note_id: string | null;
  by: string;
  on: string;
  place: string | null;
}

export type VisitReport = Omit<Selectable<VisitReports>, 'drawn'> & { drawn: Drawn[] };

/** The parts of a report, in their order (forms, survey_report: 基本情况—主要做法—存在问题—意见建议). */
export const sections = { basic: '基本情况', practices: '主要做法', problems: '存在的问题', advice: '意见建议' } as const;
export type Section = keyof typeof sections;
export const sectionNames = Object.keys(sections) as Section[];

/** What a report is called, by the kind of the visit. */
export const reportTitles = { research: '调研报告', inspection: '视察报告', study: '考察报告' } as const;

export const SECTION_MAX = 10_000;
const part = (label: string) => lines(label, SECTION_MAX, { hint: '一行是一段' }).optional();

export const reportFields = z.object({
  inspection_id: reference('调研视察', 'inspection'),
  title: text('标题', 100, { hint: '不填就用调研视察的主题' }).optional(),
  in_file: tick('正文在附件里（以前写好的报告，只存原文件）').optional(),
  basic: part(sections.basic),
  practices: part(sections.practices),
  problems: part(sections.problems),
  advice: part(sections.advice),
});

const issuing = z.object({
  issued_on: day('印发日期', { hint: '不填就是今天' }).optional(),
  doc_no: text('文号', 60, { hint: '没有文号的空着' }).optional(),
  send_to: text('报送', 200, { hint: '例如：县政协、镇党委' }).optional(),
});

const author = self<VisitReport>('author_id', '执笔人');
/** 执笔委员: a member may write one; whoever else was asked to the visit (units, experts) only notes. */
const penHolder = relation<VisitReport>('author', '执笔委员', (actor) => (actor.memberId ? author.of(actor) : (never as Predicate<VisitReport>)));
/** Everybody who works on the text: who writes it, and those who work for a committee that took part. */
const writers = [author, bodiesStaff<VisitReport>(), countyOffice];
/** Who sees to it that it is checked and issued. */
const organisers = [committeeStaff<VisitReport>(), countyOffice];

const ofOld = organisers.map((one) => whilst<VisitReport>(one, is<VisitReport>('in_file', true), `${one.label}（以前写好的报告）`));
const ofNew = writers.map((one) => whilst<VisitReport>(one, is<VisitReport>('in_file', false)));

/** Who checks it: the director of the committee or a member of the chair meeting, as the plan said on the day on which it was sent in. */
export const checker = relation<VisitReport>('checker', '审核人', (actor) => any(
  all(when(holds(actor, 'chair')), is<VisitReport>('checker', 'chair')),
  all(oneOf<VisitReport>('committee_id', committeesServed(actor, 'director')), is<VisitReport>('checker', 'director')),
));

/** 调研、视察、考察报告: drafted from the field notes; every saved version stays and can be compared; remarks are answered before it is issued. */
export const visitReport = lifecycle<VisitReport>()({
  name: 'visit_report',
  title: '调研视察报告',
  table: 'visit_reports',
  path: 'visit-reports',
  fields: reportFields,
  nameOf: ({ title }) => title,
  initial: 'draft',
  states: {
    draft: { label: '起草中', open: true, waitsFor: ['submit', 'file'] },
    submitted: { label: '已送审', open: true, waitsFor: ['check'] },
    checked: { label: '已审核', open: true, waitsFor: ['issue'] },
    issued: { label: '已印发', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    submit: {
      label: '送审', noun: 'submission', from: ['draft'], to: 'submitted', by: ofNew, clause: 'duty.quarterly',
      ready: (row) => (row.basic && (row.problems || row.advice) ? undefined : '请先写好“基本情况”，再写“存在的问题”或“意见建议”，然后送审。'),
    },
    file: { label: '登记为已印发', noun: 'filing', from: ['draft'], to: 'issued', by: ofOld, input: issuing, final: true },
    redraw: { label: '补入新的随手记', noun: 'redrawing', from: ['draft'], by: ofNew, aside: true },
    check: {
      label: '审核通过', noun: 'check', from: ['submitted'], to: 'checked', by: [checker, ...organisers], actsFor: () => '审核人（按审核过的纸质件）', clause: 'duty.quarterly',
      input: z.object({ checked_by: text('审核人', 50, { hint: '本人审核的不用填；按纸质件登记的，写审核人的姓名' }).optional(), checked_on: day('审核日期', { hint: '不填就是今天' }).optional() }),
    },
    giveBack: { label: '退回修改', noun: 'return', from: ['submitted', 'checked'], to: 'draft', by: [checker, ...organisers], reason: true },
    issue: { label: '印发', noun: 'issuing', proof: true, from: ['checked'], to: 'issued', by: organisers, input: issuing, final: true },
    void: { label: '作废', noun: 'voiding', from: ['draft', 'submitted', 'checked'], to: 'void', by: organisers, reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, bodiesPeople(), takingPart(), author, whilst(leader, not(is<VisitReport>('state', 'draft')))],
  createdBy: [penHolder, bodiesStaff(), countyOffice, maintainer],
  editable: { in: ['draft'], by: writers },
  searchable: ['title', 'subject', 'basic', 'practices', 'problems', 'advice'],
  newestBy: 'issued_on',
});
