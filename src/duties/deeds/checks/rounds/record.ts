import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DeedRounds } from '#platform/database/schema.ts';
import { choice, day, number, text } from '#platform/fields.ts';
import { auditor, chair, countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type DeedRound = Selectable<DeedRounds>;

export const pools = { verified: '联络委核实过的', done: '登记和核实的，都在内' } as const;

/** More than this nobody goes and looks at in one round. */
const MOST_DRAWN = 200;

export const deedRoundFields = z.object({
  title: text('抽查名称', 100, { hint: '例如：2026年民生实事抽查' }),
  from_day: day('实事完成时间从'),
  to_day: day('到'),
  pool: choice('从哪些里抽', pools),
  sample_size: number('抽几件', 1, MOST_DRAWN),
  seed: text('抽取种子', 60, { hint: '公开的一串字，例如当天开奖号码。同一串字任何人重抽，结果都一样' }),
  basis: text('依据', 200).optional(),
});

/** How the sample is drawn, in words for those who want to draw it again. */
export const METHOD = '每件实事的编号接在种子后面算 SHA-256，从小到大取前几个。';

/** 实事抽查（批次）: the county draws some of the deeds and looks whether they are as they are written. */
export const deedRound = lifecycle<DeedRound>()({
  name: 'deed_round',
  title: '抽查批次',
  table: 'deed_rounds',
  path: 'deed-rounds',
  fields: deedRoundFields,
  nameOf: ({ title }) => title,
  initial: 'planned',
  states: {
    planned: { label: '计划', open: true },
    under_way: { label: '核查中', open: true, waitsFor: [] },
    closed: { label: '已办结', open: false },
    cancelled: { label: '已取消', open: false },
  },
  steps: {
    draw: { label: '抽取', noun: 'draw', from: ['planned'], to: 'under_way', by: [countyOffice], final: true, clause: 'duty.deed' },
    close: { label: '办结', noun: 'closing', from: ['under_way'], to: 'closed', by: [countyOffice] },
    cancel: { label: '取消', noun: 'cancellation', from: ['planned'], to: 'cancelled', by: [countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['planned'], by: [countyOffice] },
  attachable: { by: [countyOffice] },
  searchable: ['title', 'basis'],
  newestBy: 'from_day',
});
