import type { Selectable } from 'kysely';
import { z } from 'zod';
import { countyBody, independent, theAssessed } from '#assessment/rounds/relations.ts';
import type { AssessmentLines, AssessmentSheets } from '#platform/database/schema.ts';
import { lines, reference, text } from '#platform/fields.ts';
import { chair, countyOffice, maintainer, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type AssessmentSheet = Selectable<AssessmentSheets>;
export type AssessmentLine = Selectable<AssessmentLines>;

/** As many lines as the largest scheme has, each with its reason. */
const MOST_CHANGES = 20_000;

const changes = lines('改动的项目', MOST_CHANGES, { hint: '一行写一项：项目编号、冒号、分数、分号、理由。例如：1.2：8；理由：少计一次协商。没有改动的不写' });

export const selfFields = z.object({ changes: changes.optional(), self_words: lines('自评说明', 5_000).optional() });
export const checkFields = z.object({ changes: changes.optional() });
export const assignFields = z.object({ checker_id: reference('考核人', 'checker') });
export const oneLineFields = z.object({
  address: text('项目编号', 20, { hint: '只改这一项，例如 1.2；必须做到的事写 必1' }),
  points: text('分数', 12, { hint: '最多两位小数；必须做到的事写 做到 或 没有做到' }),
  why: lines('理由', 1_000, { hint: '写进考核表，考核对象看得到' }),
});

export const sheetFields = z.object({
  assessment_id: reference('年度考核', 'assessment'),
  name: text('考核对象', 100),
  self_words: lines('自评说明', 5_000).optional(),
  told: lines('改动的项目', MOST_CHANGES).optional(),
});

const checker = independent<AssessmentSheet>(self('checker_id', '考核人'));
const rechecker = independent<AssessmentSheet>(self('rechecker_id', '复核人'));
const office = independent<AssessmentSheet>(countyOffice);

/**
 * 考核表: one subject in one assessment. The program fills it in from the records; whoever is assessed, the group and the chair meeting each have a
 * column of their own beside, and nobody has a column on the own sheet but the first.
 */
export const assessmentSheet = lifecycle<AssessmentSheet>()({
  name: 'assessment_sheet',
  title: '考核表',
  table: 'assessment_sheets',
  path: 'assessment-sheets',
  fields: sheetFields,
  nameOf: (row) => `${row.year}年度 ${row.name}`,
  initial: 'self',
  states: {
    self: { label: '待自评', open: true },
    submitted: { label: '已自评', open: true, waitsFor: [] },
    checking: { label: '待考核', open: true, waitsFor: ['check'] },
    rechecking: { label: '待复核', open: true, waitsFor: ['recheck'] },
    checked: { label: '已考核', open: true, waitsFor: [] },
    shown: { label: '公示中', open: true, waitsFor: [] },
    final: { label: '已审定', open: false },
    void: { label: '作废', open: false },
  },
  steps: {
    submit: {
      label: '提交自评', noun: 'self-assessment', from: ['self'], to: 'submitted', by: [...theAssessed<AssessmentSheet>(), countyOffice], input: selfFields,
      actsFor: (row) => row.name,
    },
    withdraw: { label: '撤回自评', noun: 'withdrawal', from: ['submitted'], to: 'self', by: [...theAssessed<AssessmentSheet>(), countyOffice], aside: true },
    assign: { label: '另定考核人', noun: 'assignment', from: ['checking'], by: [countyOffice], input: assignFields, reason: true, aside: true },
    check: { label: '完成考核', noun: 'check', from: ['checking'], by: [checker], input: checkFields },
    recheck: { label: '完成复核', noun: 'recheck', from: ['rechecking'], to: 'checked', by: [rechecker], input: checkFields },
    send_back: { label: '退回重新考核', noun: 'return', from: ['checked'], to: 'checking', by: [office], reason: true },
    settle: {
      label: '主席会议调整一项', noun: 'settlement', from: ['shown'], by: [independent<AssessmentSheet>(chair), office], input: oneLineFields,
      onBehalfOf: '主席会议', aside: true,
    },
    restate: { label: '更正一项', noun: 'restatement', from: ['final'], by: [office], input: oneLineFields, aside: true },
    // What follows for every sheet when the assessment as a whole goes on, and when an objection or another sheet's correction moves it.
    take_in: { label: '随考核开始', noun: 'taking-in', from: ['self', 'submitted'], to: 'checking', by: [maintainer] },
    take_result: { label: '记入外来成绩', noun: 'outside-result', from: ['checking', 'rechecking'], by: [maintainer], aside: true },
    draw: { label: '抽中复核', noun: 'lot', from: ['checking'], to: 'rechecking', by: [maintainer] },
    put_up: { label: '随公示', noun: 'publicity', from: ['checked'], to: 'shown', by: [maintainer] },
    conclude: { label: '随主席会议审定', noun: 'conclusion', from: ['shown'], to: 'final', by: [maintainer] },
    uphold: { label: '异议或申诉成立，改一项', noun: 'upholding', from: ['shown', 'final'], by: [maintainer], aside: true },
    regrade: { label: '随别的表更正重排', noun: 'regrading', from: ['final'], by: [maintainer], aside: true },
    cancel: { label: '随考核作废', noun: 'cancellation', from: ['self', 'submitted', 'checking', 'rechecking', 'checked', 'shown'], to: 'void', by: [maintainer] },
  },
  visibleTo: [...countyBody, self<AssessmentSheet>('checker_id', '考核人'), self<AssessmentSheet>('rechecker_id', '复核人'), ...theAssessed<AssessmentSheet>()],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [] },
  attachable: { by: [...theAssessed<AssessmentSheet>(), countyOffice] },
  due: { by: 'due_on', in: ['self', 'checking', 'rechecking'] },
  newestBy: 'year',
});
