import { is, oneOf, present, all } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** More originals than this are not merged into one; lists need an end. */
const MOST = 200;

/** The originals that a proposal answers besides itself, through whatever chain of merges. */
export const mergedUnder = (reading: Reading, rootId: string): Promise<Proposal[]> =>
  list(reading, proposal, { where: all(is<Proposal>('merged_root_id', rootId), is<Proposal>('state', 'merged')), order: [{ column: 'proposal_no' }], limit: MOST });

/** Proposals that others may be merged into: under handling or to be handled. */
export const mergeable = (reading: Reading): Promise<Proposal[]> =>
  list(reading, proposal, {
    where: all(oneOf<Proposal>('state', ['filed', 'assigned', 'disputed', 'accepted', 'merged']), present<Proposal>('proposal_no')),
    order: [{ column: 'submitted_on', descending: true }, { column: 'proposal_no', descending: true }], limit: MOST,
  });

/**
 * Merges one original into another. Kept as decided and resolved to the end of the chain, where the handling is; whatever had
 * been merged into this one moves along, and every original keeps its own proposers.
 */
export async function mergeInto(act: Act, row: Proposal, intoId: string): Promise<Partial<Proposal>> {
  const into = await find(act, proposal, intoId);
  if (!into) throw invalid({ merged_into_id: '没有找到要并入的提案，请重新选择。' });
  const root = into.merged_root_id ? await find(act, proposal, into.merged_root_id) : into;
  if (!root || root.id === row.id) throw invalid({ merged_into_id: '不能并入自己，也不能并入已并到本件的提案。请另选一件。' });
  if (!['filed', 'assigned', 'disputed', 'accepted'].includes(root.state)) {
    throw invalid({ merged_into_id: `“${root.title}”现在是“${proposal.states[root.state as 'filed']?.label}”，不能再并入。请选已立案、还没有答复的提案。` });
  }
  for (const under of await mergedUnder(act, row.id)) {
    await amend(act, proposal, under, { merged_root_id: root.id }, { step: 'merge', relation: 'consequence', reason: `所并入的提案又并入“${root.title}”` });
  }
  return { disposition: 'merged', merged_into_id: into.id, merged_root_id: root.id, merged_into_no: into.proposal_no };
}

/** Merged handling still answers every proposer: the reply is the reply to each original (domain rules 2.3). */
export async function answerMerged(act: Act, root: Proposal, answer: Pick<Proposal, 'replied_on' | 'result' | 'letter' | 'reply'>): Promise<void> {
  for (const under of await mergedUnder(act, root.id)) {
    await amend(act, proposal, under, answer, { step: 'reply', relation: 'consequence', reason: `随“${root.title}”一并答复` });
  }
}
