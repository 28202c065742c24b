import { unitsOf } from '#platform/identity/actor.ts';
import { countyOffice, handlingUnit, relation } from '#platform/identity/relations.ts';
import { when } from '#platform/predicate.ts';
import { notTheUnit } from '#duties/promising.ts';
import type { Undertaking } from '#duties/proposals/undertakings/record.ts';

export const promisingUnit = relation<Undertaking>('promising_unit', '作出承诺的单位', handlingUnit<Undertaking>('unit_id').of);
/** A reply brings the promises of all who answered into the register, whichever unit sent the last of them. */
export const repliers = relation<Undertaking>('replier', '答复提案的单位', (actor) => when(unitsOf(actor).length > 0));
export const judges = [notTheUnit<Undertaking>(countyOffice, 'unit_id')];
