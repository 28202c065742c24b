import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, lock } from '#platform/records/write.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';

/**
 * An item of which something became, held for this act: sent in and not set aside. Whoever may not see it does not find it.
 * @throws Problem 422 at the field `item_id`
 */
export async function itemToNote(act: Act, id: string): Promise<OpinionItem> {
  const item = await lock(act, opinionItem, id);
  const early: readonly string[] = ['draft', 'returned'];
  if (early.includes(item.state)) throw invalid({ item_id: '这条信息还没有报送，报送以后才能登记采用和批示。' });
  if (item.state === 'unused') throw invalid({ item_id: '这条信息没有采用。确有采用或批示的，请先“重新采编”，再来登记。' });
  return item;
}

/** Counts on the item what was noted of it, or struck; its course says what it was. */
export async function countOnItem(act: Act, item: OpinionItem, by: { outcomes: number; instructions?: number }, why: string): Promise<void> {
  const counts = { outcomes: item.outcomes + by.outcomes, instructions: item.instructions + (by.instructions ?? 0) };
  await amend<OpinionItem>(act, opinionItem, item, counts, { step: 'edit', relation: 'outcome', reason: why });
}

/** What an outcome or instruction keeps of its item, so that the past is counted where it belonged. */
export const keptOf = ({ id, committee_id, member_id, title }: OpinionItem) => ({ item_id: id, committee_id, member_id, title });
