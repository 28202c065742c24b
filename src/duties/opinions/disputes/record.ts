import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Disputes } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, references, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { partiesOf } from '#duties/opinions/disputes/parties.ts';
import { keepers, mediator } from '#duties/opinions/disputes/relations.ts';

export type Dispute = Selectable<Disputes>;

export const partyKinds = { person: '个人', organisation: '单位' } as const;

/** Parties may ask that it be mediated in private: 人民调解法 art. 23. */
export const secrecies = { ordinary: '一般', sealed: '不公开（只有调解员和登记人能看）' } as const;

export const agreementForms = { written: '书面协议书', oral: '口头协议' } as const;

/** Where the parties turn when it cannot be settled here. */
export const bodies = {
  mediation_committee: '人民调解委员会', justice_office: '司法所', court: '人民法院（起诉或申请执行）', arbitration: '劳动人事争议、农村土地承包仲裁',
  township: '乡镇（街道）政府', police: '派出所', other: '其他',
} as const;

const confirmResults = { confirmed: '裁定有效', rejected: '裁定驳回' } as const;

export const disputeFields = z.object({
  entry_id: reference('民情台账', 'ledger_entry').optional(),
  committee_id: reference('联络委', 'committee'),
  taken_on: day('受理日期'),
  cause: text('纠纷类型', 30),
  party_a: text('申请方', 50, { hint: '姓名或单位名称' }),
  party_a_kind: choice('申请方是', partyKinds),
  party_a_contact: text('申请方联系方式', 60, { hint: '电话、住址' }).optional(),
  party_b: text('另一方', 50, { hint: '姓名或单位名称' }),
  party_b_kind: choice('另一方是', partyKinds),
  party_b_contact: text('另一方联系方式', 60).optional(),
  other_parties: lines('其他当事人', 1_000, { hint: '每行一位：姓名，联系方式；单位在名称后写“（单位）”' }).optional(),
  account: lines('纠纷经过和双方要求', 2_000),
  place: text('发生地点', 100, { hint: '村（社区）、组、地名，不写姓名' }).optional(),
  people_affected: number('涉及人数', 1, 1_000_000).optional(),
  secrecy: choice('保密', secrecies),
});

export const agreementFields = z.object({
  points: lines('协议内容', 5_000, { hint: '每行一条，会印进协议书' }),
  perform_by: day('最迟履行日期').optional(),
});

export const confirmationFields = z.object({
  confirm_result: choice('法院结果', confirmResults),
  confirmed_on: day('法院裁定日期'),
  confirm_no: text('裁定书文号', 60).optional(),
});

export const applicationFields = z.object({ confirm_applied_on: day('申请司法确认日期'), court: text('受理法院', 100) });

export const callFields = z.object({ called_on: day('回访日期'), call_words: lines('回访情况', 1_000).optional() });

const endedOn = day('结束日期');

/** Who was told what stays between the parties and the mediators. */
export const referralFields = z.object({
  turn_to: choice('去向', bodies),
  turn_to_body: text('接收单位', 100).optional(),
  told: lines('怎样告知双方的', 2_000).optional(),
});

/** 矛盾纠纷调解. Speech, 五个一: 一月一次民情信息反映, 协助化解矛盾纠纷. The committee helps to settle; it decides nothing. */
export const dispute = lifecycle<Dispute>()({
  name: 'dispute',
  title: '矛盾纠纷调解',
  table: 'disputes',
  path: 'disputes',
  fields: disputeFields,
  nameOf: (row) => `${partiesMasked(row)}${row.cause}`,
  initial: 'taken',
  states: {
    taken: { label: '已受理', open: true, waitsFor: ['hold'] },
    mediating: { label: '调解中', open: true, waitsFor: ['hold', 'agree'] },
    agreed: { label: '已达成协议', open: true, waitsFor: ['perform', 'breach'] },
    breached: { label: '协议未履行', open: true, waitsFor: ['perform', 'breach'] },
    closed: { label: '已结案', open: false },
    failed: { label: '调解不成', open: false },
    referred: { label: '已移交', open: false },
    withdrawn: { label: '已撤回', open: false },
    void: { label: '已作废', open: false },
  },
  steps: {
    assign: {
      label: '指定调解员', noun: 'mediators', from: ['taken', 'mediating', 'breached'], by: [committeeStaff(), countyOffice],
      input: z.object({
        mediator_ids: references('调解员', 'mediator', 7).optional(),
        outside_mediators: text('外请的调解员', 200, { hint: '人民调解员、律师、寨老等，写姓名和身份' }).optional(),
      }),
    },
    hold: {
      by: keepers, clause: 'duty.monthly', label: '登记一次调解', noun: 'sessions', from: ['taken', 'mediating'], to: 'mediating',
      ready: (row) => (row.mediators || row.outside_mediators ? undefined : '还没有指定调解员。请先指定，再登记调解。'),
      input: z.object({ held_on: day('调解日期'), place: text('调解地点', 100).optional(), present: text('到场的人', 300), said: lines('调解情况', 5_000) }),
    },
    draft: { by: keepers, label: '起草协议', noun: 'draft-agreement', from: ['mediating'], input: agreementFields },
    agree: {
      by: keepers, label: '登记达成协议', noun: 'agreement', from: ['mediating'], to: 'agreed',
      input: z.object({ agreed_on: day('达成日期'), agreement_form: choice('协议形式', agreementForms), ...agreementFields.shape }),
    },
    apply: {
      by: keepers, label: '登记申请司法确认', noun: 'confirmation-request', from: ['agreed'], input: applicationFields,
      ready: (row) => {
        if (row.confirm_applied_on) return '已经登记过申请司法确认。';
        return row.agreement_form === 'written' ? undefined : '口头协议要先补签书面协议书，才能申请司法确认。';
      },
    },
    confirm: {
      by: keepers, label: '登记司法确认结果', noun: 'confirmation', from: ['agreed', 'breached'], input: confirmationFields,
      ready: (row) => (row.confirm_applied_on && !row.confirmed_on ? undefined : '没有等待法院裁定的申请。'),
    },
    perform: { by: keepers, label: '回访：已履行', noun: 'performance', from: ['agreed', 'breached'], to: 'closed', input: callFields },
    breach: { by: keepers, label: '回访：未履行', noun: 'breach', from: ['agreed', 'breached'], to: 'breached', input: callFields },
    fail: {
      by: keepers, label: '调解不成', noun: 'failure', from: ['mediating'], to: 'failed',
      input: z.object({ ended_on: endedOn, ...referralFields.shape }),
    },
    refer: {
      by: keepers, label: '移交', noun: 'referral', from: ['taken', 'mediating', 'breached'], to: 'referred',
      input: z.object({ ended_on: endedOn, ...referralFields.shape }),
    },
    withdraw: {
      by: keepers, label: '当事人撤回', noun: 'withdrawal', from: ['taken', 'mediating'], to: 'withdrawn',
      input: z.object({ ended_on: endedOn, told: lines('撤回的情况', 2_000).optional() }),
    },
    resume: {
      by: keepers, label: '重新调解', noun: 'resumption', from: ['breached', 'failed', 'withdrawn'], to: 'mediating', reason: true,
      ready: (row) => (row.erased_on ? `当事人的信息已于${row.erased_on}清除，不能接着调解。请另建案卷。` : undefined),
    },
    void: { label: '作废', noun: 'voiding', from: ['taken', 'mediating'], to: 'void', by: [committeeStaff(), countyOffice], reason: true, final: true },
    erase: {
      label: '清除个人信息', noun: 'erasure', from: ['closed', 'failed', 'referred', 'withdrawn', 'void'], by: [countyOffice], reason: true, final: true,
      ready: (row) => (row.erased_on ? `当事人的信息已于${row.erased_on}清除。` : undefined),
    },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), mediator],
  createdBy: [committeeStaff(), countyOffice, maintainer],
  editable: { in: ['taken', 'mediating'], by: keepers },
  confidential: ['party_a', 'party_a_contact', 'party_b', 'party_b_contact', 'other_parties', 'account', 'points', 'call_words', 'told'],
  privyTo: keepers,
  attachable: { by: keepers },
  searchable: ['cause', 'place', 'paper_number', 'mediators'],
  named: ['place'],
  newestBy: 'taken_on',
  due: { by: 'due_on', in: ['taken', 'mediating', 'agreed', 'breached'] },
});

/** Whom it is between, for those who may know that there is a dispute and not whose: 石某与龙某. */
export function partiesMasked(row: Dispute): string {
  const parties = partiesOf(row);
  if (parties.length === 0) return '';
  const masked = parties.slice(0, 2).map(({ name, kind }) => (kind === 'organisation' ? '某单位' : `${Array.from(name)[0]}某`));
  return `${masked.join('与')}${parties.length > 2 ? '等' : ''}：`;
}

/** The dispute's own number, or the one of its paper: 2026-003. */
export const numberWords = (row: Pick<Dispute, 'paper_number' | 'taken_on' | 'number'>): string =>
  row.paper_number ?? `${row.taken_on.slice(0, 4)}-${String(row.number).padStart(3, '0')}`;
