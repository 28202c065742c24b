import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany, type Circumstances } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { membersNamed } from '#duties/proposals/naming.ts';
import { nextSerial, sessionNow } from '#duties/proposals/numbers.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** What the form sends: columns, and the co-signers as names. */
export type Entered = Partial<Proposal> & { cosigners?: string };

/**
 * Enters a proposal. One's own begins as a draft whose co-signers are invited; a paper that a clerk enters for somebody is handed
 * in already, signatures and all, and the journal says for whom it was entered.
 */
export async function enterProposal(act: Act, values: Entered, how: Circumstances): Promise<Proposal> {
  const { cosigners, ...columns } = values;
  const who = await proposerOf(act, columns);
  const signers = (cosigners ? await membersNamed(act, cosigners) : []).filter((id) => id !== who.member_id);
  await expectThere(act, committee, 'committee_id', columns.committee_id);
  const now = await sessionNow(act);
  const whole = { ...columns, ...who, term: columns.term ?? now.term, session: columns.session ?? now.session };
  const own = act.actor.memberId !== null && who.member_id === act.actor.memberId;
  const begun = own
    ? { ...whole, submitted_on: undefined, invited_ids: signers }
    : { ...whole, state: 'submitted', submitted_on: happenedOn(act, 'submitted_on', columns.submitted_on), serial_no: await nextSerial(act, whole), ...cosigned(whole, signers) };
  const [row] = await createMany(act, proposal, [begun], own ? how : { ...how, onBehalfOf: how.onBehalfOf ?? who.proposer_name });
  return row!;
}

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
