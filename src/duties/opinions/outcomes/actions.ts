import { v7 as uuidv7 } from 'uuid';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { lock } from '#platform/records/write.ts';
import { createMany, type Circumstances } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { countOnItem, itemToNote, keptOf } from '#duties/opinions/outcomes/noting.ts';
import { levels, outcome, outcomeKinds, type Outcome } from '#duties/opinions/outcomes/record.ts';

type Noting = Partial<Outcome> & { item_id: string; with_ids?: string[] };

/** Notes what became of an item; of a piece merged from several of ours, for each of them. Answers that of the first. */
export async function noteOutcome(act: Act, { item_id, with_ids = [], ...values }: Noting, how: Circumstances): Promise<Outcome> {
  happenedOn(act, 'came_on', values.came_on);
  const ids = [...new Set([item_id, ...with_ids])];
  expectShare(values, ids.length);
  const items: OpinionItem[] = [];
  for (const id of ids) items.push(await itemToNote(act, id));
  const piece_id = uuidv7();
  const rows = await createMany<Outcome>(act, outcome, items.map((item) => ({ ...values, ...keptOf(item), piece_id })), how);
  for (const item of items) await countOnItem(act, item, { outcomes: 1 }, `登记${wordsOf(rows[0]!)}`);
  return rows[0]!;
}

const wordsOf = ({ level, kind }: Outcome): string => `${levels[level as 'county']}${outcomeKinds[kind as 'forwarded']}`;

/** A single piece has no share, and a merged one is made of at least as many as are named here. */
function expectShare({ kind, share_of: of }: Partial<Outcome>, ours: number): void {
  if (kind !== 'adopted_merged' && ours > 1) throw invalid({ with_ids: '只有“综合采用”才是几条信息合成一篇，请改选结果，或只留一条信息。' });
  if (of && kind !== 'adopted_merged') throw invalid({ share_of: '只有“综合采用”才填用了几条原稿。' });
  if (of && of < ours) throw invalid({ share_of: `本县的信息已有${ours}条，原稿总数不会比这少，请核对。` });
}

/** Of which items it speaks stays as it was noted: noted wrongly, it is struck and noted anew. */
export async function correctOutcome(act: Act, row: Outcome, { item_id, with_ids, ...values }: Partial<Noting>): Promise<Partial<Outcome>> {
  if ((item_id ?? row.item_id) !== row.item_id || (with_ids ?? []).length > 0) throw invalid({ item_id: '是哪条信息的采用情况不能改。登记错了的，请作废后重新登记。' });
  happenedOn(act, 'came_on', values.came_on);
  expectShare({ kind: row.kind, ...values }, 1);
  return values;
}

/** What was struck no longer counts on its item. */
export async function striking(act: Act, row: Outcome): Promise<Partial<Outcome>> {
  await countOnItem(act, await lock(act, opinionItem, row.item_id), { outcomes: -1 }, `作废${wordsOf(row)}`);
  return {};
}
