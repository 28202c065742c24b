import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Members } from '#platform/database/schema.ts';
import { choice, day, number, reference, text, tick } from '#platform/fields.ts';
import { countyOffice, maintainer, relation, self, signedIn, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { never, not, oneOf, present } from '#platform/predicate.ts';
import { enteredPersonFields } from '#institutions/people/record.ts';

export type Member = Selectable<Members>;

/** What the register says of a member; the person's own data (name, telephone …) belong to the person. */
export const memberFields = z.object({
  ...enteredPersonFields.omit({ party_post: true, party_place: true }).shape,
  term: number('届', 1, 99),
  sector_id: reference('界别', 'sector').optional(),
  special_committee_id: reference('专委会', 'special_committee').optional(),
  sector_group_id: reference('界别小组', 'sector_group').optional(),
  committee_id: reference('所属联络委', 'committee').optional(),
  joined_on: day('任职日期'),
  standing: tick('常委').optional(),
  by_appointment: tick('届中增补').optional(),
  appointed_no: text('任职文号', 60, { hint: '届中增补的要填：常委会议通过增补的文件' }).optional(),
  rank: number('固定排位', 1, 999, { hint: '主席、副主席等排在名单最前的，从1往下填；其他人留空，按姓氏笔画排' }).optional(),
});

/** How a membership ended; `term_ended` is written by the change of term only. */
export const leavingKinds = { resigned: '辞职', revoked: '撤销资格', died: '去世', term_ended: '届满', other: '其他' } as const;

const leftOn = { left_on: day('离任日期') };
const decided = { ...leftOn, left_no: text('决定文号', 60, { hint: '常委会议决定的文件' }) };

export const leavingFields = z.object({
  ...leftOn, left_kind: choice('离任方式', leavingKinds), left_no: text('决定文号', 60).optional(), left_why: text('离任说明', 50).optional(),
});

const STANDING_COMMITTEE = '县政协常务委员会';
/** Nobody's own act: written when another term takes over. */
const changeOfTerm = relation('change_of_term', '换届', () => never);
const asked = present<Member>('resign_asked_on');
const yetToAsk = [self<Member>('person_id', '委员本人'), countyOffice].map((one) => whilst<Member>(one, not(asked)));
const officeIfAsked = whilst<Member>(countyOffice, asked, '县政协办公室（已提出辞职的）');

/** Those who are or were members; who is only nominated for a term to come is not one yet. */
export const seated = oneOf<Member>('state', ['current', 'left']);

/** 县政协委员 of a term. Speech, 三个有: 履职有人. How members come and go: domain rules 7.1. */
export const member = lifecycle<Member>()({
  name: 'member',
  title: '委员',
  table: 'members',
  path: 'members',
  fields: memberFields,
  nameOf: (row) => row.name,
  initial: 'current',
  states: {
    nominated: { label: '下届人选', open: true, waitsFor: [] },
    current: { label: '在任', open: true, waitsFor: ['acceptResignation'] },
    left: { label: '已离任', open: false },
    dropped: { label: '不再提名', open: false },
  },
  steps: {
    station: {
      label: '调整所属联络委', noun: 'stationing', from: ['nominated', 'current'], by: [countyOffice],
      input: z.object({ committee_id: reference('所属联络委', 'committee') }),
    },
    drop: { label: '不再提名', noun: 'dropping', from: ['nominated'], to: 'dropped', by: [countyOffice], reason: true },
    askToResign: {
      label: '提出辞职', noun: 'resignation-request', from: ['current'], by: yetToAsk, reason: true, actsFor: (row) => row.name,
      input: z.object({ resign_asked_on: day('提出日期', { hint: '书面申请上的日期；常委会议接受之前仍在任' }) }),
    },
    acceptResignation: { label: '接受辞职', noun: 'resignation', from: ['current'], to: 'left', by: [officeIfAsked], final: true, onBehalfOf: STANDING_COMMITTEE, input: z.object(decided) },
    stay: { label: '撤回辞职', noun: 'resignation-withdrawal', from: ['current'], by: [officeIfAsked], reason: true },
    revoke: { label: '撤销委员资格', noun: 'revocation', from: ['current'], to: 'left', by: [countyOffice], reason: true, final: true, onBehalfOf: STANDING_COMMITTEE, input: z.object(decided) },
    die: { label: '登记去世', noun: 'death', from: ['current'], to: 'left', by: [countyOffice], final: true, input: z.object({ left_on: day('去世日期') }) },
    expire: { label: '届满', noun: 'expiry', from: ['current'], to: 'left', by: [changeOfTerm] },
    leave: {
      label: '其他离任', noun: 'leaving', from: ['current'], to: 'left', by: [countyOffice], reason: true, final: true,
      input: z.object({ ...leftOn, left_why: text('离任说明', 50, { hint: '调离本县、机构撤并……' }) }),
    },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['nominated', 'current'], by: [countyOffice] },
  searchable: ['name'],
  named: ['name'],
});
