import { countyOffice } from '#platform/identity/relations.ts';
import { is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, lock, type Values } from '#platform/records/write.ts';
import { inEditing, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';

/** Several items become one (合编): the originals keep their text, their entries and who reflected them, and stay linked to the one that goes on. */

const isInEditing = ({ state }: OpinionItem): boolean => (inEditing as readonly string[]).includes(state);

export async function merging(act: Act, row: OpinionItem, { merged_into }: { merged_into: string }): Promise<Values<OpinionItem>> {
  if (merged_into === row.id) throw invalid({ merged_into: '不能并入它自己，请选择另一条。' });
  const target = await lock(act, opinionItem, merged_into);
  if (!isInEditing(target)) throw invalid({ merged_into: `“${target.title}”现在是“${opinionItem.states[target.state as 'draft'].label}”，只能并入还在采编的信息。` });
  await recount(act, target, 1, `“${row.title}”并入`);
  return { merged_into };
}

export async function parting(act: Act, row: OpinionItem): Promise<Values<OpinionItem>> {
  const target = await lock(act, opinionItem, row.merged_into!);
  if (!isInEditing(target)) throw new Problem(409, 'wrong_state', `并入的“${target.title}”现在是“${opinionItem.states[target.state as 'draft'].label}”，不能再拆出。`);
  await recount(act, target, -1, `“${row.title}”拆出`);
  return { merged_into: null };
}

const recount = (act: Act, target: OpinionItem, by: number, reason: string): Promise<OpinionItem> =>
  amend(act, opinionItem, target, { originals: target.originals + by }, { step: 'edit', relation: countyOffice.name, reason });

/** More than this nobody merges into one. */
const MOST = 50;

/** The items merged into this one, of those the person may see. */
export const originalsOf = (reading: Reading, item: string): Promise<OpinionItem[]> =>
  list(reading, opinionItem, { where: is<OpinionItem>('merged_into', item), order: [{ column: 'submitted_on' }], limit: MOST });
