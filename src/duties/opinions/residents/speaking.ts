import { parameterAt } from '#plans/facts.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { pageWording, type PageWording } from '#duties/opinions/residents/record.ts';
import type { SecondLanguage } from '#duties/opinions/residents/wording.tsx';

/** The county's second language: named by its plan, with sentences that it has written; undefined while either is missing. */
export async function secondLanguage(reading: Reading): Promise<SecondLanguage | undefined> {
  const name = await parameterAt(reading, 'residents.language', today());
  if (name === '无') return undefined;
  const [wording] = await list(reading, pageWording, { where: is<PageWording>('state', 'shown'), order: [{ column: 'changed_at', descending: true }], limit: 1 });
  return wording && { name, tag: wording.language, words: wording };
}
