import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Referrals } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer } from '#platform/identity/relations.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { lifecycle, standing } from '#platform/lifecycle/lifecycle.ts';
import { yetToCountersign } from '#duties/countersigning.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import {
  assistingUnit, leadUnit, leadUnitUnasked, leadUnitUnforced, officeIfOverdue, sender, senderAsked, senderIfUncountersigned, unitYetToCountersign,
} from '#duties/opinions/referrals/relations.ts';
import { results, running } from '#duties/opinions/referrals/words.ts';
import { personComplainedOf, unitComplainedOf } from '#duties/opinions/shield/complained-of.ts';

export type Referral = Selectable<Referrals>;

/** 52 weeks of five days and two days more. */
const WORKING_DAYS_OF_A_YEAR = 262;
const MATTER_MAX = 2_000;
/** So many times a matter is handled; the table has no room for more. */
export const MOST_ROUNDS = 9;
/** So many units can assist. */
export const MOST_ASSISTING = 5;

const assignment = {
  lead_unit_id: reference('主办单位', 'unit'),
  assisting: text('会办单位', 300, { hint: `没有就空着；几个单位用顿号隔开，最多${MOST_ASSISTING}个` }).optional(),
  days: number('办理时限（工作日）', 1, WORKING_DAYS_OF_A_YEAR, { hint: '从转出那天起算，不从签收起算；不填就按方案规定的天数' }).optional(),
};

/** As it is handed over. `assisting` are names; `actions.ts` turns them into units. */
export const referralFields = z.object({
  entry_id: reference('民情', 'ledger_entry'),
  subject: text('事由', 100),
  matter: lines('请办理的事项', MATTER_MAX, { hint: '承办单位只看得到这里写的。不要写反映人的姓名、电话和住址' }),
  place: text('地点', 100).optional(),
  ...assignment,
  sent_on: day('转出日期', { hint: '不填就是今天' }).optional(),
});

/** What a unit answers. */
export const draftFields = z.object({
  result: choice('办理结果', results),
  reply: lines('答复内容', MATTER_MAX, { hint: '写给群众看：做了什么，结果怎样；办不了的说明原因' }),
  promise: text('承诺办成什么', 500, { hint: '列入计划的必须写；正在解决的可以写' }).optional(),
  promised_on: day('承诺在哪天之前办成').optional(),
});

const forLeadUnit = (): string => '主办单位';

/** 转办件: a ledger entry handed to units, in words written for them. Replied is not told, told is not solved: those are said of the entry. */
export const referral = lifecycle<Referral>()({
  name: 'referral',
  title: '转办件',
  table: 'referrals',
  path: 'referrals',
  fields: referralFields,
  nameOf: (row) => row.subject,
  initial: 'sent',
  states: {
    sent: { label: '待签收', open: true },
    returned: { label: '退回待定', open: true, waitsFor: ['resend'] },
    accepted: { label: '办理中', open: true },
    drafted: { label: '待会签审核', open: true, waitsFor: ['countersign', 'reply'] },
    replied: { label: '已答复', open: true },
    told: { label: '已告知群众', open: false },
    withdrawn: { label: '已撤回', open: false },
  },
  steps: {
    accept: { label: '签收', noun: 'acceptance', from: ['sent'], to: 'accepted', by: [leadUnit, sender], actsFor: forLeadUnit },
    return: {
      label: '不归我办', noun: 'return', from: ['sent', 'accepted'], to: 'returned', by: [leadUnitUnforced], reason: true,
      input: z.object({ proposed_unit_id: reference('建议承办单位', 'unit') }),
    },
    resend: { label: '改转', noun: 'resending', from: ['returned'], to: 'sent', by: [sender], input: z.object(assignment) },
    force: {
      label: '指定承办', noun: 'forcing', from: ['returned'], to: 'sent', by: [sender], reason: true,
      input: z.object({ lead_unit_id: reference('指定由哪个单位办', 'unit', { hint: '指定之后不能再退回' }) }),
    },
    draft: { label: '拟写答复', noun: 'draft', from: ['accepted'], to: 'drafted', by: [leadUnit, sender], input: draftFields, actsFor: forLeadUnit },
    countersign: { label: '会签', noun: 'countersignature', from: ['drafted'], by: [unitYetToCountersign, senderIfUncountersigned], actsFor: () => '会办单位' },
    reply: {
      label: '审核发出', noun: 'reply', from: ['drafted'], to: 'replied', by: [leadUnit, sender], ready: allCountersigned, actsFor: forLeadUnit,
      input: z.object({ checked_by: text('审核人', 50, { hint: '单位负责人的姓名' }), replied_on: day('答复日期', { hint: '不填就是今天' }).optional() }),
    },
    redraft: { label: '退回修改', noun: 'redrafting', from: ['drafted'], to: 'accepted', by: [leadUnit, assistingUnit], reason: true },
    tell: {
      label: '告知群众', noun: 'telling', from: ['replied'], to: 'told', by: [committeeStaff<Referral>(), countyOffice], clause: 'duty.monthly',
      input: z.object({ outcome_text: lines('告诉群众的话', MATTER_MAX, { hint: '凭回执号查询的群众看到的就是这段话' }), answered_on: day('告知日期') }),
    },
    rework: { label: '重新办理', noun: 'rework', from: ['replied'], to: 'accepted', by: [sender, committeeStaff<Referral>()], reason: true },
    extend: {
      label: '申请延期', noun: 'extension-request', from: ['accepted', 'drafted'], by: [leadUnitUnasked], reason: true,
      input: z.object({ extension_to: day('延到哪天') }),
    },
    grant: { label: '同意延期', noun: 'extension', from: ['accepted', 'drafted'], by: [senderAsked] },
    deny: { label: '不同意延期', noun: 'extension-refusal', from: ['accepted', 'drafted'], by: [senderAsked], reason: true },
    press: { label: '督办', noun: 'pressing', from: running, by: [officeIfOverdue], reason: true },
    withdraw: { label: '撤回', noun: 'withdrawal', from: ['sent', 'returned', 'accepted'], to: 'withdrawn', by: [sender], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), leadUnit, assistingUnit],
  keptFrom: [unitComplainedOf(), personComplainedOf()],
  confidential: ['about_person'],
  masked: { about_person: () => null },
  createdBy: [committeeStaff<Referral>(), countyOffice, maintainer],
  editable: { in: [], by: [] }, // two would work by different words: it is withdrawn and handed over anew
  attachable: { by: [sender, committeeStaff<Referral>(), leadUnit, assistingUnit] },
  searchable: ['subject', 'matter', 'place', 'reply'],
  named: ['place'],
  newestBy: 'sent_on',
  due: { by: 'due_on', in: running, counted: { from: 'clock_from', days: 'days' } },
});

/** Only the lead unit replies, after the assisting units agreed: as with proposals (domain rules 2.3). */
function allCountersigned(row: Referral): string | undefined {
  const n = yetToCountersign(row);
  return n > 0 ? `还有${n}个会办单位没有会签，会签之后才能发出。` : undefined;
}

/** Whether this person may hand the entry over as it stands. */
export const mayRefer = (actor: Actor, { state, committee_id }: Pick<LedgerEntry, 'state' | 'committee_id'>): boolean =>
  ledgerEntry.steps.handle.from.some((from) => from === state) && standing([committeeStaff<LedgerEntry>(), countyOffice], actor, { committee_id } as LedgerEntry) !== undefined;
