import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import type { ParticipantRight } from '#institutions/participants/record.ts';
import { participantWordsOn } from '#plans/facts.ts';

/**
 * Refuses what the plan in force lets no kind of participant do as which the actor takes part in this committee's work. That they take part in it
 * at all is a relation of the record.
 */
export async function expectRight(reading: Reading, right: ParticipantRight, committeeId: string, otherwise: string): Promise<void> {
  const allowed = (await participantWordsOn(reading, today()))[right];
  const may = reading.actor.posts.some(({ role, committeeId: where, kind }) => role === 'participant' && where === committeeId && kind && allowed.includes(kind));
  if (!may) throw new Problem(403, 'not_yours', otherwise);
}
