import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AssessmentSchemes } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer, signedIn, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import { obstacleTo } from '#assessment/schemes/adoptable.ts';

/** One edition of a scheme: its text, and from which year on it holds. */
export type SchemeEdition = Selectable<AssessmentSchemes>;

/** So long a text nobody reads; real schemes have some 200 lines. */
const LONGEST = 200_000;

export const schemeFields = z.object({
  source: lines('办法文本', LONGEST),
  note: lines('说明', 1_000).optional(),
});

export const adoptingFields = z.object({
  plan_id: reference('依据的方案', 'plan', { hint: '已经印发的考核评价方案' }),
  clause: text('依据的条款', 60, { hint: '照方案的原文写，例如：第四条' }),
  document_no: text('文号', 60).optional(),
  adopted_on: day('通过日期'),
  valid_from: day('适用起始日', { hint: '在这一天或以后结束的年度，按这一版考核' }),
});

/** In force, or once so: what was assessed by it stays by it. */
const standing = oneOf<SchemeEdition>('state', ['adopted', 'replaced']);

/** 考核办法: an edition of a scheme of assessment, a text that nobody changes once it is adopted. Domain rules 8; decision 20. */
export const assessmentScheme = lifecycle<SchemeEdition>()({
  name: 'assessment_scheme',
  title: '考核办法',
  table: 'assessment_schemes',
  path: 'assessment-schemes',
  fields: schemeFields,
  nameOf: (row) => (row.edition > 1 ? `${row.title}（第${row.edition}版）` : row.title),
  initial: 'draft',
  states: {
    draft: { label: '起草', open: true },
    adopted: { label: '施行', open: false },
    replaced: { label: '已被替代', open: false },
    void: { label: '不再起草', open: false },
  },
  steps: {
    adopt: {
      label: '登记通过', noun: 'adoption', from: ['draft'], to: 'adopted', by: [chair, countyOffice], actsFor: () => '县政协主席会议', final: true,
      input: adoptingFields, clause: 'assessment.annual', ready: ({ source }) => obstacleTo(source),
    },
    replace: {
      label: '登记停止适用', noun: 'replacement', from: ['adopted'], to: 'replaced', by: [countyOffice], reason: true, final: true,
      input: z.object({ valid_until: day('适用到', { hint: '在这一天以后结束的年度不再按这一版考核' }) }),
    },
    void: { label: '不再起草', noun: 'abandonment', from: ['draft'], to: 'void', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, maintainer, whilst(auditor, standing), whilst(signedIn, standing)],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft'], by: [countyOffice] },
  searchable: ['title', 'document_no'],
  newestBy: 'adopted_on',
});
