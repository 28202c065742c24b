import type { Selectable } from 'kysely';
import { z } from 'zod';
import { countyBody, independent, theAssessed } from '#assessment/rounds/relations.ts';
import type { AssessmentObjections } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { chair, countyOffice, maintainer, relation, type Relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, holdsAny, not, type Predicate } from '#platform/predicate.ts';

export type AssessmentObjection = Selectable<AssessmentObjections>;

/** Whether it is against a condition that must be met, and not against points. */
export const isGate = ({ address }: Pick<AssessmentObjection, 'address'>): boolean => address?.startsWith('必') ?? false;

export const kinds = { objection: '异议', appeal: '申诉' } as const;

export const objectionFields = z.object({
  sheet_id: reference('考核表', 'assessment_sheet'),
  address: text('项目编号', 20, { hint: '一次写一项，例如 1.2；对“必须做到”的写 必1。只重新审查这一项' }),
  said: lines('理由和依据', 2_000),
  wanted_points: text('认为应得', 12, { hint: '最多两位小数' }).optional(),
});

export const upholdFields = z.object({ points_after: text('改为', 12, { hint: '这一项的分数，最多两位小数；必须做到的事不填' }).optional(), decided_by: text('由谁决定', 100), decided_on: day('决定日期'), decision: lines('决定的理由', 1_000) });
export const refuseFields = upholdFields.omit({ points_after: true });

/** Whoever has checked the sheet does not decide on what is said against the check; nobody decides for the own committee, unit or person. */
const notTheChecker = (actor: Actor): Predicate<AssessmentObjection> => not(holdsAny<AssessmentObjection>('checked_by', actor.personId ? [actor.personId] : []));
const deciding = (base: Relation<AssessmentObjection>): Relation<AssessmentObjection> =>
  independent(relation(base.name, `${base.label}（没有考核过这张表的）`, (actor) => all(base.of(actor), notTheChecker(actor))));

const deciders = [deciding(countyOffice), deciding(chair)];

/** 异议和申诉: against one line of a sheet, or one condition that it does not meet, while results are shown or after they were published. Decided with its reason; won, exactly this is restated. */
export const assessmentObjection = lifecycle<AssessmentObjection>()({
  name: 'assessment_objection',
  title: '考核异议和申诉',
  table: 'assessment_objections',
  path: 'assessment-objections',
  fields: objectionFields,
  nameOf: (row) => `${row.name}：${row.line_name ?? row.said.slice(0, 20)}`,
  initial: 'raised',
  states: {
    raised: { label: '待决定', open: true },
    upheld: { label: '成立', open: false },
    refused: { label: '不成立', open: false },
    withdrawn: { label: '已收回', open: false },
  },
  steps: {
    uphold: { label: '成立，改分', noun: 'upholding', from: ['raised'], to: 'upheld', by: deciders, input: upholdFields, final: true, clause: 'assessment.annual' },
    refuse: { label: '不成立', noun: 'refusal', from: ['raised'], to: 'refused', by: deciders, input: refuseFields, final: true, clause: 'assessment.annual' },
    withdraw: { label: '收回', noun: 'withdrawal', from: ['raised'], to: 'withdrawn', by: [...theAssessed<AssessmentObjection>(), countyOffice], reason: true, actsFor: (row) => row.name },
  },
  visibleTo: [...countyBody, ...theAssessed<AssessmentObjection>()],
  createdBy: [...theAssessed<AssessmentObjection>(), countyOffice, maintainer],
  editable: { in: [], by: [] },
  due: { by: 'due_on', in: ['raised'] },
  newestBy: 'raised_on',
});

