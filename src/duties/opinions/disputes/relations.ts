import { committeeStaff, countyOffice, relation, self, whilst } from '#platform/identity/relations.ts';
import { all, any, holdsAny, is } from '#platform/predicate.ts';
import type { Dispute } from '#duties/opinions/disputes/record.ts';

/** In which relation a person stands to a dispute. */

/** Whoever mediates it: a member, a participant, somebody of the committee. */
export const mediator = relation<Dispute>('mediator', '调解员', ({ personId }) => holdsAny<Dispute>('mediator_ids', personId ? [personId] : []));

/** Who entered it knows the parties, as long as they still do that work. */
const registrar = relation<Dispute>('registrar', '登记的工作人员', (actor) =>
  all(self<Dispute>('entered_by').of(actor), any(committeeStaff<Dispute>().of(actor), countyOffice.of(actor))));

const staffUnlessSealed = whilst(committeeStaff<Dispute>(), is<Dispute>('secrecy', 'ordinary'), '本联络委工作人员（没有要求不公开的）');

/** Who knows the parties, what each said and what was agreed, and therefore does the work. */
export const keepers = [mediator, registrar, staffUnlessSealed];
