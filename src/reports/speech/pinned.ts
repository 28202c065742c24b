import { queryOf } from '#reports/asked.ts';
import type { Speech, SpeechAsked } from '#reports/speech/speech.ts';

/** The query that asks for exactly this speech again: its period, place, moment, template and version. */
export function pinnedQuery(asked: SpeechAsked, speech: Speech): URLSearchParams {
  const query = queryOf(asked, speech.at);
  if (speech.wording.id && speech.wording.version !== undefined) {
    query.set('template', speech.wording.id);
    query.set('version', String(speech.wording.version));
  }
  if (!speech.wording.id) query.set('kind', speech.wording.kind);
  return query;
}
