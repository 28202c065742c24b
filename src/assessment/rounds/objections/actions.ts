import { editionOf, gateAt } from '#assessment/rounds/edition.ts';
import { linesOf } from '#assessment/rounds/facts.ts';
import { assessmentObjection, isGate, kinds, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { asKept, pointsTyped } from '#assessment/rounds/points.ts';
import type { Assessment } from '#assessment/rounds/record.ts';
import { isClosed } from '#assessment/rounds/sheets/columns.ts';
import { assessmentOf } from '#assessment/rounds/sheets/filling.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { gateSaid, restateLine } from '#assessment/rounds/sheets/restating.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { maintainer } from '#platform/identity/relations.ts';
import { all, is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count, find } from '#platform/records/read.ts';
import { amend, create, lock, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';

interface Raised {
  sheet_id: string;
  address: string;
  said: string;
  wanted_points?: string;
}

/** Against one line or one condition: while the results are shown it is an objection, after they were published an appeal; in time, and one at a time. */
export async function enterObjection(act: Act, { sheet_id, address, said, wanted_points }: Raised, how: Circumstances): Promise<AssessmentObjection> {
  const sheet = await find<AssessmentSheet>(act, assessmentSheet, sheet_id);
  if (!sheet) throw invalid({ sheet_id: '没有找到这张考核表。请从自己的考核表里提出。' });
  const raised_on = dayOf(act.at);
  const kind = kindAt(await assessmentOf(act, sheet), raised_on);
  const line = await contested(act, sheet, address.trim(), wanted_points);
  const days = await parameterAt(act, 'assessment.answer_days', raised_on);
  const due_on = workingDayAfter(await workCalendarOf(act), raised_on, days);
  return create<AssessmentObjection>(act, assessmentObjection, {
    assessment_id: sheet.assessment_id, sheet_id, committee_id: sheet.committee_id, member_id: sheet.member_id, unit_id: sheet.unit_id, name: sheet.name, kind, address: line.address,
    line_name: line.name, said, raised_on, due_on, checked_by: [sheet.checker_id, sheet.rechecker_id].filter((id) => id !== null),
    ...(wanted_points ? { wanted_points: asKept(pointsTyped(wanted_points, 'wanted_points')) } : {}),
  }, how);
}

/** @throws Problem 422 outside the days in which something may be said */
function kindAt({ state, objections_by, appeals_by }: Assessment, day: string): keyof typeof kinds {
  const until = state === 'shown' ? objections_by : state === 'published' ? appeals_by : null;
  if (!until) throw invalid({ sheet_id: '公示期间可以提出异议，结果公布后可以申诉；现在都不在期限内。请直接与县政协办公室联系。' });
  if (day > until) throw invalid({ sheet_id: `期限是${until}，已经过了。请直接与县政协办公室联系。` });
  return state === 'shown' ? 'objection' : 'appeal';
}

/** What is contested: a line that gives points, or a condition of which the sheet says that it is not met. */
async function contested(act: Act, sheet: AssessmentSheet, address: string, wanted: string | undefined): Promise<Pick<AssessmentLine, 'address' | 'name'>> {
  const gate = gateAt(await editionOf(act, await assessmentOf(act, sheet)), address);
  const found = (await linesOf(act, { sheet: sheet.id })).find((one) => one.address === address);
  const line = gate ? { address, name: gate } : found && !isClosed(found) ? found : undefined;
  if (!line) throw invalid({ address: `考核表里没有计分的项目“${address}”。请照左边的编号填写，必须做到的事写“必1”这样的编号。` });
  if (gate && !sheet.unmet.includes(gate)) throw invalid({ address: `考核表上“${gate}”已经是做到了的，不用提出。` });
  if (gate && wanted) throw invalid({ wanted_points: '必须做到的事没有分数，这里不用填。' });
  const open = all(is<AssessmentObjection>('sheet_id', sheet.id), is<AssessmentObjection>('address', address), is<AssessmentObjection>('state', 'raised'));
  if ((await count({ ...act, actor: program(act.county) }, assessmentObjection, open)) > 0) throw invalid({ address: `“${line.name}”已经有一件等待决定，不用重复提出。` });
  return line;
}

/** Won: exactly this line or condition is restated, with the decision as its reason. */
export async function upholding(act: Act, row: AssessmentObjection, input: { points_after?: string; decided_by: string; decided_on: string; decision: string }): Promise<Values<AssessmentObjection>> {
  expectDecided(act, row, input.decided_on);
  const asProgram = { ...act, actor: program(act.county) };
  const sheet = await lock<AssessmentSheet>(asProgram, assessmentSheet, row.sheet_id);
  const points = isGate(row) ? (input.points_after ?? gateSaid.met) : input.points_after;
  if (!points) throw invalid({ points_after: '请填写这一项改为多少分。' });
  const { before, after, values } = await restateLine(act, sheet, { address: row.address!, points, reason: input.decision }, 'points_after');
  await amend(act, assessmentSheet, sheet, values, { step: 'uphold', relation: maintainer.name, reason: input.decision });
  return { ...input, points_before: before ? asKept(before) : null, points_after: after ? asKept(after) : null };
}

/** Lost: nothing changes but that the reason stands here. */
export async function refusing(act: Act, row: AssessmentObjection, input: { decided_by: string; decided_on: string; decision: string }): Promise<Values<AssessmentObjection>> {
  expectDecided(act, row, input.decided_on);
  return input;
}

function expectDecided(act: Act, { raised_on }: AssessmentObjection, decided_on: string): void {
  if (decided_on > dayOf(act.at)) throw invalid({ decided_on: '决定日期还没有到，请核对。' });
  if (decided_on < raised_on) throw invalid({ decided_on: `${raised_on}才提出，决定日期不能早于它。` });
}
