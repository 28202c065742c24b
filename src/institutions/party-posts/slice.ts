import type { Slice } from '#platform/chapter.ts';
import { today } from '#platform/time.ts';
import type { OfficesOn } from '#institutions/party-posts/actions.ts';
import { partyPost } from '#institutions/party-posts/record.ts';
import { mountWith } from '#institutions/party-posts/routes.tsx';

/** @param officesOn which committee post goes with which office, by the setting-up plan; the chapter of the plans tells. */
export const partyPostsSlice = (officesOn: OfficesOn): Slice => ({
  records: [partyPost],
  names: { deputy_secretary: async (reading) => (await officesOn(reading, today())).deputy_secretary.label, commissioner: async (reading) => (await officesOn(reading, today())).commissioner.label },
  mount: mountWith(officesOn),
});
