import type { Selectable } from 'kysely';
import { z } from 'zod';
import { countyBody } from '#assessment/rounds/relations.ts';
import type { Assessments } from '#platform/database/schema.ts';
import { choice, day, lines, number, references, text } from '#platform/fields.ts';
import { holds } from '#platform/identity/actor.ts';
import { chair, countyOffice, maintainer, relation, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, holdsAny, is, not, oneOf, when } from '#platform/predicate.ts';

export type Assessment = Selectable<Assessments>;

export const subjects = { committee: '联络委', member: '委员', unit: '承办单位' } as const;
export type AssessedSubject = keyof typeof subjects;

const CLAUSE = 'assessment.annual';

/** A group that is larger than this is no group. */
const MOST_CHECKERS = 50;

export const assessmentFields = z.object({
  title: text('名称', 100, { hint: '例如：2025年度联络委考核' }),
  subject: choice('考核对象', subjects),
  year: number('考核年度', 1949, 2200),
  from_day: day('统计从', { hint: '不填就是这一年的1月1日' }).optional(),
  to_day: day('统计到', { hint: '不填就是这一年的12月31日' }).optional(),
  checkers: references('考核组成员', 'checker', MOST_CHECKERS, { hint: '从有账号的人里选。谁都不考核自己和本单位，请至少选两名' }),
  self_by: day('自评截止'),
  check_by: day('考核截止'),
  note: lines('说明', 2_000).optional(),
});

export const freezingFields = z.object({
  sample_seed: text('抽取种子', 60, { hint: '公开的一串字，例如当天开奖号码。同一串字任何人重抽，抽到的都一样' }),
});
export const decisionFields = z.object({ decided_on: day('主席会议日期'), decision_no: text('会议或文件编号', 60) });
export const publicationFields = z.object({ published_on: day('公布日期'), published_where: text('在哪里公布', 200, { hint: '例如：县政协公告栏、文件' }) });

/** Every committee hears of an assessment of the committees, and of how it is going. */
const theCommittees = relation<Assessment>('every_committee', '各联络委', (actor) => when(holds(actor, 'worker', 'director', 'deputy_director')));
const theUnits = relation<Assessment>('every_unit', '各承办单位', (actor) => when(holds(actor, 'unit_clerk')));
const theGroup = relation<Assessment>('self', '考核组成员', (actor) => holdsAny<Assessment>('checkers', actor.personId ? [actor.personId] : []));
const begun = not(oneOf<Assessment>('state', ['preparing', 'void']));

/**
 * 年度考核: all committees, members or units in a year under one edition of a scheme: self-assessment, check by a group, days in which results are
 * shown, the chair meeting's decision, publication, appeals. Domain rules 8.1.
 */
export const assessment = lifecycle<Assessment>()({
  name: 'assessment',
  title: '年度考核',
  table: 'assessments',
  path: 'assessments',
  fields: assessmentFields,
  nameOf: (row) => row.title,
  initial: 'preparing',
  states: {
    preparing: { label: '准备中', open: true },
    self: { label: '自评', open: true },
    checking: { label: '考核', open: true },
    shown: { label: '公示', open: true },
    decided: { label: '已审定', open: true },
    published: { label: '已公布', open: true },
    closed: { label: '已办结', open: false },
    void: { label: '作废', open: false },
  },
  steps: {
    open: { label: '开始自评', noun: 'opening', from: ['preparing'], to: 'self', by: [countyOffice], final: true, clause: CLAUSE },
    freeze: { label: '截止记录，开始考核', noun: 'freezing', from: ['self'], to: 'checking', by: [countyOffice], final: true, input: freezingFields, clause: CLAUSE },
    show: { label: '开始公示', noun: 'publicity', from: ['checking'], to: 'shown', by: [countyOffice], final: true, clause: CLAUSE },
    decide: { label: '登记主席会议审定', noun: 'decision', proof: true, from: ['shown'], to: 'decided', by: [chair, countyOffice], final: true, input: decisionFields, onBehalfOf: '主席会议', clause: CLAUSE },
    publish: { label: '公布结果', noun: 'publication', from: ['decided'], to: 'published', by: [countyOffice], final: true, input: publicationFields, clause: CLAUSE },
    close: { label: '办结', noun: 'closing', from: ['published'], to: 'closed', by: [countyOffice], final: true },
    cancel: { label: '作废', noun: 'cancellation', from: ['preparing', 'self', 'checking', 'shown'], to: 'void', by: [countyOffice], reason: true, aside: true },
  },
  visibleTo: [
    ...countyBody, whilst(theGroup, begun),
    whilst(theCommittees, all(begun, is<Assessment>('subject', 'committee'))), whilst(theUnits, all(begun, is<Assessment>('subject', 'unit'))),
  ],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['preparing'], by: [countyOffice] },
  attachable: { by: [countyOffice] },
  newestBy: 'to_day',
});
