import { strFromU8, unzipSync } from 'fflate';
import type { EmptyCounty } from './county.ts';

/** Everything that an answer says, headers too; of a workbook all its parts. */
export async function saidBy(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const text = zipped ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join('\n') : strFromU8(bytes);
  return `${JSON.stringify([...answer.headers])}\n${text}\n${decodeURIComponent(text.replaceAll(/%(?![0-9A-F]{2})/giu, '%25'))}`;
}

/** Which tables of the whole database hold one of these words in any column of any row. */
export async function tablesHolding(county: EmptyCounty, words: readonly string[]): Promise<string[]> {
  const owner = await county.database.ownerPool.connect();
  try {
    await owner.query(`select set_config('app.county', $1, false)`, [county.id]);
    const { rows: tables } = await owner.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
    const holding: string[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query(`select 1 from "${name}" as t where ${words.map((_, n) => `to_jsonb(t)::text like '%' || $${n + 1} || '%'`).join(' or ')} limit 1`, [...words]);
      if (rows.length > 0) holding.push(name);
    }
    return holding;
  } finally {
    owner.release(true);
  }
}
