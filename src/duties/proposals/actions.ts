import { unit } from '#institutions/units/record.ts';
import { membershipsOf, unitsOf } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { carryOver, mergeInto } from '#duties/proposals/merging.ts';
import { unitsNamed } from '#duties/named.ts';
import { nextProposalNo, nextSerial } from '#duties/proposals/numbers.ts';
import type { Proposal, proposal } from '#duties/proposals/record.ts';
import { dissatisfied } from '#duties/proposals/relations.ts';

/** Two different units, both there, and a day to come: the clock runs from the assignment (domain rules 2.3). */
async function assignTo(act: Act, row: Proposal, input: { lead_unit_id: string; assisting?: string; due_on: string }): Promise<Partial<Proposal>> {
  await expectThere(act, unit, 'lead_unit_id', input.lead_unit_id);
  const assisting = input.assisting ? await unitsNamed(act, input.assisting) : [];
  if (assisting.includes(input.lead_unit_id)) throw invalid({ assisting: '主办单位不能同时是会办单位，请改一处。' });
  const units = { lead_unit_id: input.lead_unit_id, assisting_ids: assisting };
  await carryOver(act, row.id, units, 'assign', `随“${row.title}”一并交办`);
  return { ...units, countersigned_ids: [], due_on: stillAhead(act, 'due_on', input.due_on), assigned_on: today(act), proposed_unit_id: null };
}

/** So many times a proposal is handled; the table has no room for more. */
const MOST_ROUNDS = 9;

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof proposal.steps, Effect<Proposal>>> = {
  async cosign(act, row) {
    const id = act.actor.memberId!;
    return { cosigner_ids: [...row.cosigner_ids, id], invited_ids: row.invited_ids.filter((one) => !membershipsOf(act.actor).includes(one)), proposer_kind: row.proposer_kind === 'member' ? 'joint' : row.proposer_kind };
  },
  async decline(act, row) {
    return { invited_ids: row.invited_ids.filter((one) => !membershipsOf(act.actor).includes(one)) };
  },
  async submit(act, row) {
    return { serial_no: row.serial_no ?? (await nextSerial(act, row)), submitted_on: row.submitted_on ?? today(act) };
  },
  async file(act, row) {
    return { disposition: 'filed', proposal_no: row.proposal_no ?? (await nextProposalNo(act, row)) };
  },
  merge: (act, row, input: { merged_into_id: string }) => mergeInto(act, row, input.merged_into_id),
  async convert() {
    return { disposition: 'converted' };
  },
  async refuse(_act, _row, input: { refusal_ground: string }) {
    return { disposition: 'refused', refusal_ground: input.refusal_ground };
  },
  async withdraw() {
    return { disposition: 'withdrawn' };
  },
  assign: assignTo,
  reassign: assignTo,
  async accept(act) {
    return { accepted_on: today(act) };
  },
  async dispute(act, row, input: { proposed_unit_id: string }) {
    await expectThere(act, unit, 'proposed_unit_id', input.proposed_unit_id);
    if (input.proposed_unit_id === row.lead_unit_id) throw invalid({ proposed_unit_id: '建议承办单位请选本单位以外的单位。' });
    return { proposed_unit_id: input.proposed_unit_id };
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
    const letter = input.letter?.normalize('NFKC').toUpperCase() ?? null;
    if (letter !== null && !/^[A-Z]$/.test(letter)) throw invalid({ letter: '答复函类别请填一个字母，例如 A。' });
    const answer = { result: input.result, letter, reply: input.reply, replied_on: happenedOn(act, 'replied_on', input.replied_on) };
    await carryOver(act, row.id, answer, 'reply', `随“${row.title}”一并答复`);
    return answer;
  },
  rate: async (_act, _row, input) => rated(input),
  rate_merged: async (_act, _row, input) => rated(input),
  async rework(act, row, input: { due_on: string }) {
    if (row.round >= MOST_ROUNDS) throw new Problem(422, 'too_many_rounds', '办理次数已经很多，请当面协商后办结。');
      return { round: row.round + 1, due_on: stillAhead(act, 'due_on', input.due_on), countersigned_ids: [], rating_work: null, rating_result: null, rating_opinion: null };
  },
  async close(act, _row, input: { closed_on?: string }) {
    return { closed_on: happenedOn(act, 'closed_on', input.closed_on) };
  },
  async designate(act, _row, input: { key_led_by: string; key_why?: string; key_since?: string }) {
    return { key_led_by: input.key_led_by, key_why: input.key_why ?? null, key_since: happenedOn(act, 'key_since', input.key_since) };
  },
  async release() {
    return { key_since: null, key_led_by: null, key_why: null };
  },
};

function rated(input: Pick<Proposal, 'rating_work' | 'rating_result'> & { rating_opinion?: string }): Partial<Proposal> {
  if (dissatisfied.test(input as Proposal) && !input.rating_opinion) throw invalid({ rating_opinion: '不满意时请写明原因，承办单位好重新办理。' });
  return { rating_work: input.rating_work, rating_result: input.rating_result, rating_opinion: input.rating_opinion ?? null };
}
