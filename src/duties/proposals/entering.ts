import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany, type Circumstances } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { asking } from '#duties/proposals/cosigning/actions.ts';
import { cut } from '#duties/proposals/drafting/submitting.ts';
import { membersNamed } from '#duties/proposals/naming.ts';
import { nextSerial, sessionNow } from '#duties/proposals/numbers.ts';
import { placeOn } from '#duties/proposals/plenaries/facts.ts';
import { expectMayPropose, expectSealed } from '#duties/proposals/plenaries/proposing.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** What the form sends: columns, and the co-signers as names. */
export type Entered = Partial<Proposal> & { cosigners?: string };

/**
 * Enters a proposal. One's own begins as a draft whose co-signers are invited; a paper that a clerk enters for somebody is handed
 * in already, signatures and all, and the journal says for whom it was entered.
 */
export async function enterProposal(act: Act, values: Entered, how: Circumstances): Promise<Proposal> {
  const { cosigners, invited_ids: asked = [], cosign_by: signBy, sealed_on: sealedOn, ...columns } = values;
  const who = await proposerOf(act, columns);
  const signers = (cosigners ? await membersNamed(act, cosigners) : []).filter((id) => id !== who.member_id);
  await expectThere(act, committee, 'committee_id', columns.committee_id);
  const own = act.actor.memberId !== null && who.member_id === act.actor.memberId;
  const day = own ? today(act) : happenedOn(act, 'submitted_on', columns.submitted_on);
  const whole = { ...columns, ...who, ...(await placeOf(act, columns, day)) };
  const begun = own
    ? { ...whole, submitted_on: undefined, ...(await asking(act, invitedOf(asked, signers, who.member_id), { typed: signBy })) }
    : await handedIn(act, { ...whole, submitted_on: day, sealed_on: sealedOn ? happenedOn(act, 'sealed_on', sealedOn) : null }, signers);
  const [row] = await createMany(act, proposal, [begun], own ? how : { ...how, onBehalfOf: how.onBehalfOf ?? who.proposer_name });
  return row!;
}

/** A paper: whose proposal may come in that day, with the seal that the plan asks for, and its number. */
async function handedIn<Columns extends Partial<Proposal> & Pick<Proposal, 'submitted_on' | 'term' | 'session'>>(act: Act, whole: Columns, signers: string[]): Promise<Partial<Proposal>> {
  const kind = whole.proposer_kind ?? 'member';
  await expectMayPropose(act, kind, whole.submitted_on!);
  await expectSealed(act, kind, whole.sealed_on !== null, whole.submitted_on!);
  return { ...whole, state: 'submitted', serial_no: await nextSerial(act, whole), ...cut(whole.advice), ...cosigned(whole, signers) };
}

/** What a paper says of itself stands; else the day says to which session it belongs, and as what. */
async function placeOf(act: Act, columns: Partial<Proposal>, day: string): Promise<Pick<Proposal, 'term' | 'session'> & Partial<Pick<Proposal, 'time_class'>>> {
  const place = (await placeOn(act, day)) ?? (await sessionNow(act, day));
  return { ...place, ...(columns.term ? { term: columns.term } : {}), ...(columns.session ? { session: columns.session } : {}), ...(columns.time_class ? { time_class: columns.time_class } : {}) };
}

/** Picked or named, each once, and never the proposer. */
export const invitedOf = (picked: readonly string[], named: readonly string[], proposer: string | null): string[] => [...new Set([...picked, ...named])].filter((id) => id !== proposer);

/** A member proposes in the own name unless another is named; a body has the name it signs with. */
export async function proposerOf(act: Act, { member_id, proposer_name: name, proposer_kind: kind }: Partial<Proposal>) {
  const memberId = member_id ?? act.actor.memberId;
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
