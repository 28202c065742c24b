import { unitsOf } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Effect } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { assigningEffects } from '#duties/proposals/assigning/actions.ts';
import { expectDirect, replied } from '#duties/proposals/answers/replying.ts';
import { cosign, decline, uninvite } from '#duties/proposals/cosigning/actions.ts';
import { submit } from '#duties/proposals/drafting/submitting.ts';
import { closingSteps } from '#duties/proposals/closing/actions.ts';
import { designated, keyHandedOver, released } from '#duties/proposals/keys/marking.ts';
import { ratingSteps } from '#duties/proposals/ratings/actions.ts';
import { consentEffects } from '#duties/proposals/publishing/consenting.ts';
import { mergeInto } from '#duties/proposals/merging.ts';
import { reviewEffects } from '#duties/proposals/review/outcomes.ts';
import { nextProposalNo } from '#duties/proposals/numbers.ts';
import type { Proposal, proposal } from '#duties/proposals/record.ts';

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof proposal.steps, Effect<Proposal>>> = {
  cosign,
  decline,
  uninvite,
  submit,
  async file(act, row) {
    return { disposition: 'filed', proposal_no: row.proposal_no ?? (await nextProposalNo(act, row)) };
  },
  async merge(act, row, input: { merged_into_id: string }) {
    const merged = await mergeInto(act, row, input.merged_into_id);
    return { ...merged, ...(await keyHandedOver(act, row, merged.merged_root_id!)) };
  },
  ...reviewEffects,
  async convert() {
    return { disposition: 'converted' };
  },
  async refuse(_act, _row, input: { refusal_ground: string }) {
    return { disposition: 'refused', refusal_ground: input.refusal_ground };
  },
  async withdraw() {
    return { disposition: 'withdrawn' };
  },
  ...assigningEffects,
  async accept(act) {
    return { accepted_on: today(act) };
  },
  async uphold() {
    return { proposed_unit_id: null };
  },
  async countersign(act, row) {
    const own = row.assisting_ids.filter((id) => unitsOf(act.actor).includes(id));
    const signing = own.length > 0 ? own : row.assisting_ids; // the office enters the paper of all that are still missing
    return { countersigned_ids: [...new Set([...row.countersigned_ids, ...signing])] };
  },
  async reply(act, row, input: { result: string; letter?: string; reply: string; replied_on?: string }) {
    await expectDirect(act, row);
    const letter = input.letter?.normalize('NFKC').toUpperCase() ?? null;
    if (letter !== null && !/^[A-Z]$/.test(letter)) throw invalid({ letter: '答复函类别请填一个字母，例如 A。' });
    return replied(act, row, { result: input.result, letter, reply: input.reply, replied_on: happenedOn(act, 'replied_on', input.replied_on) });
  },
  ...ratingSteps,
  ...closingSteps,
  ...consentEffects,
  designate: designated,
  release: released,
};
