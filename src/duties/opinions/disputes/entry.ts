import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, lock } from '#platform/records/write.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';

/**
 * A dispute and its ledger entry are one matter: the speech counts the entry, so what becomes of the dispute is written there by the same act,
 * and nobody says it twice.
 */

type Told = Partial<LedgerEntry>;

/** What the dispute's ending is called in the ledger, where nobody has written more. */
const endings: Readonly<Record<string, string>> = {
  closed: '经调解达成协议，已回访。', failed: '经调解没有达成协议，已告知双方其他解决途径。', referred: '已移交其他机构处理。', withdrawn: '当事人撤回了调解申请。',
};

const isOpen = (row: Dispute): boolean => dispute.states[row.state as 'taken'].open;

/** States in which the ledger itself has laid an entry aside: the dispute changes nothing there. */
const laidAside = ['merged', 'void'];

/** The ledger's columns as the dispute tells them. Milestones stay apart: who asked by receipt must be answered before it is closed there. */
export function toldBy(row: Dispute, entry: LedgerEntry): Told {
  if (row.state === 'void') return { dispute_id: null, settled: null, ...(row.alone ? { state: 'void' } : {}) };
  const linked = { dispute_id: row.id, dispute: true, settled: row.settled, handling: entry.handling ?? 'follow_up', screened: entry.screened === 'waiting' ? 'passed' : entry.screened };
  if (laidAside.includes(entry.state)) return linked;
  if (isOpen(row)) return entry.state === 'closed' || entry.state === 'received' ? { ...linked, state: 'in_hand', outcome: 'in_hand', closed_on: null } : linked;
  if (entry.state === 'closed' || (entry.receipt && !entry.answered_on)) return linked;
  return { ...linked, state: 'closed', outcome: row.state === 'closed' ? 'solved' : 'unsolved', closed_on: row.ended_on, outcome_text: entry.outcome_text ?? endings[row.state] };
}

/** Brings the entry in line with its dispute, as the dispute is after the step. */
export async function follow(act: Act, row: Dispute, why: string): Promise<void> {
  const entry = await entryOf(act, row.entry_id!);
  const told = toldBy(row, entry);
  if (Object.entries(told).every(([column, value]) => entry[column as keyof LedgerEntry] === value)) return;
  await amend(act, ledgerEntry, entry, told, { step: stepOf(entry, told), relation: 'dispute', reason: `调解案卷：${why}` });
}

/** The ledger's own word for what happened to the entry. */
function stepOf(entry: LedgerEntry, { state = entry.state }: Told): string {
  if (state === entry.state) return 'handle';
  if (state === 'void') return 'void';
  return state === 'closed' ? 'close' : entry.state === 'closed' ? 'reopen' : 'handle';
}

/** The entry, locked for this act, whoever acts: a mediator need not see the ledger. */
async function entryOf(act: Act, id: string): Promise<LedgerEntry> {
  const { rows } = await sql<LedgerEntry>`select * from ledger_entries where county_id = ${act.county} and id = ${id} for update`.execute(act.db);
  return rows[0]!;
}

/** The entry for which a dispute is opened. @throws Problem when it cannot be mediated as it stands */
export async function entryToOpen(act: Act, id: string, committee: string): Promise<LedgerEntry> {
  const entry = await lock<LedgerEntry>(act, ledgerEntry, id);
  if (entry.dispute_id) throw new Problem(409, 'already_opened', '这条民情台账已经建了调解案卷，请在那里登记。');
  const { label, open } = ledgerEntry.states[entry.state as 'received'];
  if (!open) throw new Problem(409, 'entry_closed', `这条民情台账${label}。要再调解，请先在台账里“重新办理”。`);
  if (entry.committee_id !== committee) throw new Problem(422, 'other_committee', '这条民情台账是另一个联络委的，请由那个联络委受理。');
  return entry;
}
