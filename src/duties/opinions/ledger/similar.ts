import { sql } from 'kysely';
import { all, not, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { wantedGrams } from '#platform/search/grams.ts';
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

/** More text says no more about what the matter is. */
const READ = 200;
/** Of the rarest pairs of characters, so many are looked up: what they have in common tells entries apart. */
const RAREST = 8;
/** So many records are read at most for the pairs looked up one by one: keeps the search quick among a million. */
const BUDGET = 4_000;
/** A pair that PostgreSQL does not count among the common ones is about as rare as this at most. */
const RARE = 0.0005;
const CANDIDATES = 80;
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
  const pairs = pairsOf(told.matter.slice(0, READ));
  if (pairs.length < 2) return [];
  const common = await commonnessOf(reading, pairs);
  const candidates = await candidatesOf(reading, pairs, common);
  const where = all(oneOf<LedgerEntry>('id', candidates), not(oneOf<LedgerEntry>('state', ['void'])), not(oneOf<LedgerEntry>('id', told.except ? [told.except] : [])));
  const rows = await list(reading, ledgerEntry, { where, limit: 2 * CANDIDATES });
  return rows.map((entry) => ({ entry, score: likeness(told, pairs, common, entry) }))
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

const pairsOf = (text: string): string[] => wantedGrams(text).filter((piece) => [...piece].length === 2);

/** How common the pairs are, as PostgreSQL reckoned when it last looked at the index of the search, and how many records it held then. */
interface Commonness {
  shares: ReadonlyMap<string, number>;
  records: number;
}

async function commonnessOf(reading: Reading, pairs: readonly string[]): Promise<Commonness> {
  const { rows } = await sql<{ piece: string | null; share: number; records: number }>`
    select s.piece, s.share, greatest(c.reltuples, 0) as records
    from pg_class c left join search_shares(${ledgerEntry.name}, ${[...pairs]}::text[]) s on true where c.oid = 'search_entries'::regclass`.execute(reading.db);
  return { shares: new Map(rows.flatMap(({ piece, share }) => (piece ? [[piece, share]] : []))), records: rows[0]?.records ?? 0 };
}

const shareOf = ({ shares }: Commonness, pair: string): number => Math.max(shares.get(pair) ?? RARE, RARE);

/** How much it tells that two texts have this pair. */
const telling = (common: Commonness, pair: string): number => -Math.log(shareOf(common, pair));

/** Ids of entries that have the rarest of the pairs, those that have most of them first; and those not indexed yet. */
async function candidatesOf(reading: Reading, pairs: readonly string[], common: Commonness): Promise<string[]> {
  const rarest = [...new Set(pairs)].toSorted((a, b) => shareOf(common, a) - shareOf(common, b)).slice(0, RAREST);
  let read = 0;
  const single = rarest.filter((pair) => (read += shareOf(common, pair) * common.records) <= BUDGET);
  const sets = single.length > 0 ? single.map((pair) => [pair]) : threes(rarest);
  const { rows } = await sql<{ id: string }>`
    (select c.id from jsonb_array_elements(${JSON.stringify(sets)}::jsonb) as s (pieces)
      cross join lateral search_candidates(${ledgerEntry.name}, array(select jsonb_array_elements_text(s.pieces))) as c (id)
      group by c.id order by count(*) desc, c.id desc limit ${CANDIDATES})
    union
    (select id from search_pending where county_id = ${reading.county} and record = ${ledgerEntry.name} limit ${CANDIDATES})`.execute(reading.db);
  return rows.map(({ id }) => id);
}

/** Every pair is common: neighbouring ones are looked up together, so that the index need not read any of them to its end. */
const threes = (pairs: readonly string[]): string[][] =>
  Array.from({ length: Math.max(1, pairs.length - 2) }, (_, at) => pairs.slice(at, at + 3));

function likeness(told: Told, pairs: readonly string[], common: Commonness, entry: LedgerEntry): number {
  const theirs = new Set(pairsOf(`${entry.matter.slice(0, READ)} ${entry.place ?? ''}`));
  const weight = (some: readonly string[]) => some.reduce((sum, pair) => sum + telling(common, pair), 0);
  const shared = weight(pairs.filter((pair) => theirs.has(pair))) / weight(pairs);
  const place = told.place && entry.place && (told.place.includes(entry.place) || entry.place.includes(told.place)) ? SAME_PLACE : 0;
  const days = told.received_on ? Math.abs(Date.parse(told.received_on) - Date.parse(entry.received_on)) / 86_400_000 : WEEKS_DAYS;
  return shared < ALIKE / 2 ? 0 : shared + place + Math.max(0, 1 - days / WEEKS_DAYS) * SAME_WEEKS;
}
