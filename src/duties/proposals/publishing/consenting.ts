import { sql } from 'kysely';
import { membershipsOf } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, type Effect } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Whether one co-signer alone keeps a joint proposal back, or the first proposer speaks for all. */
const each = async (act: Act): Promise<boolean> => (await parameterAt(act, 'publishing.signers', today(act))) === 'each';

/** In place of the first proposer's reason, while it is a co-signer who objects. */
export const OBJECTED = '联名人中有人不同意公开';

/** The word of those who signed on publication: what they take back is gone from every page at once, what they give again is reviewed anew. */
export const consentEffects = {
  async agree_public(act, row) {
    if (row.public_against.length > 0 && (await each(act))) {
      throw new Problem(422, 'cosigner_objects', `有${row.public_against.length}位联名人不同意公开，按本县方案，联名人都同意才能公开。请联名人先在这件提案上点“我不再反对公开”。`, { clause: 'duty.yearly' });
    }
    await followConsent(act, row, true);
    return { public_ok: true, public_why: null };
  },
  async refuse_public(act, row, { public_why }: { public_why: string }) {
    await followConsent(act, row, false);
    return { public_ok: false, public_why };
  },
  async object_public(act, row) {
    const public_against = [...row.public_against, ...membershipsOf(act.actor).filter((id) => row.cosigner_ids.includes(id))];
    if (!row.public_ok || !(await each(act))) return { public_against };
    await followConsent(act, row, false);
    return { public_against, public_ok: false, public_why: OBJECTED };
  },
  /** With the last of them, what the first proposer had agreed to stands again. */
  async drop_objection(act, row) {
    const public_against = row.public_against.filter((id) => !membershipsOf(act.actor).includes(id));
    if (public_against.length > 0 || row.public_why !== OBJECTED) return { public_against };
    await followConsent(act, row, true);
    return { public_against, public_ok: true, public_why: null };
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
