import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Quotas } from '#platform/database/schema.ts';
import { number, reference } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Quota = Selectable<Quotas>;

export const quotaFields = z.object({
  term: number('届', 1, 99),
  sector_id: reference('界别', 'sector'),
  seats: number('名额', 0, 2_000, { hint: '这个界别的名额，预留的也算在内' }),
  reserved: number('其中预留', 0, 2_000, { hint: '留给届中增补的名额，没有填0' }).default(0),
});

/** 名额: the seats of a sector in a term, some of them reserved for mid-term appointments (domain rules 1.5). It warns and never blocks. */
export const quota = lifecycle<Quota>()({
  name: 'quota',
  title: '委员名额',
  table: 'quotas',
  path: 'quotas',
  fields: quotaFields,
  nameOf: (row) => `第${row.term}届界别名额`,
  initial: 'set',
  states: { set: { label: '在用', open: true, waitsFor: [] }, cancelled: { label: '已取消', open: false } },
  steps: { cancel: { label: '取消', noun: 'cancellation', from: ['set'], to: 'cancelled', by: [countyOffice], reason: true } },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['set'], by: [countyOffice] },
});
