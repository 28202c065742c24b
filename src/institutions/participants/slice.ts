import type { Slice } from '#platform/chapter.ts';
import type { ParticipantWordsOn } from '#institutions/participants/actions.ts';
import { figures } from '#institutions/participants/facts.ts';
import { participantImport } from '#institutions/participants/imports.ts';
import { participant } from '#institutions/participants/record.ts';
import { mountWith } from '#institutions/participants/routes.tsx';

/** @param wordsOn which kinds of participants there are and what they may do, by the setting-up plan; the chapter of the plans tells. */
export const participantsSlice = (wordsOn: ParticipantWordsOn): Slice => ({ records: [participant], figures, imports: [participantImport(wordsOn)], mount: mountWith(wordsOn) });
