import { sql, type Selectable, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { DeedConfirmations } from '#platform/database/schema.ts';
import { choice, day, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, holderOfReceipt, maintainer, relation, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Predicate } from '#platform/predicate.ts';
import { notTheDoer } from '#duties/deeds/relations.ts';
import { saidWords } from '#duties/deeds/words.ts';

export type DeedConfirmation = Selectable<DeedConfirmations>;

export const confirmationWays = { code: '受益人用确认码', call: '联络委回访', slip: '受益人签名的确认单' } as const;
const enteredWays = { call: confirmationWays.call, slip: confirmationWays.slip } as const;

/** What somebody who was helped says: three taps. */
export const sayingFields = z.object({
  said: choice('这件事办了没有', saidWords),
  missing: text('还差什么', 500, { hint: '可以不填。不要写姓名、电话' }).optional(),
});

/** What was said on the telephone, at the door or on paper, as the committee enters it. */
export const confirmationFields = z.object({
  deed_id: reference('民生实事', 'deed'),
  way: choice('怎样确认的', enteredWays, { arising: confirmationWays }),
  ...sayingFields.shape,
  answered_by: text('谁答的', 50, { hint: '例如：受益人本人、家属、村委会。不写姓名' }).optional(),
  told_on: day('确认日期', { hint: '不填就是今天' }).optional(),
});

const holder = relation<DeedConfirmation>('code_holder', '持确认码的人', holderOfReceipt<DeedConfirmation>('code_id').of);
const staff = notTheDoer(committeeStaff<DeedConfirmation>());
const office = notTheDoer<DeedConfirmation>(countyOffice);

/** Something about how it came asks for a second look. */
const flagged: Predicate<DeedConfirmation> = {
  test: ({ flags }) => (flags ?? []).length > 0,
  sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.flags`)} <> '{}'`,
};

/** 实事确认: what one of those who were helped says of a deed. The member neither gives it nor reads it: who says 没有办 lives next door. */
export const deedConfirmation = lifecycle<DeedConfirmation>()({
  name: 'deed_confirmation',
  title: '实事确认',
  table: 'deed_confirmations',
  path: 'deed-confirmations',
  fields: confirmationFields,
  nameOf: ({ subject }) => `对“${subject}”的确认`,
  initial: 'given',
  states: {
    given: { label: '已确认', open: false },
    checked: { label: '已核对', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    check: { label: '核对无误', noun: 'check', from: ['given'], to: 'checked', by: [whilst(staff, flagged, '本联络委工作人员（需要核对时）'), whilst(office, flagged, '县政协办公室（需要核对时）')] },
    void: { label: '作废', noun: 'voiding', from: ['given', 'checked'], to: 'void', reason: true, by: [office] },
  },
  visibleTo: [office, chair, auditor, maintainer, notTheDoer(committeeBody<DeedConfirmation>())],
  createdBy: [holder, staff, office, maintainer],
  editable: { in: [], by: [] },
  attachable: { by: [staff, office] },
  searchable: ['subject', 'missing'],
  newestBy: 'told_on',
});
