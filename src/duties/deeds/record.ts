import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Deeds } from '#platform/database/schema.ts';
import { choice, day, halves, lines, number, phone, reference, text, tick } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer, theMember, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { any, not, oneOf, present } from '#platform/predicate.ts';
import { kindField } from '#duties/own-kinds.ts';
import { clerks, editors, keepers, notTheDoer, verifiers } from '#duties/deeds/relations.ts';
import { deedKinds, photoConsents, promiseTerms } from '#duties/deeds/words.ts';

export { deedKinds, kindWord } from '#duties/deeds/words.ts';

export type Deed = Selectable<Deeds>;

const MOST_PEOPLE = 1_000_000;
/** More hours than a year has nobody serves. */
const MOST_HOURS = 8_784;
const MOST_YUAN = 1_000_000_000;

/** What makes it a promise. */
export const promiseAsked = z.object({
  promise_term: choice('承诺', promiseTerms),
  due_on: day('完成期限', { hint: '承诺哪天以前办成' }),
});

export const deedFields = z.object({
  member_id: reference('委员', 'member'),
  deed: text('实事内容', 200),
  kind: kindField('服务类型', deedKinds),
  done_on: day('完成时间'),
  started_on: day('开始时间', { hint: '办了几天的填写，当天办成的不用填' }).optional(),
  hours: halves('服务时长（小时）', MOST_HOURS, { hint: '可以带半小时，例如 2.5' }).optional(),
  village: text('村（社区）', 100).optional(),
  place: text('地点', 200, { hint: '例如：村委会院坝' }).optional(),
  beneficiaries: number('受益人数', 0, MOST_PEOPLE).optional(),
  approximate: tick('受益人数为约数').optional(),
  helped: text('受益群体', 100, { hint: '例如：独居老人、困难学生。写群体，不写姓名' }).optional(),
  partner: text('协助单位', 200).optional(),
  value_yuan: number('投入（元）', 0, MOST_YUAN, { hint: '资金和物资折算。只有本人、本联络委工作人员和县政协办公室看得到' }).optional(),
  photo_consent: choice('照片同意', photoConsents, { hint: '要附照片的，先问照片里的人；没有照片不用填' }).optional(),
  contact_name: text('找谁确认', 50, { hint: '只为回访确认用，到期自动清除；用确认码、确认单的不用填' }).optional(),
  contact_phone: phone('确认电话').optional(),
  evidence: text('证明材料', 200, { hint: '有就写，没有可以不填，不要求拍照' }).optional(),
  account: lines('做法和成效', 2_000).optional(),
  promise_term: promiseAsked.shape.promise_term.optional(),
  due_on: promiseAsked.shape.due_on.optional(),
  target: text('要达到什么', 500, { hint: '例如：为全村60岁以上老人体检一遍' }).optional(),
  measure: lines('怎样做', 1_000).optional(),
  promise_id: reference('属于哪项长期承诺', 'promise').optional(),
});

/** What is asked for a deed, and what for a promise; the rest of the record stays as it is. */
export const firstFields = ['deed', 'kind', 'done_on'] as const;
export const furtherFields = [
  'started_on', 'hours', 'village', 'place', 'beneficiaries', 'approximate', 'helped', 'partner', 'value_yuan', 'photo_consent', 'contact_name', 'contact_phone', 'evidence', 'account',
] as const;
export const promiseFields = ['deed', 'promise_term', 'due_on', 'kind', 'target', 'measure', 'village'] as const;

const noted = z.object({ note: text('进展', 500, { hint: '写一两句：做了什么，到哪一步' }), on: day('日期', { hint: '不填就是今天' }).optional() });

/** 民生实事, begun as a promise or entered when it is done. Speech, 五个一: 一人一件民生实事. */
export const deed = lifecycle<Deed>()({
  name: 'deed',
  title: '民生实事',
  table: 'deeds',
  path: 'deeds',
  fields: deedFields,
  nameOf: (row) => row.deed,
  initial: 'recorded',
  states: {
    promised: { label: '已承诺', open: true },
    recorded: { label: '已登记', open: true, waitsFor: ['verify'] },
    verified: { label: '已核实', open: false },
    fulfilled: { label: '承诺已兑现', open: false },
    withdrawn: { label: '承诺已撤回', open: false },
    struck: { label: '不予认定', open: false },
  },
  steps: {
    finish: {
      label: '登记完成', noun: 'finishing', from: ['promised'], to: 'recorded', by: keepers,
      input: z.object({ done_on: day('完成时间'), beneficiaries: number('受益人数', 0, MOST_PEOPLE), hours: halves('服务时长（小时）', MOST_HOURS).optional() }),
      ready: ({ served_n }) => (served_n > 0 ? `这项承诺下面已经登记了${served_n}件实事，各算各的。全部做到了，请点“承诺兑现”。` : undefined),
    },
    note: { label: '记进展', noun: 'progress', from: ['promised'], by: keepers, input: noted },
    fulfil: {
      label: '承诺兑现', noun: 'fulfilment', from: ['promised'], to: 'fulfilled', by: keepers.map((one) => whilst(one, oneOf<Deed>('promise_term', ['long', 'yearly']))),
      ready: ({ served_n }) => (served_n > 0 ? undefined : '这项承诺下面还没有登记实事。一次办成的，请点“登记完成”。'),
    },
    carry_over: { label: '结转', noun: 'carrying-over', from: ['promised'], by: keepers, reason: true, input: z.object({ due_on: day('新的期限') }) },
    withdraw: { label: '撤回承诺', noun: 'withdrawal', from: ['promised'], to: 'withdrawn', by: keepers, reason: true },
    publish: {
      label: '公开承诺', noun: 'publication', from: ['promised'], by: clerks.map((one) => whilst(one, not(present<Deed>('published_on')), `${one.label}（没有公开时）`)), aside: true,
    },
    unpublish: {
      label: '不再公开', noun: 'unpublishing', from: ['promised', 'recorded', 'verified', 'fulfilled'], by: clerks.map((one) => whilst(one, present<Deed>('published_on'), `${one.label}（公开了的）`)), aside: true, reason: true,
    },
    verify: {
      label: '核实', noun: 'verification', from: ['recorded'], to: 'verified', by: verifiers, clause: 'duty.deed',
      ready: ({ confirm_needed, confirmation }) => {
        if (confirmation === 'not_done') return '受益人说没有办。请先问清楚：确实没有办的，由县政协办公室不予认定；说错了的，作废那一次确认。';
        return confirm_needed && !confirmation ? '本县方案要求受益人先确认。请回访，或录入受益人签名的确认单。' : undefined;
      },
    },
    strike: { label: '不予认定', noun: 'striking', from: ['recorded', 'verified'], to: 'struck', by: [notTheDoer(countyOffice)], reason: true },
    photos: {
      label: '登记照片是否同意', noun: 'photo-consent', from: ['recorded', 'verified'], by: keepers, aside: true,
      input: z.object({ photo_consent: choice('照片同意', photoConsents) }),
    },
    // These follow when something is said or done elsewhere.
    serve: { label: '承诺下登记一件实事', noun: 'service', from: ['promised'], by: [maintainer], aside: true },
    confirm: { label: '受益人确认', noun: 'confirmed', from: ['recorded', 'verified', 'struck'], by: [maintainer], aside: true },
    spot_check: { label: '抽查', noun: 'spot-check', from: ['recorded', 'verified', 'struck'], by: [maintainer], aside: true },
    erase_contact: {
      label: '清除受益人联系方式', noun: 'contact-erasure', from: ['promised', 'recorded', 'verified', 'fulfilled', 'withdrawn', 'struck'],
      by: [countyOffice, maintainer].map((one) => whilst<Deed>(one, any(present<Deed>('contact_name'), present<Deed>('contact_phone')), `${one.label}（留了联系方式的）`)),
      aside: true, final: true,
    },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), theMember()],
  createdBy: [theMember(), committeeStaff(), countyOffice, maintainer],
  editable: { in: ['promised', 'recorded'], by: editors },
  confidential: ['contact_name', 'contact_phone', 'value_yuan'],
  privyTo: keepers,
  // A picture may show those who were helped: it is taken in once they were asked.
  attachable: { by: keepers.map((one) => whilst<Deed>(one, oneOf<Deed>('photo_consent', ['agreed', 'nobody']), `${one.label}（登记照片同意以后）`)) },
  searchable: ['deed', 'village', 'account'],
  newestBy: 'done_on',
  due: { by: 'due_on', in: ['promised'] },
});
