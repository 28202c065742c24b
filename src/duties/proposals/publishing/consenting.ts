import { sql } from 'kysely';
import type { Act } from '#platform/records/act.ts';
import { amend, type Effect } from '#platform/records/write.ts';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** The proposer's word on publication: what he takes back is gone from every page at once, what he gives again is reviewed anew. */
export const consentEffects = {
  async agree_public(act, row) {
    await followConsent(act, row, true);
    return { public_ok: true, public_why: null };
  },
  async refuse_public(act, row, { public_why }: { public_why: string }) {
    await followConsent(act, row, false);
    return { public_ok: false, public_why };
  },
} satisfies Record<string, Effect<Proposal>>;

/** The public text goes where the consent goes, in the same act: also when the office corrects the tick. */
export async function followConsent(act: Act, { id }: Proposal, agrees: boolean): Promise<void> {
  const { rows: [row] } = await sql<Publication>`select r.* from publications r where r.county_id = ${act.county} and r.proposal_id = ${id} for update`.execute(act.db); // whatever the proposer sees of it
  const values = row && (agrees ? begunAgain(row) : takenBack(row));
  if (!values) return;
  const step = agrees ? 'reopen' : values.state === 'withdrawn' ? 'withdraw' : 'withhold';
  await amend(act, publication, row, values, { step, relation: 'consequence', reason: agrees ? '提案人同意公开' : '提案人不同意公开' });
}

const begunAgain = ({ withheld_by, ground }: Publication): Partial<Publication> | undefined =>
  (withheld_by === 'proposer' || ground === 'consent' ? { state: 'draft', withheld_by: null, ground: null } : undefined);

function takenBack({ state }: Publication): Partial<Publication> | undefined {
  if (state === 'published') return { state: 'withdrawn', ground: 'consent' };
  return publication.states[state as 'draft'].open ? { state: 'withheld', withheld_by: 'proposer', ground: null } : undefined;
}
