import type { Act, Reading } from '#platform/records/act.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { find, list } from '#platform/records/read.ts';
import { amend, take } from '#platform/records/write.ts';
import { ledgerEntry, stateTold, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/**
 * Several residents told the same thing: one entry leads and is handled, the others go along with it. Each keeps its reporter, its receipt and what
 * was made of it; what the lead is answered is what their receipts show. An entry that goes along never leads others: those come along too.
 */

/** More voices about one matter than these are not handled as one. */
export const MOST_MERGED = 500;

/** What a merge writes into the entry that goes along; brings those with it that went along with it so far. */
export async function intoLead(act: Act, row: LedgerEntry, { merged_into }: { merged_into: string }): Promise<Partial<LedgerEntry>> {
  const lead = await expectLead(act, row, merged_into);
  const relation = standing(ledgerEntry.steps.merge.by, act.actor, row)!.name;
  for (const along of await goingAlong(act, [row.id])) await amend(act, ledgerEntry, along, { merged_into: lead.id }, { step: 'merge', relation });
  return { merged_into: lead.id };
}

/** @throws Problem 422 when nothing can be merged into that entry */
async function expectLead(act: Act, row: LedgerEntry, id: string): Promise<LedgerEntry> {
  const lead = await find(act, ledgerEntry, id);
  const why = !lead ? '没有找到要并入的那一条，请重新选择。'
    : lead.id === row.id ? '一条台账不能并入它自己，请选另一条。'
    : lead.state === 'merged' ? '您选的那一条自己已经并入别的台账，请直接选那一条主件。'
    : !ledgerEntry.states[lead.state as 'received'].open ? `您选的那一条${ledgerEntry.states[lead.state as 'closed'].label}，不能再并入。要接着办的，请先在那一条上点“重新办理”。`
    : !standing(ledgerEntry.steps.merge.by, act.actor, lead) ? '那一条不由您办理，不能并入。请报县政协办公室合并。'
    : undefined;
  if (why || !lead) throw invalid({ merged_into: why ?? '' });
  return lead;
}

/** Back to where it stood: what is written in the entry tells that. */
export const backOnItsOwn = (row: LedgerEntry): Partial<LedgerEntry> => ({ merged_into: null, state: stateTold(row) });

/** An entry with which others are handled cannot go without them. */
export async function expectAlone(act: Act, row: LedgerEntry): Promise<void> {
  const along = await goingAlong(act, [row.id]);
  if (along.length > 0) throw new Problem(422, 'leads_others', `还有${along.length}条并在这一条里办理。请先把它们拆开，或者把这一条并入其中一条，再作废。`);
}

/** The entries that go along with these, oldest first, of those the person may see. */
export const goingAlong = async (reading: Reading, leads: readonly string[]): Promise<LedgerEntry[]> =>
  leads.length === 0 ? [] : list(reading, ledgerEntry, { where: oneOf<LedgerEntry>('merged_into', leads), order: [{ column: 'received_on' }, { column: 'id' }], limit: MOST_MERGED });

/** The entry in which this one is handled: itself, unless it was merged. What its receipt shows is written there. */
export const handledAs = async (reading: Reading, entry: LedgerEntry): Promise<LedgerEntry> =>
  (entry.merged_into ? await find(reading, ledgerEntry, entry.merged_into) : undefined) ?? entry;

/** Merges several into one of them, in one act. */
export async function mergeAll(act: Act, lead: string, others: readonly string[], effect: typeof intoLead): Promise<LedgerEntry> {
  for (const id of others) await take(act, ledgerEntry, id, 'merge', { input: { merged_into: lead }, effect });
  const [row] = await list(act, ledgerEntry, { where: is<LedgerEntry>('id', lead), limit: 1 });
  return row!;
}
