import { round, type Round } from '#plans/rounds/rounds/record.ts';
import { expectComplete } from '#plans/rounds/visits/checks.ts';
import type { RoundVisit } from '#plans/rounds/visits/record.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import type { Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

/** A visit is entered when it was made, not before, with a verdict on each point of the round. */
export async function visiting(act: Act, row: RoundVisit, input: { visited_on: string; checks: string }): Promise<Values<RoundVisit>> {
  if (input.visited_on > dayOf(act.at)) throw invalid({ visited_on: '走访日期还没有到，请核对。' });
  return revising(act, row, input);
}

/** A verdict that was tapped beside the one that was meant is put right, with a reason. */
export async function revising<Input extends { checks: string }>(act: Act, row: RoundVisit, input: Input): Promise<Input> {
  expectComplete((await get<Round>(act, round, row.round_id)).points, input.checks);
  return input;
}
