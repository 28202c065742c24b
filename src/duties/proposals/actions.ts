import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { unit } from '#institutions/units/record.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { createMany, type Circumstances, type Effect } from '#platform/records/write.ts';
import { unitsOf } from '#platform/identity/actor.ts';
import { dayOf } from '#platform/time.ts';
import { membersNamed, unitsNamed } from '#duties/proposals/naming.ts';
import { answerMerged, mergeInto } from '#duties/proposals/merging.ts';
import { nextProposalNo, nextSerial, sessionNow } from '#duties/proposals/numbers.ts';
import { dissatisfied, proposal, type Proposal } from '#duties/proposals/record.ts';

type Values = Partial<Proposal> & { cosigners?: string };

/**
 * Enters a proposal. One's own begins as a draft whose co-signers are invited; a paper that a clerk enters for somebody is handed
 * in already, signatures and all, and the journal says for whom it was entered.
 */
export async function enterProposal(act: Act, values: Values, how: Circumstances): Promise<Proposal> {
  const { cosigners, ...columns } = values;
  const who = await proposerOf(act, columns);
  const signers = (cosigners ? await membersNamed(act, cosigners) : []).filter((id) => id !== who.member_id);
  await expectThere(act, committee, 'committee_id', columns.committee_id);
  const now = await sessionNow(act);
  const whole = { time_class: 'ordinary', public_ok: false, ...columns, ...who, term: columns.term ?? now.term, session: columns.session ?? now.session };
  const own = act.actor.memberId !== null && who.member_id === act.actor.memberId;
  const begun = own
    ? { ...whole, submitted_on: undefined, invited_ids: signers }
    : { ...whole, state: 'submitted', submitted_on: columns.submitted_on ?? today(act), serial_no: await nextSerial(act, whole), ...cosigned(whole, signers) };
  const [row] = await createMany(act, proposal, [begun], own ? how : { ...how, onBehalfOf: how.onBehalfOf ?? who.proposer_name });
  return row!;
}

/** With a member there is a name in the register; a body has the name it signs with. */
async function proposerOf(act: Act, { member_id: memberId, proposer_name: name, proposer_kind: kind }: Partial<Proposal>) {
  const isMember = !kind || kind === 'member' || kind === 'joint';
  if (!isMember) {
    if (!name) throw invalid({ proposer_name: '请填写提案单位的名称。' });
    return { member_id: null, proposer_name: name, proposer_kind: kind };
  }
  if (!memberId) throw invalid({ member_id: '请选择第一提案人。' });
  const found = await expectThere(act, member, 'member_id', memberId);
  return { member_id: memberId, proposer_name: found!.name, proposer_kind: kind ?? 'member' };
}

const cosigned = (row: Partial<Proposal>, signers: string[]): Partial<Proposal> =>
  ({ cosigner_ids: signers, proposer_kind: signers.length > 0 && row.proposer_kind === 'member' ? 'joint' : row.proposer_kind });

/** A reference from outside must point to something. */
async function expectThere<Row extends Recorded>(act: Act, declared: Lifecycle<Row>, field: string, id: string | null | undefined): Promise<Row | undefined> {
  if (!id) return undefined;
  const found = await find(act, declared, id);
  if (!found) throw invalid({ [field]: `没有找到这个${declared.title}，请从列表中重新选择。` });
  return found;
}

/** A correction. Whoever signed has signed this text: when it changes before the review, the signatures are asked for again. */
export async function correctProposal(act: Act, row: Proposal, values: Values): Promise<Partial<Proposal>> {
  const { cosigners, ...columns } = values;
  await expectThere(act, committee, 'committee_id', columns.committee_id);
  const changed: Partial<Proposal> = { ...columns, ...(await correctedProposer(act, row, columns)), ...(await renumbered(act, row, columns)) };
  const own = row.member_id !== null && row.member_id === act.actor.memberId;
  if ('cosigners' in values) Object.assign(changed, await correctedSigners(act, row, cosigners ?? '', own));
  const rewritten = (['title', 'situation', 'analysis', 'advice'] as const).some((column) => column in columns && (columns[column] ?? null) !== row[column]);
  if (own && rewritten) {
    const invitedIds = changed.invited_ids ?? row.invited_ids;
    Object.assign(changed, { invited_ids: [...new Set([...(changed.cosigner_ids ?? row.cosigner_ids), ...invitedIds])], cosigner_ids: [] });
  }
  return changed;
}

async function correctedProposer(act: Act, row: Proposal, columns: Partial<Proposal>): Promise<Partial<Proposal>> {
  const own = row.member_id !== null && row.member_id === act.actor.memberId;
  if (own) return { member_id: row.member_id, proposer_name: row.proposer_name, proposer_kind: row.proposer_kind, submitted_on: row.submitted_on };
  if (!columns.member_id && !columns.proposer_name && !columns.proposer_kind) {
    return { member_id: row.member_id, proposer_name: row.proposer_name, proposer_kind: row.proposer_kind, submitted_on: columns.submitted_on ?? row.submitted_on };
  }
  const { member_id: memberId = row.member_id, proposer_name: name = row.proposer_name, proposer_kind: kind = row.proposer_kind } = columns;
  const unmatched = !memberId && (kind === 'member' || kind === 'joint'); // a register's name that nobody of the roster has stays as printed
  return { ...(unmatched ? { member_id: null, proposer_name: row.proposer_name, proposer_kind: kind } : await proposerOf(act, { member_id: memberId, proposer_name: name, proposer_kind: kind })), submitted_on: columns.submitted_on ?? row.submitted_on };
}

/** In another session it gets a serial number of that session; once filed, the number stays what was printed. */
async function renumbered(act: Act, row: Proposal, columns: Partial<Proposal>): Promise<Partial<Proposal>> {
  const { term = row.term, session = row.session, time_class = row.time_class } = columns;
  const moved = (term ?? row.term) !== row.term || (session ?? row.session) !== row.session;
  if (row.proposal_no !== null && (moved || (time_class ?? row.time_class) !== row.time_class)) {
    throw invalid({ [moved ? 'session' : 'time_class']: `已按${row.term}届${row.session}次编为第${row.proposal_no}号，届次和时间类别不能再改。` });
  }
  const place = { term: term ?? row.term, session: session ?? row.session, time_class: time_class ?? row.time_class };
  return moved && row.serial_no !== null ? { ...place, serial_no: await nextSerial(act, place) } : place;
}

async function correctedSigners(act: Act, row: Proposal, typed: string, own: boolean): Promise<Partial<Proposal>> {
  const ids = (await membersNamed(act, typed)).filter((id) => id !== row.member_id);
  if (!own) return { cosigner_ids: ids, invited_ids: row.invited_ids.filter((id) => !ids.includes(id)) };
  return { cosigner_ids: row.cosigner_ids.filter((id) => ids.includes(id)), invited_ids: ids.filter((id) => !row.cosigner_ids.includes(id)) };
}

const today = (act: Act): string => dayOf(act.at);

/** Two different units, both there, and a day to come: the clock runs from the assignment (domain rules 2.3). */
async function assignmentOf(act: Act, input: { lead_unit_id: string; assisting?: string; due_on: string }): Promise<Partial<Proposal>> {
  await expectThere(act, unit, 'lead_unit_id', input.lead_unit_id);
  const assisting = input.assisting ? await unitsNamed(act, input.assisting) : [];
  if (assisting.includes(input.lead_unit_id)) throw invalid({ assisting: '主办单位不能同时是会办单位，请改一处。' });
  if (input.due_on < today(act)) throw invalid({ due_on: '答复期限已经过了，请填今天以后的日期。' });
  return { lead_unit_id: input.lead_unit_id, assisting_ids: assisting, countersigned_ids: [], due_on: input.due_on, assigned_on: today(act), proposed_unit_id: null };
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof proposal.steps, Effect<Proposal>>> = {
  async cosign(act, row) {
    const id = act.actor.memberId!;
    return { cosigner_ids: [...row.cosigner_ids, id], invited_ids: row.invited_ids.filter((one) => one !== id), proposer_kind: row.proposer_kind === 'member' ? 'joint' : row.proposer_kind };
  },
  async decline(act, row) {
    return { invited_ids: row.invited_ids.filter((one) => one !== act.actor.memberId) };
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
  assign: (act, _row, input) => assignmentOf(act, input),
  reassign: (act, _row, input) => assignmentOf(act, input),
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
    const answer = { result: input.result, letter, reply: input.reply, replied_on: notAfter(act, 'replied_on', input.replied_on) };
    await answerMerged(act, row, answer);
    return answer;
  },
  rate: async (_act, _row, input) => rated(input),
  rate_merged: async (_act, _row, input) => rated(input),
  async rework(act, row, input: { due_on: string }) {
    if (row.round >= 9) throw new Problem(422, 'too_many_rounds', '办理次数已经很多，请当面协商后办结。');
    if (input.due_on < today(act)) throw invalid({ due_on: '答复期限已经过了，请填今天以后的日期。' });
    return { round: row.round + 1, due_on: input.due_on, countersigned_ids: [], rating_work: null, rating_result: null, rating_opinion: null };
  },
  async close(act, _row, input: { closed_on?: string }) {
    return { closed_on: notAfter(act, 'closed_on', input.closed_on) };
  },
  async designate(act, _row, input: { key_led_by: string; key_why?: string; key_since?: string }) {
    return { key_led_by: input.key_led_by, key_why: input.key_why ?? null, key_since: notAfter(act, 'key_since', input.key_since) };
  },
  async release() {
    return { key_since: null, key_led_by: null, key_why: null };
  },
};

function rated(input: Pick<Proposal, 'rating_work' | 'rating_result'> & { rating_opinion?: string }): Partial<Proposal> {
  if (dissatisfied(input) && !input.rating_opinion) throw invalid({ rating_opinion: '不满意时请写明原因，承办单位好重新办理。' });
  return { rating_work: input.rating_work, rating_result: input.rating_result, rating_opinion: input.rating_opinion ?? null };
}

/** A thing that has happened did not happen tomorrow. */
function notAfter(act: Act, field: string, day: string | undefined): string {
  if (day !== undefined && day > today(act)) throw invalid({ [field]: '日期在今天之后，请核对。' });
  return day ?? today(act);
}
