import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Circulars } from '#platform/database/schema.ts';
import { day, lines, reference, references, text } from '#platform/fields.ts';
import { countyOffice, maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, oneOf } from '#platform/predicate.ts';
import { countyBody, everyCommittee, namedCommittees } from '#plans/rounds/relations.ts';

export type Circular = Selectable<Circulars>;

const CLAUSE = 'assessment.circular';

export const circularFields = z.object({
  round_id: reference('督查', 'round'),
  title: text('标题', 100),
  praised_ids: references('表扬的联络委', 'committee', 200, { hint: '只能是这次督查走访过、没有点名的' }).optional(),
  praise: lines('好的做法', 2_000, { hint: '一行写一项；表扬了联络委的必须写' }).optional(),
  committee_ids: references('点名通报的联络委', 'committee', 200, { hint: '只能是这次督查中发现过问题的；不点名就不选' }).optional(),
  demands: lines('工作要求', 2_000, { hint: '一行写一项' }),
});

export const issuingFields = z.object({ document_no: text('文号', 60), issued_on: day('印发日期') });

/** 通报: on a round, from its visits and findings: what is done well, what is not. Who is named hears of it first and may object; issued, it goes to every committee. */
export const circular = lifecycle<Circular>()({
  name: 'circular',
  title: '督查通报',
  table: 'circulars',
  path: 'circulars',
  fields: circularFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '起草', open: true },
    told: { label: '已告知', open: true, waitsFor: ['issue'] },
    issued: { label: '已印发', open: false },
    dropped: { label: '不再印发', open: false },
  },
  steps: {
    tell: {
      label: '告知被点名的联络委', noun: 'notice', from: ['draft'], to: 'told', by: [countyOffice], clause: CLAUSE,
      ready: (row) => (row.committee_ids.length === 0 ? '没有点名的联络委，不用告知，可以直接登记印发。' : undefined),
    },
    recall: { label: '收回修改', noun: 'recall', from: ['told'], to: 'draft', by: [countyOffice], reason: true },
    issue: {
      label: '登记印发', noun: 'issuing', proof: true, from: ['draft', 'told'], to: 'issued', by: [countyOffice], final: true, input: issuingFields, clause: CLAUSE,
      ready: (row) => (row.state === 'draft' && row.committee_ids.length > 0 ? '有点名的联络委，请先告知，过了提出异议的期限再印发。' : undefined),
    },
    drop: { label: '不再印发', noun: 'abandonment', from: ['draft', 'told'], to: 'dropped', by: [countyOffice], reason: true },
  },
  visibleTo: [...countyBody, whilst(namedCommittees<Circular>('被点名的联络委'), oneOf<Circular>('state', ['told', 'issued'])), whilst(everyCommittee, is<Circular>('state', 'issued'))],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft'], by: [countyOffice] },
  searchable: ['title'],
  newestBy: 'issued_on',
});
