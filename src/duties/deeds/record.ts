import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Deeds } from '#platform/database/schema.ts';
import { choice, day, lines, number, reference, text, tick } from '#platform/fields.ts';
import { auditor, chair, committeeBody, committeeStaff, countyOffice, maintainer, theMember } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Deed = Selectable<Deeds>;

/** Kinds of service. Sources: the speech (政策宣讲、医疗义诊、支教帮教、政策咨询、法律援助、技术指导) and domain rules 6. */
export const deedKinds = {
  policy: '政策宣讲', clinic: '医疗义诊', teaching: '支教帮教', legal: '法律援助', technical: '技术指导',
  jobs: '就业帮扶', sales: '助销帮销', donation: '捐资助困', mediation: '矛盾调解', other: '其他',
} as const;

export const deedFields = z.object({
  member_id: reference('委员', 'member'),
  deed: text('实事内容', 200),
  kind: choice('服务类型', deedKinds),
  done_on: day('完成时间'),
  village: text('村（社区）', 100).optional(),
  beneficiaries: number('受益人数', 0, 1_000_000).optional(),
  approximate: tick('受益人数为约数').optional(),
  evidence: text('证明材料', 200, { hint: '有就写，没有可以不填，不要求拍照' }).optional(),
  account: lines('做法和成效', 2_000).optional(),
});

/** 民生实事. Speech, 五个一: 一人一件民生实事. */
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
    recorded: { label: '已登记', open: true },
    verified: { label: '已核实', open: false },
    struck: { label: '不予认定', open: false },
  },
  steps: {
    finish: {
      label: '登记完成', noun: 'finishing', from: ['promised'], to: 'recorded', by: [theMember(), committeeStaff(), countyOffice],
      input: z.object({ done_on: day('完成时间'), beneficiaries: number('受益人数', 0, 1_000_000) }),
    },
    verify: { label: '核实', noun: 'verification', from: ['recorded'], to: 'verified', by: [committeeStaff(), countyOffice], clause: 'duty.deed' },
    strike: { label: '不予认定', noun: 'striking', from: ['recorded', 'verified'], to: 'struck', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, committeeBody(), theMember()],
  createdBy: [theMember(), committeeStaff(), countyOffice, maintainer],
  editable: { in: ['promised', 'recorded'], by: [theMember(), committeeStaff(), countyOffice] },
  searchable: ['deed', 'village', 'account'],
  newestBy: 'done_on',
});
