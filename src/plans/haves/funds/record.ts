import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Funds } from '#platform/database/schema.ts';
import { number, reference, text } from '#platform/fields.ts';
import { maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { keptByPlaceOrOffice, seenByPlaceAndCounty } from '#plans/haves/relations.ts';

export type FundsEntry = Selectable<Funds>;

/** Yuan; more than this no committee of a township has. */
export const MOST_YUAN = 100_000_000;

export const fundsFields = z.object({
  committee_id: reference('联络委', 'committee'),
  year: number('年度', 1990, 2100),
  amount: number('金额（元）', 1, MOST_YUAN),
  source: text('来源', 60, { hint: '例如：县财政预算、乡镇财政' }),
  used: number('已使用（元）', 0, MOST_YUAN).optional(),
});

/** 经费: short register of a committee's working funds. Speech, “五有”: 有必要工作经费保障. */
export const funds = lifecycle<FundsEntry>()({
  name: 'funds',
  title: '经费登记',
  table: 'funds',
  path: 'funds',
  fields: fundsFields,
  nameOf: (row) => `${row.year}年${row.source}`,
  initial: 'running',
  states: { running: { label: '使用中', open: true, waitsFor: [] }, settled: { label: '已结算', open: false } },
  steps: {
    settle: { label: '结算', noun: 'settlement', from: ['running'], to: 'settled', by: keptByPlaceOrOffice, input: z.object({ used: number('已使用（元）', 0, MOST_YUAN) }) },
  },
  visibleTo: seenByPlaceAndCounty,
  createdBy: [...keptByPlaceOrOffice, maintainer],
  editable: { in: ['running'], by: keptByPlaceOrOffice },
  searchable: ['source'],
});
