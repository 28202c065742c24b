import { sql, type Kysely } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { chained, type Digest } from '#platform/journal/line.ts';

export interface Verdict {
  lines: number;
  /** The first line that does not follow from the one before it, with what is wrong. */
  broken?: { seq: number; sentence: string };
}

const CHUNK = 5_000;

interface StoredLine {
  seq: string;
  at: Date;
  content: string;
  hash: string;
  alg: Digest;
}

/** Walks the county's journal from its first line and recomputes every hash. Reads as the transaction's county. */
export async function verifyJournal(db: Kysely<DB>, county: string): Promise<Verdict> {
  let previous = '';
  let expected = 0;
  for (;;) {
    const { rows } = await sql<StoredLine>`
      select seq, at, content, hash, alg from journal
      where county_id = ${county} and seq > ${expected} order by seq limit ${CHUNK}`.execute(db);
    for (const line of rows) {
      const seq = Number(line.seq);
      if (seq !== expected + 1) return broken(expected, seq, `第 ${expected + 1} 行缺失`);
      if (chained(line.alg, previous, seq, line.at, line.content) !== line.hash) return broken(expected, seq, `第 ${seq} 行与校验值不符`);
      previous = line.hash;
      expected = seq;
    }
    if (rows.length < CHUNK) break;
  }
  const { rows: heads } = await sql<{ seq: string; hash: string }>`
    select seq, hash from journal_heads where county_id = ${county}`.execute(db);
  const head = heads[0];
  if (head && (Number(head.seq) !== expected || head.hash !== previous)) {
    return broken(expected, expected + 1, `末尾缺行：应有 ${head.seq} 行`);
  }
  return { lines: expected };
}

const broken = (lines: number, seq: number, sentence: string): Verdict => ({ lines, broken: { seq, sentence } });
