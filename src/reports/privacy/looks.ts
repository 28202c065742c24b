import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { withNumber } from '#platform/secrets/marking.ts';
import { ledgerEntry, numberWords, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** One time that somebody had the data of this person shown. */
export interface Look {
  at: Date;
  viewer: string;
  standing: string;
  purpose: string;
  way: string;
  entry: string;
  href: string;
}

export interface LooksAt {
  entries: number;
  looks: Look[];
}

const MOST_ENTRIES = 500;
const MOST_LOOKS = 2_000;

/** Who read what of the person with this telephone, when, within these days: what must be said at once when something leaked (《个人信息保护法》第五十七条). */
export async function looksAt(reading: Reading, phone: string, from: string, to: string): Promise<LooksAt> {
  const theirs = await withNumber<LedgerEntry>(reading, 'ledger_entries.phone', 'phone', [phone]);
  const entries = (await list<LedgerEntry>(reading, ledgerEntry, { where: theirs, limit: MOST_ENTRIES })).filter(theirs.test);
  const numbers = new Map(entries.map((entry) => [entry.id, numberWords(entry)]));
  const { rows } = await sql<Omit<Look, 'entry' | 'href'> & { entry_id: string }>`
    select created_at as at, viewer, standing, purpose, way, entry_id from personal_views
    where county_id = ${reading.county} and entry_id = any(${[...numbers.keys()]}::uuid[]) and viewed_on between ${from}::date and ${to}::date
    order by viewed_on desc, id desc limit ${MOST_LOOKS}`.execute(reading.db);
  return { entries: entries.length, looks: rows.map(({ entry_id, ...look }) => ({ ...look, entry: numbers.get(entry_id)!, href: `/${ledgerEntry.path}/${entry_id}` })) };
}
