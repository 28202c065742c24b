import { sql } from 'kysely';
import { check } from '#platform/lifecycle/lifecycle.ts';
import type { Act } from '#platform/records/act.ts';
import { Problem } from '#platform/problems.ts';
import { take } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import type { Instruction } from '#duties/opinions/instructions/record.ts';
import { effects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { entriesOf } from '#duties/opinions/links.ts';

/**
 * 答复群众: the entries from which the item was made are answered in one act, as far as the person may answer them; what was closed before stays as it
 * was. The residents count as told when no entry waits any more, those of other committees among them.
 */
export async function answerEntries(act: Act, row: Instruction, { answer, told_residents_on }: { answer: string; told_residents_on: string }): Promise<Partial<Instruction>> {
  const day = happenedOn(act, 'told_residents_on', told_residents_on);
  const mine = ((await entriesOf(act, [row.item_id])).get(row.item_id) ?? []).filter((entry) => waits(act, entry, row));
  for (const entry of mine) await take<LedgerEntry>(act, ledgerEntry, entry.id, 'answer', { input: { outcome_text: answer, answered_on: day }, effect: effects['answer'] });
  const left = await stillWaiting(act, row);
  if (mine.length === 0 && left > 0) throw new Problem(422, 'others_answer', `还有${left}条民情等着答复，都由别的联络委答复。`);
  return left > 0 ? {} : { told_residents_on: day };
}

/** Open, not told since the instruction, and this person's to answer. */
const waits = (act: Act, entry: LedgerEntry, { instructed_on }: Instruction): boolean =>
  (entry.answered_on === null || entry.answered_on < instructed_on) && !check(ledgerEntry, 'answer', act.actor, entry);

/** Entries of the item that nobody has answered since the instruction, whoever may see them; what is closed or struck waits for nothing. */
async function stillWaiting(act: Act, { item_id, instructed_on }: Instruction): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from opinion_sources s join ledger_entries e on e.county_id = s.county_id and e.id = s.entry_id
    where s.county_id = ${act.county} and s.item_id = ${item_id} and e.state in ('received', 'in_hand', 'answered')
      and coalesce(e.answered_on < ${instructed_on}::date, true)`.execute(act.db);
  return rows[0]!.n;
}
