import { committeeChoices } from '#institutions/facts.ts';
import { committeesOf } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Option } from '#platform/ui/filters.tsx';
import type { Asked } from '#reports/asked.ts';
import { seesWholeCounty } from '#reports/facts.ts';

/** The committees whose reports this person may ask for, and the name of the one that was asked for. */
export async function placesFor(reading: Reading, asked: Asked, countyName: string): Promise<{ committees: Option[]; place: string }> {
  const all = await committeeChoices(reading, asked.to);
  const own = committeesOf(reading.actor, 'worker', 'director', 'deputy_director');
  const committees = seesWholeCounty(reading.actor) ? all : all.filter(({ value }) => own.includes(value));
  if (!asked.committee) return { committees, place: countyName };
  const chosen = committees.find(({ value }) => value === asked.committee);
  if (!chosen) throw new Problem(404, 'no_committee', '没有这个联络委，请从列表中重新选择。');
  return { committees, place: chosen.label };
}
