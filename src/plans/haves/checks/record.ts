import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { HaveChecks } from '#platform/database/schema.ts';
import { day, lines, reference, text } from '#platform/fields.ts';
import { committeeStaff, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { keptByPlaceOrOffice, seenByPlaceAndCounty } from '#plans/haves/relations.ts';

export type HaveCheck = Selectable<HaveChecks>;

export const checkFields = z.object({
  committee_id: reference('联络委', 'committee'),
  checklist_id: reference('清单', 'checklist', { hint: '只有一份清单时不用选' }).optional(),
  account: lines('自查说明', 2_000, { hint: '做了什么、还差什么；没有就不填' }).optional(),
});

export const mendFields = z.object({ remarks: lines('需要整改的', 2_000), mend_by: day('整改期限') });
export const acceptingFields = z.object({ accepted_on: day('验收日期'), accepted_by: text('验收人', 100) });
export const revokingFields = z.object({ revoked_on: day('复查日期'), ...mendFields.shape });

const CLAUSE = 'standardisation.five_haves';

/** 五有验收: a self-check by the committee, and what the county found on the spot. It says who looked when; what is there follows from the records. */
export const haveCheck = lifecycle<HaveCheck>()({
  name: 'have_check',
  title: '自查验收',
  table: 'have_checks',
  path: 'have-checks',
  fields: checkFields,
  nameOf: (row) => `自查验收${row.accepted_on ?? row.submitted_on ?? ''}`,
  initial: 'checking',
  states: {
    checking: { label: '自查中', open: true },
    submitted: { label: '待验收', open: true, waitsFor: ['accept'] },
    returned: { label: '整改中', open: true },
    accepted: { label: '验收合格', open: false },
    revoked: { label: '复查不合格', open: false },
    dropped: { label: '已撤回', open: false },
  },
  steps: {
    submit: { label: '报请验收', noun: 'submission', from: ['checking', 'returned'], to: 'submitted', by: keptByPlaceOrOffice, clause: CLAUSE },
    accept: { label: '验收合格', noun: 'acceptance', from: ['submitted'], to: 'accepted', by: [countyOffice], input: acceptingFields, clause: CLAUSE },
    giveBack: { label: '退回整改', noun: 'return', from: ['submitted'], to: 'returned', by: [countyOffice], input: mendFields, clause: CLAUSE },
    reinspect: { label: '复查合格', noun: 'reinspection', from: ['accepted'], by: [countyOffice], input: z.object({ reinspected_on: day('复查日期') }), clause: CLAUSE },
    revoke: { label: '复查不合格', noun: 'revocation', from: ['accepted'], to: 'revoked', by: [countyOffice], input: revokingFields, final: true, clause: CLAUSE },
    drop: { label: '撤回', noun: 'withdrawal', from: ['checking', 'submitted'], to: 'dropped', by: [committeeStaff(), countyOffice], reason: true },
  },
  visibleTo: seenByPlaceAndCounty,
  createdBy: [...keptByPlaceOrOffice, maintainer],
  editable: { in: ['checking', 'returned'], by: keptByPlaceOrOffice },
  newestBy: 'submitted_on',
  due: { by: 'mend_by', in: ['returned'] },
});
