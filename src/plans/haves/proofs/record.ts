import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { HaveProofs } from '#platform/database/schema.ts';
import { day, lines, reference } from '#platform/fields.ts';
import { maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { keptByPlaceOrOffice, seenByPlaceAndCounty } from '#plans/haves/relations.ts';

export type HaveProof = Selectable<HaveProofs>;

export const proofFields = z.object({
  committee_id: reference('联络委', 'committee'),
  item_id: reference('项目', 'have_item'),
  words: lines('内容', 500, { hint: '场所写地点和挂牌；制度写各项制度的名称。照片可在登记后添加，不是必须' }),
  since: day('从哪天起'),
  ends_on: day('到哪天为止', { hint: '例如租约到期日；没有就不填' }).optional(),
});

/** 佐证: what a committee shows for an item that no other record proves. */
export const haveProof = lifecycle<HaveProof>()({
  name: 'have_proof',
  title: '规范化佐证',
  table: 'have_proofs',
  path: 'have-proofs',
  fields: proofFields,
  nameOf: (row) => row.words.slice(0, 30),
  initial: 'standing',
  states: { standing: { label: '已登记', open: true, waitsFor: [] }, withdrawn: { label: '已撤下', open: false } },
  steps: {
    withdraw: { label: '撤下', noun: 'withdrawal', from: ['standing'], to: 'withdrawn', by: keptByPlaceOrOffice, reason: true, input: z.object({ withdrawn_on: day('从哪天起不再有') }) },
  },
  visibleTo: seenByPlaceAndCounty,
  createdBy: [...keptByPlaceOrOffice, maintainer],
  editable: { in: ['standing'], by: keptByPlaceOrOffice },
  newestBy: 'since',
});
