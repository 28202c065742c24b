import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Crossings } from '#platform/database/schema.ts';
import { choice, day, lines, text } from '#platform/fields.ts';
import { committeesServed } from '#platform/identity/actor.ts';
import { auditor, chair, committeeStaff, countyOffice, maintainer, relation, self, type Relation } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is, never, oneOf, type Predicate } from '#platform/predicate.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';

export type Crossing = Selectable<Crossings>;

/** 前后相连: one led to the other. 同一件事: both are records of one event, which counts once in each figure. */
export const crossingKinds = { led_to: '前后相连', same_event: '同一件事' } as const;

export const crossingFields = z.object({
  kind: choice('关系', crossingKinds),
  from_record: text('从哪类记录', 50),
  to_record: text('到哪类记录', 50),
  why: lines('为什么连在一起', 500, { hint: '一两句话；不要写反映人的姓名、电话' }),
  made_on: day('连接日期'),
  made_by: text('谁连的', 50),
});

const maker = self<Crossing>('made_by_id', '连接的人');

/** Staff of the committees at both ends; what leads into the work of another committee is known to whoever linked it, and to the county. */
const staffOfBoth = relation<Crossing>('committee_staff', '两端联络委的工作人员', (actor) => {
  const served = committeesServed(actor, 'worker', 'director', 'deputy_director');
  return all(oneOf<Crossing>('committee_id', served), oneOf<Crossing>('other_committee_id', served));
});

/** A member says what led to what; which of two records counts is the clerks' business. */
const linkingMember = relation<Crossing>('linking_member', '委员（前后相连）', ({ memberId, personId }) =>
  (memberId && personId ? all(is<Crossing>('made_by_id', personId), is<Crossing>('kind', 'led_to')) : (never as Predicate<Crossing>)));

/** A link with a grievance bears what the entry says of whom it complains: these find the one no more than the other (decision 16). */
const complainedOf = (ledgerEntry.keptFrom ?? []) as readonly Relation[];

/** 关联. Issue 6, crossings between the duties: each link is made by a person, dated, and may be undone with a reason. */
export const crossing = lifecycle<Crossing>()({
  name: 'crossing',
  title: '关联',
  table: 'crossings',
  path: 'crossings',
  fields: crossingFields,
  nameOf: (row) => `${crossingKinds[row.kind as 'led_to']}：${row.why.split('\n', 1)[0]!.slice(0, 40)}`,
  initial: 'standing',
  states: {
    standing: { label: '有效', open: false },
    undone: { label: '已取消', open: false },
  },
  steps: {
    undo: { label: '取消关联', noun: 'undoing', from: ['standing'], to: 'undone', by: [maker, staffOfBoth, countyOffice], reason: true },
  },
  visibleTo: [countyOffice, chair, auditor, maintainer, maker, staffOfBoth],
  keptFrom: complainedOf,
  createdBy: [countyOffice, committeeStaff<Crossing>('committee_id'), committeeStaff<Crossing>('other_committee_id'), linkingMember, maintainer],
  editable: { in: [], by: [] }, // a link that was wrong is undone, and made anew
  attachable: false,
  newestBy: 'made_on',
});
