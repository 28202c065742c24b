import type { Awaited } from '#platform/awaited.ts';
import { holds } from '#platform/identity/actor.ts';
import { relation, seenBy } from '#platform/identity/relations.ts';
import { all, oneOf, present, when } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { judgesAsked } from '#duties/opinions/instructions/relations.ts';

/** Nobody works through more than this from a list. */
const MOST = 300;

/** Supervision is the county office's, a committee's or a unit's. */
const chasing = relation('chasing', '督查单位', (actor) => when(holds(actor, 'county_office', 'worker', 'director', 'deputy_director', 'unit_clerk')));

/** A unit waits for the word whether it has more time. */
export const extensionsAwaited: Awaited = {
  title: instruction.title,
  what: '决定延期申请',
  href: `/${instruction.path}/board`,
  whose: chasing,
  async find(reading) {
    const asked = all(present<Instruction>('extension_to'), oneOf<Instruction>('state', instruction.steps.grantExtension.from), seenBy(reading.actor, judgesAsked));
    const rows = await list(reading, instruction, { where: asked, order: [{ column: 'due_on' }], limit: MOST });
    return rows.map((row) => ({ label: `${instruction.nameOf(row)}（申请延到${row.extension_to}）`, href: `/${instruction.path}/${row.id}`, since: dayOf(row.changed_at) }));
  },
};
