import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import type { OpinionItem } from '#duties/opinions/items/record.ts';

/** The text of an item: what was sent in and what the editor made of it have the same parts. */
export type Wording = Pick<OpinionItem, 'title' | 'situation' | 'causes' | 'advice'>;

export const currentWording = ({ title, situation, causes, advice }: Wording): Wording => ({ title, situation, causes, advice });

/** What the writer sent in; undefined of what began elsewhere (an old list). */
export function sentWording(row: OpinionItem): Wording | undefined {
  return row.sent_title === null ? undefined : { title: row.sent_title, situation: row.sent_situation, causes: row.sent_causes, advice: row.sent_advice };
}

export const kept = ({ title, situation, causes, advice }: Wording) => ({ sent_title: title, sent_situation: situation, sent_causes: causes, sent_advice: advice });

const text = ({ situation, causes, advice }: Partial<Wording>): string => [situation, causes, advice].filter(Boolean).join('');

/** Characters as a person counts them: without spaces and line breaks. */
export const lengthOf = (wording: Partial<Wording>): number => [...text(wording).replace(/\s/gu, '')].length;

/** How long the text may be by the plan in force: the direct channel has a limit of its own. */
export const limitOn = (reading: Reading, route: string | null, day: string): Promise<number> =>
  parameterAt(reading, route === 'direct' ? 'items.limit_direct' : 'items.limit', day);

/** @throws Problem 422 */
export async function expectLength(act: Act, wording: Wording, route: string | null): Promise<void> {
  const limit = await limitOn(act, route, dayOf(act.at));
  const length = lengthOf(wording);
  if (length > limit) {
    const way = route === 'direct' ? '走“直通车”的信息' : '一条信息';
    throw invalid({ situation: `${way}正文不超过${limit}字，现在有${length}字，多了${length - limit}字。一事一报：请精简，或者分成几条。` });
  }
}
