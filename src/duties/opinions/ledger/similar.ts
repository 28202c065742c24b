import { all, not, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { alikeTo, CANDIDATES, READ } from '#platform/search/alike.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** What is being written down, as far as it is known. */
export interface Told {
  matter: string;
  place?: string | null;
  committee_id?: string;
  received_on?: string;
  /** The entry itself, when it is written already. */
  except?: string;
}

export interface Likeness {
  entry: LedgerEntry;
  /** Share of what the told words say that the entry says too, 0 to 1, and something for the same place and the same weeks. */
  score: number;
}

/** Entries less alike than this are about something else. */
const ALIKE = 0.3;
const SAME_PLACE = 0.15;
const SAME_WEEKS = 0.1;
const WEEKS_DAYS = 90;

/**
 * Entries that seem to be about the same thing, those of the same committee first: by the pairs of characters that both texts have, the rarer the
 * more telling, then by place and time. Only those the reader may see.
 */
export async function similarEntries(reading: Reading, told: Told, most = 5): Promise<Likeness[]> {
  const alike = await alikeTo(reading, ledgerEntry.name, told.matter);
  if (!alike) return [];
  const where = all(oneOf<LedgerEntry>('id', alike.candidates), not(oneOf<LedgerEntry>('state', ['void'])), not(oneOf<LedgerEntry>('id', told.except ? [told.except] : [])));
  const rows = await list(reading, ledgerEntry, { where, limit: 2 * CANDIDATES });
  return rows.map((entry) => ({ entry, score: likeness(told, alike.share(`${entry.matter.slice(0, READ)} ${entry.place ?? ''}`), entry) }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => Number(b.entry.committee_id === told.committee_id) - Number(a.entry.committee_id === told.committee_id) || b.score - a.score || (a.entry.id < b.entry.id ? 1 : -1))
    .slice(0, most);
}

/** The category under which most of the similar entries stand, with how many. */
export function categoryOf(likenesses: readonly Likeness[]): { category: string; entries: number } | undefined {
  const counted = Map.groupBy(likenesses.flatMap(({ entry }) => entry.category ?? []), (category) => category);
  const [first] = [...counted].toSorted(([, a], [, b]) => b.length - a.length);
  return first && { category: first[0], entries: first[1].length };
}

function likeness(told: Told, shared: number, entry: LedgerEntry): number {
  const place = told.place && entry.place && (told.place.includes(entry.place) || entry.place.includes(told.place)) ? SAME_PLACE : 0;
  const days = told.received_on ? Math.abs(Date.parse(told.received_on) - Date.parse(entry.received_on)) / 86_400_000 : WEEKS_DAYS;
  return shared < ALIKE / 2 ? 0 : shared + place + Math.max(0, 1 - days / WEEKS_DAYS) * SAME_WEEKS;
}
