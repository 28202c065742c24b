import type { RoundVisit } from '#plans/rounds/visits/record.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

/** A visit is entered when it was made, not before. */
export async function visiting(act: Act, _row: RoundVisit, input: { visited_on: string }): Promise<Values<RoundVisit>> {
  if (input.visited_on > dayOf(act.at)) throw invalid({ visited_on: '走访日期还没有到，请核对。' });
  return input;
}
