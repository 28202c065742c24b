import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { chained, digests, type Digest } from '#platform/journal/line.ts';
import { reading, type House } from '#platform/records/act.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { fingerprintOf, isSignatureOf, signatureOf, type SigningKey } from '#platform/signing/keys.ts';

/**
 * The journal as a file: one line of JSON for each line of the journal, a first one that says of which county, and a last one that signs the hash of all
 * before it. Whoever has the file and the fingerprint on paper needs neither the program nor its database to know whether a byte was changed.
 */
export const FORMAT = 'lianxinqiao-journal/2';

/** Files given out before lines named their digest; they are verified as ever. */
const FIRST_FORMAT = 'lianxinqiao-journal/1';

const isDigest = (alg: string): alg is Digest => Object.hasOwn(digests, alg);

interface Beginning {
  format: typeof FORMAT | typeof FIRST_FORMAT;
  county: string;
  lines: number;
  /** Of the county's last line: the same as `npm run verify-journal` tells of the database at that moment. */
  head: string;
  public_key: string;
}

/** Lines read at once. */
const CHUNK = 2_000;

/** Lines are never changed, so each piece may be read by itself: those that were there when it began. */
export async function* journalFile(house: House, actor: Actor, county: string, key: SigningKey): AsyncGenerator<string> {
  const running = createHash('sha256');
  const told = (text: string): string => {
    running.update(text);
    return text;
  };
  const head = await headOf(house, actor);
  yield told(asLine({ format: FORMAT, county, lines: head.seq, head: head.hash, public_key: key.public_key } satisfies Beginning));
  for (let seq = 0; seq < head.seq; seq += CHUNK) yield told(await piece(house, actor, seq, Math.min(seq + CHUNK, head.seq)));
  yield asLine({ signature: signatureOf(key, running.digest()) });
}

/** Some readers of lines take these two signs for ends of a line. */
const asLine = (told: object): string => `${JSON.stringify(told).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;

const headOf = (house: House, actor: Actor): Promise<{ seq: number; hash: string }> => reading(house, actor, async ({ db, county }) => {
  const { rows } = await sql<{ seq: string; hash: string }>`select seq, hash from journal_heads where county_id = ${county}`.execute(db);
  return { seq: Number(rows[0]!.seq), hash: rows[0]!.hash };
});

const piece = (house: House, actor: Actor, after: number, last: number): Promise<string> => reading(house, actor, async ({ db, county }) => {
  const { rows } = await sql<{ seq: string; at: Date; content: string; hash: string; alg: Digest }>`
    select seq, at, content, hash, alg from journal where county_id = ${county} and seq > ${after} and seq <= ${last} order by seq`.execute(db);
  return rows.map(({ seq, at, content, hash, alg }) => asLine({ seq: Number(seq), at: at.toISOString(), content, hash, alg })).join('');
});

export interface FileVerdict {
  county: string;
  lines: number;
  head: string;
  /** Of the key that signed it, to be compared with the one on paper. */
  fingerprint: string;
  broken?: string;
}

/** Goes through such a file line by line, in the memory of one line. @throws Error when it is no such file at all */
export async function verifyFile(lines: AsyncIterable<string>): Promise<FileVerdict> {
  const running = createHash('sha256');
  let beginning: Beginning | undefined;
  let signature: string | undefined;
  let previous = '';
  let seq = 0;
  let broken: string | undefined;
  for await (const text of lines) {
    const line = JSON.parse(text) as Partial<Beginning> & { seq?: number; at?: string; content?: string; hash?: string; alg?: string; signature?: string };
    if (!beginning) {
      if (line.format !== FORMAT && line.format !== FIRST_FORMAT) throw new Error('这不是导出的操作日志。 / Not a journal of this program.');
      beginning = line as Beginning;
    } else if (signature !== undefined) broken ??= '签名之后还有内容';
    else if (line.signature !== undefined) {
      signature = line.signature;
      continue;
    } else {
      seq += 1;
      const alg = line.alg ?? 'sha256'; // files of the first format name none
      if (line.seq !== seq) broken ??= `第 ${seq} 行缺失`;
      else if (!isDigest(alg)) broken ??= `第 ${seq} 行的校验算法不认识`;
      else if (chained(alg, previous, seq, new Date(line.at!), line.content!) !== line.hash) broken ??= `第 ${seq} 行与校验值不符`;
      previous = line.hash ?? '';
    }
    running.update(`${text}\n`);
  }
  if (!beginning) throw new Error('文件是空的。 / The file is empty.');
  if (seq !== beginning.lines || previous !== beginning.head) broken ??= `应有 ${beginning.lines} 行，只有 ${seq} 行，或末行不符`;
  if (signature === undefined || !isSignatureOf(beginning.public_key, running.digest(), signature)) broken ??= '签名不符';
  return { county: beginning.county, lines: seq, head: previous, fingerprint: fingerprintOf(beginning.public_key), broken };
}
