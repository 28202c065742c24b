import { sql } from 'kysely';
import { among } from '#platform/records/read.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { keeping } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** So many are shown and erased at once. */
export const MOST_ERASED = 100;

/**
 * Erases who told an entry from every version of it, from its texts, and with all its files: a photo or a recording may show or be the person.
 * The journal keeps that it was there, and each file's hash; neither says who it was. 《个人信息保护法》第四十七条.
 */
export const eraseReporter: Effect<LedgerEntry> = async (act, row) => {
  const { rows } = await sql<{ hash: string }>`select erase_reporter(${row.id}::uuid) as hash`.execute(act.db);
  await act.db.deleteFrom('resident_remarks').where('county_id', '=', act.county).where('entry_id', '=', row.id).execute(); // the reporter's own words
  await act.db.updateTable('open311_requests').set({ media_url: null }).where('county_id', '=', act.county).where('entry_id', '=', row.id).execute(); // a picture that another system keeps
  act.notices.push(() => removeContents(act, rows.map(({ hash }) => hash)));
  return { reporter: null, phone: null, proxy: null, erased_on: dayOf(act.at) };
};

/** After the commit, so that nothing is lost by an act that fails; what an interruption leaves, `verify-files` names. */
async function removeContents({ house, county }: Act, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    const named = await keeping(house, county, (db) => db.selectFrom('attachments').select('id').where('county_id', '=', county).where('hash', '=', hash).limit(1).execute());
    if (named.length === 0) await house.files.remove(county, hash); // the same may have been attached elsewhere meanwhile
  }
}

export interface DueForErasure {
  months: number;
  rows: LedgerEntry[];
  total: number;
}

/** Entries whose time is over, oldest first: so many months after they were closed, or received where no day of closing is known. */
export async function dueForErasure(reading: Reading, today: string): Promise<DueForErasure> {
  const months = await parameterAt(reading, 'shield.keep_months', today);
  const { rows } = await sql<LedgerEntry & { total: number }>`
    select r.*, (count(*) over ())::int as total from ledger_entries r
    where ${among(reading, ledgerEntry)} and r.erased_on is null and r.state = any(${ledgerEntry.steps.erase.from}::text[])
      and coalesce(r.closed_on, r.received_on) < (${today}::date - make_interval(months => ${months}))::date
      and (r.reporter is not null or r.phone is not null or r.proxy is not null
        or exists (select from attachments a where a.county_id = r.county_id and a.record = ${ledgerEntry.name} and a.record_id = r.id))
    order by coalesce(r.closed_on, r.received_on), r.id limit ${MOST_ERASED}`.execute(reading.db);
  return { months, rows, total: rows[0]?.total ?? 0 };
}
