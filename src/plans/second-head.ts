import type { SecondHead } from '#platform/documents/model.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { NO_SECOND_HEAD } from '#plans/parameters.ts';

/** The county's second language in the heads of its papers, as its parameters have it today. */
export async function secondHeadNow(reading: Reading): Promise<SecondHead | undefined> {
  const text = await parameterAt(reading, 'papers.second_head', today());
  if (text === NO_SECOND_HEAD) return undefined;
  return { text, place: await parameterAt(reading, 'papers.second_head_place', today()) };
}
