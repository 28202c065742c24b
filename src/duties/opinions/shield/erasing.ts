import { sql } from 'kysely';
import { removeContents } from '#platform/files/removing.ts';
import { among } from '#platform/records/read.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { otherNames } from '#duties/opinions/disputes/facts.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** So many are shown and erased at once. */
export const MOST_ERASED = 100;

/**
 * Erases who told an entry from every version of it, from its texts, and with all its files: a photo or a recording may show or be the person.
 * The journal keeps that it was there, and each file's hash; neither says who it was. 《个人信息保护法》第四十七条.
 */
export const eraseReporter: Effect<LedgerEntry> = async (act, row) => {
  const told = (await versionsOf(act, row)).flatMap(({ reporter, phone, proxy }) => [reporter, phone, proxy].filter(Boolean));
  const { rows } = await sql<{ hash: string }>`select erase_reporter(${row.id}::uuid, ${[...new Set(told)]}::text[]) as hash`.execute(act.db);
  await sql`delete from resident_remarks where county_id = ${act.county} and ${row.id} in (entry_id, said_by)`.execute(act.db); // the reporter's own words
  await act.db.updateTable('open311_requests').set({ media_url: null }).where('county_id', '=', act.county).where('entry_id', '=', row.id).execute(); // a picture that another system keeps
  act.notices.push(() => removeContents(act, rows.map(({ hash }) => hash)));
  return { reporter: null, phone: null, proxy: null, matter_in_full: null, erased_on: dayOf(act.at) };
};

/** Who told it, in every version: what lies sealed only the program can read. */
async function versionsOf({ db, county }: Act, row: LedgerEntry): Promise<Pick<LedgerEntry, 'reporter' | 'phone' | 'proxy'>[]> {
  const { rows } = await sql<LedgerEntry>`select id, reporter, phone, proxy from ledger_entries_history where county_id = ${county} and id = ${row.id}`.execute(db);
  return [row, ...rows];
}

/** The same for those between whom a dispute was: what happened and how it ended stays, in what is counted. */
export const eraseParties: Effect<Dispute> = async (act, row) => {
  const { rows: versions } = await sql<Dispute>`select id, other_parties from disputes_history where county_id = ${act.county} and id = ${row.id}`.execute(act.db);
  const others = [row, ...versions].flatMap(otherNames);
  const { rows } = await sql<{ hash: string }>`select erase_parties(${row.id}::uuid, ${[...new Set(others)]}::text[]) as hash`.execute(act.db);
  act.notices.push(() => removeContents(act, rows.map(({ hash }) => hash)));
  return { erased_on: dayOf(act.at) };
};

/** Something of which the time of its names is over. */
export type DueOne = { id: string; since: string } & ({ entry: LedgerEntry } | { dispute: Dispute });

export interface DueForErasure {
  /** How long names are kept after an entry, and after a dispute, was closed. */
  months: { entries: number; disputes: number };
  rows: DueOne[];
  total: number;
}

/** Entries and disputes whose time is over, oldest first. */
export async function dueForErasure(reading: Reading, today: string): Promise<DueForErasure> {
  const months = { entries: await parameterAt(reading, 'shield.keep_months', today), disputes: await parameterAt(reading, 'disputes.keep_months', today) };
  const entries = await dueEntries(reading, today, months.entries);
  const disputes = await dueDisputes(reading, today, months.disputes);
  const rows = [
    ...entries.map((entry): DueOne => ({ id: entry.id, since: entry.closed_on ?? entry.received_on, entry })),
    ...disputes.map((one): DueOne => ({ id: one.id, since: one.ended_on ?? one.taken_on, dispute: one })),
  ];
  return { months, rows: rows.toSorted((a, b) => (a.since < b.since ? -1 : 1)).slice(0, MOST_ERASED), total: (entries[0]?.total ?? 0) + (disputes[0]?.total ?? 0) };
}

/** So many months after they were closed, or received where no day of closing is known. */
async function dueEntries(reading: Reading, today: string, months: number): Promise<(LedgerEntry & { total: number })[]> {
  const { rows } = await sql<LedgerEntry & { total: number }>`
    select r.*, (count(*) over ())::int as total from ledger_entries r
    where ${among(reading, ledgerEntry)} and r.erased_on is null and r.state = any(${ledgerEntry.steps.erase.from}::text[])
      and coalesce(r.closed_on, r.received_on) < (${today}::date - make_interval(months => ${months}))::date
      and (r.reporter is not null or r.phone is not null or r.proxy is not null or r.matter_in_full is not null
        or exists (select from attachments a where a.county_id = r.county_id and a.record = ${ledgerEntry.name} and a.record_id = r.id))
    order by coalesce(r.closed_on, r.received_on), r.id limit ${MOST_ERASED}`.execute(reading.db);
  return rows;
}

/** So many months after they ended, or were taken where no day of the end is known. */
async function dueDisputes(reading: Reading, today: string, months: number): Promise<(Dispute & { total: number })[]> {
  const { rows } = await sql<Dispute & { total: number }>`
    select r.*, (count(*) over ())::int as total from disputes r
    where ${among(reading, dispute)} and r.erased_on is null and r.state = any(${dispute.steps.erase.from}::text[])
      and coalesce(r.ended_on, r.taken_on) < (${today}::date - make_interval(months => ${months}))::date
    order by coalesce(r.ended_on, r.taken_on), r.id limit ${MOST_ERASED}`.execute(reading.db);
  return rows;
}
