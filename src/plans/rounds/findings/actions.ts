import { finding, type Finding } from '#plans/rounds/findings/record.ts';
import { roundVisit, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

/** Found where and when the visit was made. */
export async function enterFinding(act: Act, values: Values<Finding>, how: Circumstances): Promise<Finding> {
  const visit = await visitOf(act, values.visit_id!);
  expectAfter('mend_by', values.mend_by!, visit.visited_on!);
  return create<Finding>(act, finding, { ...values, round_id: visit.round_id, committee_id: visit.committee_id, found_on: visit.visited_on! }, how);
}

export async function correctFinding(act: Act, row: Finding, values: Values<Finding>): Promise<Values<Finding>> {
  const visit = await visitOf(act, values.visit_id ?? row.visit_id);
  expectAfter('mend_by', values.mend_by ?? row.mend_by, visit.visited_on!);
  return { ...values, round_id: visit.round_id, committee_id: visit.committee_id, found_on: visit.visited_on! };
}

async function visitOf(act: Act, id: string): Promise<RoundVisit> {
  const visit = await find<RoundVisit>(act, roundVisit, id);
  if (visit?.state !== 'made') throw invalid({ visit_id: '请选择一次已登记的走访。' });
  return visit;
}

export async function mending(act: Act, row: Finding, input: { mended_on: string }): Promise<Values<Finding>> {
  expectAfter('mended_on', input.mended_on, row.found_on);
  expectCome(act, 'mended_on', input.mended_on);
  return input;
}

export async function closing(act: Act, row: Finding, input: { closed_on: string }): Promise<Values<Finding>> {
  expectAfter('closed_on', input.closed_on, row.mended_on ?? row.found_on);
  expectCome(act, 'closed_on', input.closed_on);
  return input;
}

export async function rejecting(act: Act, _row: Finding, input: { mend_by: string }): Promise<Values<Finding>> {
  expectAfter('mend_by', input.mend_by, dayOf(act.at));
  return { ...input, mended_on: null };
}

function expectAfter(field: string, day: string, first: string): void {
  if (day < first) throw invalid({ [field]: `日期不能早于${first}。` });
}

function expectCome(act: Act, field: string, day: string): void {
  if (day > dayOf(act.at)) throw invalid({ [field]: '日期还没有到，请核对。' });
}
