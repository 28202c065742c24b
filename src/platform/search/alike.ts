import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { wantedGrams } from '#platform/search/grams.ts';

/** How much a text that is being written has in common with what is written already, by the index of the search. */
export interface Alike {
  /** Records that have the rarest pairs of characters of the text, those that have most of them first; and those not indexed yet. Some may be nobody's to see. */
  candidates: readonly string[];
  /** The share of what the text says that the other says too, 0 to 1: the rarer a pair of characters, the more it tells. */
  share(other: string): number;
}

/** More text says no more about what the matter is. */
export const READ = 200;
/** Of the rarest pairs of characters, so many are looked up: what they have in common tells records apart. */
const RAREST = 8;
/** So many records are read at most for the pairs looked up one by one: keeps the search quick among a million. */
const BUDGET = 4_000;
/** A pair that PostgreSQL does not count among the common ones is about as rare as this at most. */
const RARE = 0.0005;
/** So many candidates are looked at, and as many that are not indexed yet. */
export const CANDIDATES = 80;

/** Undefined when the text says too little to compare. */
export async function alikeTo(reading: Reading, record: string, text: string): Promise<Alike | undefined> {
  const pairs = pairsOf(text.slice(0, READ));
  if (pairs.length < 2) return undefined;
  const common = await commonnessOf(reading, record, pairs);
  const weight = (some: readonly string[]) => some.reduce((sum, pair) => sum + telling(common, pair), 0);
  const whole = weight(pairs);
  return {
    candidates: await candidatesOf(reading, record, pairs, common),
    share(other) {
      const theirs = new Set(pairsOf(other));
      return weight(pairs.filter((pair) => theirs.has(pair))) / whole;
    },
  };
}

const pairsOf = (text: string): string[] => wantedGrams(text).filter((piece) => [...piece].length === 2);

/** How common the pairs are, as PostgreSQL reckoned when it last looked at the index of the search, and how many records it held then. */
interface Commonness {
  shares: ReadonlyMap<string, number>;
  records: number;
}

async function commonnessOf(reading: Reading, record: string, pairs: readonly string[]): Promise<Commonness> {
  const { rows } = await sql<{ piece: string | null; share: number; records: number }>`
    select s.piece, s.share, greatest(c.reltuples, 0) as records
    from pg_class c left join search_shares(${record}, ${[...pairs]}::text[]) s on true where c.oid = 'search_entries'::regclass`.execute(reading.db);
  return { shares: new Map(rows.flatMap(({ piece, share }) => (piece ? [[piece, share]] : []))), records: rows[0]?.records ?? 0 };
}

const shareOf = ({ shares }: Commonness, pair: string): number => Math.max(shares.get(pair) ?? RARE, RARE);

/** How much it tells that two texts have this pair. */
const telling = (common: Commonness, pair: string): number => -Math.log(shareOf(common, pair));

async function candidatesOf(reading: Reading, record: string, pairs: readonly string[], common: Commonness): Promise<string[]> {
  const rarest = [...new Set(pairs)].toSorted((a, b) => shareOf(common, a) - shareOf(common, b)).slice(0, RAREST);
  let read = 0;
  const single = rarest.filter((pair) => (read += shareOf(common, pair) * common.records) <= BUDGET);
  const sets = single.length > 0 ? single.map((pair) => [pair]) : threes(rarest);
  const { rows } = await sql<{ id: string }>`
    (select c.id from jsonb_array_elements(${JSON.stringify(sets)}::jsonb) as s (pieces)
      cross join lateral search_candidates(${record}, array(select jsonb_array_elements_text(s.pieces))) as c (id)
      group by c.id order by count(*) desc, c.id desc limit ${CANDIDATES})
    union
    (select id from search_pending where county_id = ${reading.county} and record = ${record} limit ${CANDIDATES})`.execute(reading.db);
  return rows.map(({ id }) => id);
}

/** Every pair is common: neighbouring ones are looked up together, so that the index need not read any of them to its end. */
const threes = (pairs: readonly string[]): string[][] =>
  Array.from({ length: Math.max(1, pairs.length - 2) }, (_, at) => pairs.slice(at, at + 3));
