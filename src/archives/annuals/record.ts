import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { MemberAnnuals } from '#platform/database/schema.ts';
import { lines, number, reference } from '#platform/fields.ts';
import { auditor, chair, committeeStaff, countyOffice, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type MemberAnnual = Selectable<MemberAnnuals>;

/** The most the form takes (forms member_annual: 履职小结 ≤500字). */
export const LONGEST_SUMMARY = 500;

export const summaryField = lines('履职小结', LONGEST_SUMMARY, { hint: '已经照档案写好初稿，请按自己的话修改；最多500字' });

export const annualFields = z.object({
  member_id: reference('委员', 'member'),
  year: number('年度', 1949, 2200),
  summary: summaryField,
});

export const confirmFields = z.object({ opinion: lines('县政协意见', 100, { hint: '不填写就是“同意”' }).optional() });

const writers = [theMember<MemberAnnual>(), countyOffice];

/** 年度履职小结: what a member says of the own year beside the numbers of the archive, confirmed once by the county's body (forms member_annual). */
export const memberAnnual = lifecycle<MemberAnnual>()({
  name: 'member_annual',
  title: '年度履职小结',
  table: 'member_annuals',
  path: 'member-annuals',
  fields: annualFields,
  nameOf: ({ name, year }) => `${name}：${year}年履职小结`,
  initial: 'written',
  states: {
    written: { label: '待确认', open: true, waitsFor: ['confirm'] },
    returned: { label: '请再改一改', open: true },
    confirmed: { label: '已确认', open: false },
  },
  steps: {
    confirm: { label: '确认', noun: 'confirmation', from: ['written'], to: 'confirmed', by: [countyOffice], input: confirmFields, clause: 'duty.archive' },
    give_back: { label: '请委员再改', noun: 'giving-back', from: ['written', 'confirmed'], to: 'returned', by: [countyOffice], reason: true, aside: true },
    send_again: { label: '改好再报', noun: 'second-sending', from: ['returned'], to: 'written', by: writers, input: z.object({ summary: summaryField }) },
  },
  visibleTo: [theMember<MemberAnnual>(), committeeStaff<MemberAnnual>(), countyOffice, chair, auditor, maintainer],
  createdBy: [...writers, maintainer],
  editable: { in: ['written', 'returned'], by: [theMember<MemberAnnual>()] }, // nobody else's words: what was on paper is entered anew with send_again
  attachable: { by: writers },
  searchable: ['name', 'summary'],
  named: ['name'],
  newestBy: 'written_on',
});
