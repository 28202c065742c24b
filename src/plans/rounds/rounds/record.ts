import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Rounds } from '#platform/database/schema.ts';
import { choice, day, lines, number, references, text } from '#platform/fields.ts';
import { countyOffice, maintainer, whilst } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import { countyBody, namedCommittees } from '#plans/rounds/relations.ts';

export type Round = Selectable<Rounds>;

export const samplings = { random: '随机抽取', chosen: '指定', all: '全部' } as const;

/** More committees than this no county has. */
const MOST_COMMITTEES = 200;

export const roundFields = z.object({
  title: text('督查名称', 100, { hint: '例如：2026年上半年规范化建设督查' }),
  from_day: day('开始日期'),
  to_day: day('结束日期'),
  basis: text('依据', 200).optional(),
  points: lines('督查内容', 2_000, { hint: '一行写一项' }),
  sampling: choice('抽取方式', samplings),
  sample_size: number('随机抽取几个', 1, MOST_COMMITTEES, { hint: '随机抽取时填写' }).optional(),
  seed: text('抽取种子', 60, { hint: '随机抽取时填写：公开的一串字，例如当天开奖号码。同一串字任何人重抽，结果都一样' }).optional(),
  committee_ids: references('督查的联络委', 'committee', MOST_COMMITTEES, { hint: '指定时选择；随机抽取和全部的，由系统列出' }).optional(),
});

/** 督查: one round in which the county looks at committees on the spot. */
export const round = lifecycle<Round>()({
  name: 'round',
  title: '督查',
  table: 'rounds',
  path: 'rounds',
  fields: roundFields,
  nameOf: (row) => row.title,
  initial: 'planned',
  states: {
    planned: { label: '计划', open: true },
    under_way: { label: '进行中', open: true, waitsFor: [] },
    closed: { label: '已办结', open: false },
    cancelled: { label: '已取消', open: false },
  },
  steps: {
    draw: { label: '确定督查对象', noun: 'draw', from: ['planned'], to: 'under_way', by: [countyOffice], final: true },
    close: { label: '办结', noun: 'closing', from: ['under_way'], to: 'closed', by: [countyOffice] },
    cancel: { label: '取消', noun: 'cancellation', from: ['planned'], to: 'cancelled', by: [countyOffice], reason: true },
  },
  // Nobody is warned before the sample is drawn.
  visibleTo: [...countyBody, whilst(namedCommittees<Round>('督查的联络委'), oneOf<Round>('state', ['under_way', 'closed']))],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['planned'], by: [countyOffice] },
  searchable: ['title', 'points'],
  newestBy: 'from_day',
});
