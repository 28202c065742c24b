import type { Act } from '#platform/records/act.ts';
import { amend, create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { invalid } from '#platform/problems.ts';
import { happenedOn } from '#duties/days.ts';
import { proposalContact, type ProposalContact } from '#duties/proposals/contacts/record.ts';
import { concerned, holdProposal, holdSeen, unitWriting } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** What the form sends. */
export type Talk = Pick<ProposalContact, 'proposal_id' | 'stage' | 'way' | 'note'> & Partial<ProposalContact>;

/** While a unit has it in hand, and afterwards until it is closed. */
const TALKING: readonly string[] = ['assigned', 'disputed', 'accepted', 'replied', 'rated'];

/** Notes a talk. The proposal says how often was talked, so that the talk rate is a list of proposals. */
export async function noteTalk(act: Act, { proposal_id, unit_id, held_on, ...said }: Talk, how: Circumstances): Promise<ProposalContact> {
  const row = await holdSeen(act, proposal_id);
  if (!TALKING.includes(row.state)) throw invalid({ proposal_id: `这件提案现在是“${proposal.states[row.state as 'filed']?.label ?? row.state}”，交办之后、办结之前才登记沟通。` });
  const { unitId } = unitWriting(act, row, unit_id);
  const day = happenedOn(act, 'held_on', held_on);
  const talk = await create<ProposalContact>(act, proposalContact, { ...said, proposal_id, unit_id: unitId, held_on: day, round: row.round, ...(await concerned(act, row)) }, how);
  await counted(act, row, 1, '登记了一次与提案人的沟通');
  return talk;
}

/** What belongs to which proposal and unit stays; the rest of a mistyped note is put right. */
export async function correctTalk(act: Act, row: ProposalContact, { held_on, ...typed }: Partial<Talk>): Promise<Partial<ProposalContact>> {
  const { proposal_id, unit_id } = row;
  return { ...typed, proposal_id, unit_id, held_on: held_on ? happenedOn(act, 'held_on', held_on) : row.held_on };
}

const byOne = (by: 1 | -1, reason: string): Effect<ProposalContact> => async (act, talk) => {
  await counted(act, await holdProposal(act, talk.proposal_id), by, reason);
};

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof proposalContact.steps, Effect<ProposalContact>>> = {
  deny: byOne(-1, '提案人说没有这次沟通'),
  reinstate: byOne(1, '核实确有这次沟通'),
  async drop(act, talk) {
    if (talk.state === 'noted') await counted(act, await holdProposal(act, talk.proposal_id), -1, '撤下了一次沟通记录');
  },
};

async function counted(act: Act, row: Proposal, by: 1 | -1, reason: string): Promise<void> {
  await amend(act, proposal, row, { talks: row.talks + by }, { step: 'edit', relation: 'consequence', reason });
}
