import { sql } from 'kysely';
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
  const handling = unitsCarried(root);
  await carryOver(act, row.id, { merged_root_id: root.id, ...handling }, 'merge', `所并入的提案又并入“${root.title}”`);
  return { disposition: 'merged', merged_into_id: into.id, merged_root_id: root.id, merged_into_no: into.proposal_no, ...handling };
}

/** Who handles the one handles the originals merged into it: they see them, answer them, and judge neither. */
export const unitsCarried = ({ lead_unit_id, assisting_ids, separate_ids }: Pick<Proposal, 'lead_unit_id' | 'assisting_ids' | 'separate_ids'>) => ({ lead_unit_id, assisting_ids, separate_ids });

/**
 * Merged handling still answers every proposer (domain rules 2.3): what happens to the one that is handled (units, reply) is written
 * to each original merged into it, whoever acts and whatever that person may see.
 */
export async function carryOver(act: Act, rootId: string, values: Partial<Proposal> | ((under: Proposal) => Partial<Proposal>), step: 'merge' | 'assign' | 'reply' | 'rework', reason: string): Promise<void> {
  const { rows } = await sql<Proposal>`
    select * from proposals where county_id = ${act.county} and merged_root_id = ${rootId} and state = 'merged' order by id for update`.execute(act.db);
  for (const under of rows) await amend(act, proposal, under, typeof values === 'function' ? values(under) : values, { step, relation: 'consequence', reason });
}
