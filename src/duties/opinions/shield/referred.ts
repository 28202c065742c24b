import { sql } from 'kysely';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';

/** An entry is not referred more often than this. */
const MOST = 100;

/**
 * Of whom an entry complains is sometimes seen only when it is under way: its referrals are kept from that unit and that official too.
 * @throws Problem 422 while that very unit has it in hand
 */
export async function keepReferralsFrom(act: Act, entry: LedgerEntry, { about_unit_id = entry.about_unit_id, about_person = entry.about_person }: Partial<LedgerEntry>): Promise<void> {
  const unitToo = about_unit_id !== null && about_unit_id !== entry.about_unit_id;
  if (!unitToo && about_person === entry.about_person) return;
  const { rows } = await sql<Referral>`select r.* from referrals r where r.county_id = ${act.county} and r.entry_id = ${entry.id} order by r.id limit ${MOST} for update`.execute(act.db);
  if (unitToo && rows.some((row) => referral.states[row.state as 'sent'].open && [row.lead_unit_id, ...row.assisting_ids].includes(about_unit_id))) {
    throw invalid({ about_unit_id: '这件事正在这个单位手里。请先撤回转办件，再标明反映的是它。' });
  }
  for (const row of rows) await amend(act, referral, row, { about_unit_id, about_person }, { step: 'edit', relation: 'shield' });
}
