import { sql } from 'kysely';
import { figure } from '#platform/figures/figure.ts';
import { all, is, not, present } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** What only the exchange knows of an entry. */
export interface SentWords {
  service_code: string;
  media_url: string | null;
}

export async function sentWords(reading: Reading, { id, source }: Pick<LedgerEntry, 'id' | 'source'>): Promise<SentWords | undefined> {
  if (!source) return undefined;
  const { rows } = await sql<SentWords>`
    select service_code, media_url from open311_requests where county_id = ${reading.county} and entry_id = ${id}`.execute(reading.db);
  return rows[0];
}

export const entriesFromSystems = figure<LedgerEntry>({
  name: 'entries_from_systems',
  label: '热线等其他系统转来的民情',
  definition: '收集时间在期间内、由对接系统（12345热线等）送来的民情台账条数；对方重复送的只有一条，已作废的不计。',
  record: ledgerEntry.name,
  day: 'received_on',
  committee: 'committee_id',
  where: all(present<LedgerEntry>('source'), not(is<LedgerEntry>('state', 'void'))),
  unit: '条',
});

export const figures = [entriesFromSystems];
