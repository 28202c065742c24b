import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ClaimOverrides } from '#platform/database/schema.ts';
import { day, lines, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type ClaimOverride = Selectable<ClaimOverrides>;

export const overrideFields = z.object({
  claim: text('判断', 60),
  wording: text('正文写法', 200, { hint: '正文里照这样写，代替系统核对的结果。' }),
  grounds: lines('理由', 500, { hint: '凭什么这样写：依据的材料、与谁核实过。' }),
  from_on: day('适用期间起'),
  until_on: day('适用期间止', { hint: '统计期间在这个范围内结束的发言材料才用这种写法。' }),
});

/** 人工确认写法: a wording of a claim that somebody answers for. The page and the annex always say that it is one. */
export const claimOverride = lifecycle<ClaimOverride>()({
  name: 'claim_override',
  title: '人工确认写法',
  table: 'claim_overrides',
  path: 'claim-overrides',
  fields: overrideFields,
  nameOf: (row) => row.wording,
  initial: 'standing',
  states: {
    standing: { label: '使用中', open: true },
    withdrawn: { label: '已撤回', open: false },
  },
  steps: {
    withdraw: { label: '撤回', noun: 'withdrawal', from: ['standing'], to: 'withdrawn', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [countyOffice] },
});
