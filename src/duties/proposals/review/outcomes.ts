import { sql } from 'kysely';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { giveBackNumber } from '#platform/records/numbers.ts';
import type { Effect } from '#platform/records/write.ts';
import { itemsOf } from '#duties/crossings/facts.ts';
import { numberSeries } from '#duties/proposals/numbers.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** Back to the review, as if nothing had been decided. What others have built on the decision stands against it. */
async function reconsidered(act: Act, row: Proposal): Promise<Partial<Proposal>> {
  if (row.state === 'converted' && (await itemsOf(act, 'proposal_id', row.id)).length > 0) {
    throw new Problem(422, 'item_made', '已经由这件提案编成了社情民意信息，不能再重新审查。');
  }
  const { rows: [under] } = await sql<{ n: number }>`
    select count(*)::int as n from proposals where county_id = ${act.county} and merged_root_id = ${row.id} and state = 'merged'`.execute(act.db);
  if (under!.n > 0) throw new Problem(422, 'others_merged', `还有${under!.n}件提案并入这一件办理。请先把它们“重新审查”，或者撤案。`);
  return {
    disposition: null, refusal_ground: null, merged_into_id: null, merged_root_id: null, merged_into_no: null,
    lead_unit_id: null, assisting_ids: [], separate_ids: [], mode: null, side: null,
    ...(row.state === 'filed' ? { proposal_no: await numberReturned(act, row) } : {}),
  };
}

/** Only the number given last is free again: a gap in the numbers would have to be explained for years. */
async function numberReturned(act: Act, row: Proposal): Promise<null> {
  const { proposal_no: number } = row;
  if (number !== null && !(await giveBackNumber(act, numberSeries(row), number))) {
    throw new Problem(422, 'number_used', `已编为第${number}号，后面还编了别的号，不能收回。可以并案，或者由提案人撤案。`);
  }
  return null;
}

export const reviewEffects = {
  async as_letter() {
    return { disposition: 'letter' };
  },
  reconsider: reconsidered,
} satisfies Record<string, Effect<Proposal>>;
