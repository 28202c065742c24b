import { unitsOf } from '#platform/identity/actor.ts';
import { countyOffice, handlingUnit, relation, whilst } from '#platform/identity/relations.ts';
import { holdsAny, is, never, not, present, type Predicate } from '#platform/predicate.ts';
import type { KeySelection } from '#duties/proposals/keys/record.ts';

/** In which relation a person stands to a key proposal of a year. */

export const nominatingUnit = relation<KeySelection>('nominating_unit', '推荐的部门', handlingUnit<KeySelection>('unit_id').of);
export const handlers = relation<KeySelection>('handling_unit', '承办单位', (actor) => holdsAny<KeySelection>('handler_ids', unitsOf(actor)));

/** The leader who leads it, also as a member of the chair meeting. */
export const leaderInCharge = relation<KeySelection>('leader_in_charge', '领衔领导', ({ personId }) =>
  (personId ? is<KeySelection>('leader_id', personId) : (never as Predicate<KeySelection>)));

export const officeIfUnnotified = whilst<KeySelection>(countyOffice, not(present<KeySelection>('notified_on')), '县政协办公室（还没有通知时）');
