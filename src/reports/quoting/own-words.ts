import { parameterAt } from '#plans/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import { consultation } from '#duties/consultations/record.ts';

export type OwnWords = (said: string) => string;

/** Labels, sentences and definitions in which consultations are called as the county calls them on the last day of a period. */
export async function ownWordsOn(reading: Reading, day: string): Promise<OwnWords> {
  const own = await parameterAt(reading, 'label.consultation', day);
  return (said) => said.replaceAll(consultation.title, own);
}
