/** A ledger to which random things happen: for what must tell the same as its records, whatever was done. */
import fc from 'fast-check';
import { program } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany, removeMany } from '#platform/records/write.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import type { TestCounty } from './county.ts';

const day = fc.constantFrom('2024-01-31', '2024-02-01', '2024-12-31', '2025-01-01', '2025-01-15', '2025-02-28', '2025-03-01');
let numbered = 0;
const words = fc.record({
  received_on: day, way: fc.constantFrom('visit', 'qr', null), category: fc.constantFrom('道路', '饮水', '-', null), state: fc.constantFrom('received', 'in_hand', 'closed', 'void'),
  outcome: fc.constantFrom('solved', 'unsolved', null), dispute: fc.boolean(), handling: fc.constantFrom('on_spot', null),
});
export const happening = fc.record({ kind: fc.constantFrom('enter', 'enter', 'change', 'change', 'move', 'remove'), values: words, there: fc.boolean(), pick: fc.nat(40) });
export const period = fc.record({ from: fc.option(day, { nil: undefined }), to: fc.option(fc.constantFrom('2024-12-31', '2025-01-31', '2025-02-27', '2025-12-31', '9999-12-31'), { nil: undefined }), committee: fc.boolean() });

export async function happenInLedger(county: TestCounty, { kind, values, there, pick }: { kind: string; values: object; there: boolean; pick: number }): Promise<void> {
  const committee_id = (there ? county.there : county.here).committee;
  await county.act(async (act) => {
    if (kind === 'enter') return createMany<LedgerEntry>(act, ledgerEntry, [1, 2].map((n) => ({ number: ++numbered, matter: `第${n}件`, committee_id, ...values })));
    const rows = await list<LedgerEntry>(act, ledgerEntry, { order: [{ column: 'id' }], limit: 100 });
    const row = rows[pick % Math.max(rows.length, 1)];
    if (!row) return undefined;
    if (kind === 'remove') return removeMany(act, ledgerEntry, [row], { step: 'undo', relation: '' });
    return amend<LedgerEntry>(act, ledgerEntry, row, kind === 'move' ? { committee_id } : values, { step: 'edit', relation: '' });
  });
}

/** The moment of the last act. */
export const momentOf = (county: TestCounty): Promise<Date> => reading(county.house, program(county.id), lastAct);
