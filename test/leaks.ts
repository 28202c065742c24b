import { strFromU8, unzipSync } from 'fflate';
import { extractText } from 'unpdf';
import type { EmptyCounty } from './county.ts';

/** Everything that an answer says, headers too; of a workbook all its parts, of a PDF the text of all its pages. */
export async function saidBy(answer: Response): Promise<string> {
  const text = await textIn(new Uint8Array(await answer.arrayBuffer()));
  return `${JSON.stringify([...answer.headers])}\n${text}\n${decodeURIComponent(text.replaceAll(/%(?![0-9A-F]{2})/giu, '%25'))}`;
}

async function textIn(bytes: Uint8Array): Promise<string> {
  const begins = strFromU8(bytes.subarray(0, 4));
  if (begins.startsWith('PK')) return Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join('\n');
  // A name may stand at the end of one printed line and the beginning of the next.
  return begins === '%PDF' ? (await extractText(bytes, { mergePages: true })).text.replaceAll(/\s/gu, '') : strFromU8(bytes);
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
