import { sql } from 'kysely';
import { isPrivy, standing } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { createMany, lock } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { personalView, type PersonalView } from '#duties/opinions/shield/record.ts';

export interface Why {
  purpose: PersonalView['purpose'];
  note?: string;
}

/** Who told it, in full, and what is opened with that. */
export type Reporter = Pick<LedgerEntry, 'reporter' | 'phone' | 'proxy' | 'about_person' | 'matter_in_full'>;

export const reporterOf = ({ reporter, phone, proxy, about_person, matter_in_full }: LedgerEntry): Reporter => ({ reporter, phone, proxy, about_person, matter_in_full });

/** Whether there is anything to open. */
export const isNamed = (row: LedgerEntry): boolean => Object.values(reporterOf(row)).some(Boolean);

/** Minutes for which the opened page may be read again without being opened anew; long enough for a telephone call. */
const READABLE_MINUTES = 15;

/** @throws Problem 403 for those who see the entry and need not call back */
export function expectPrivy(reading: Reading, row: LedgerEntry): void {
  if (isPrivy(ledgerEntry, reading.actor, row)) return;
  const who = ledgerEntry.privyTo!.map(({ label }) => label).join('、');
  throw new Problem(403, 'not_privy', `反映人的姓名和电话只由${who}为办理而查看，您不在其中。`);
}

/** Opens one entry's reporter: noted first, in the same transaction as it is read. */
export async function viewReporter(act: Act, id: string, why: Why): Promise<LedgerEntry> {
  const row = await lock(act, ledgerEntry, id);
  expectPrivy(act, row);
  if (!isNamed(row)) throw new Problem(422, 'nobody_named', row.erased_on ? `反映人的信息已于${row.erased_on}按期清除。` : '反映人没有留下姓名和电话。');
  await noteViews(act, [row], why, 'page');
  return row;
}

/** One view for each entry, with its journal line. */
export async function noteViews(act: Act, rows: readonly LedgerEntry[], { purpose, note }: Why, way: PersonalView['way']): Promise<void> {
  if (purpose === 'other' && !note) throw new Problem(422, 'reason_missing', '选“其他”的，请写明为什么要查看。', { fields: { note: '请写明为什么要查看。' } });
  await createMany<PersonalView>(act, personalView, rows.map((row) => ({
    entry_id: row.id, committee_id: row.committee_id, person_id: act.actor.personId, viewer: act.actor.name,
    standing: standing(ledgerEntry.privyTo!, act.actor, row)!.label, purpose, note: note ?? null, way, viewed_on: dayOf(act.at),
  })), {});
}

/** Whether this person opened this entry a short while ago. */
export async function openedLately(reading: Reading, entry: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from personal_views where county_id = ${reading.county} and entry_id = ${entry} and person_id = ${reading.actor.personId}
      and created_at > now() - make_interval(mins => ${READABLE_MINUTES}) limit 1`.execute(reading.db);
  return rows.length > 0;
}
