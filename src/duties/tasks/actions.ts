import { holds } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany, type Circumstances } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { task, type Task } from '#duties/tasks/record.ts';

type Handing = Partial<Task> & { committee_ids: string[] };

/** One for each committee, so that each accepts, reports and is closed by itself. Answers the first. */
export async function handDown(act: Act, { committee_ids, ...values }: Handing, how: Circumstances): Promise<Task> {
  if (committee_ids.length === 0) throw invalid({ committee_ids: '请至少选一个承办的联络委。' });
  if (values.handed_by === 'county' && !holds(act.actor, 'county_office', 'maintainer')) throw new Problem(403, 'not_yours', '县政协交办的事项由县政协办公室登记。乡镇（街道）党（工）委交办的，“交办单位”请选党（工）委。');
  const handed_on = values.handed_on ?? dayOf(act.at);
  if (handed_on > dayOf(act.at)) throw invalid({ handed_on: '交办日期在今天之后，请核对。' });
  const due_on = await dueFrom(act, handed_on, values);
  const rows = await createMany<Task>(act, task, committee_ids.map((committee_id) => ({ ...values, committee_id, handed_on, due_on })), how);
  return rows[0]!;
}

/** The day that was set, or that follows from the limit in working days. */
async function dueFrom(act: Act, handedOn: string, { days, due_on }: Partial<Task>): Promise<string> {
  if (days) {
    const counted = workingDayAfter(await workCalendarOf(act), handedOn, days);
    if (due_on && due_on !== counted) throw invalid({ due_on: `按${days}个工作日推算是${counted}，和填的日期不一致。两项请只填一项。` });
    return counted;
  }
  if (!due_on) throw invalid({ due_on: '请填办结期限，或者填办理时限几个工作日。' });
  if (due_on < handedOn) throw invalid({ due_on: `期限早于交办日期（${handedOn}），请核对。` });
  return due_on;
}

/** Done by its day or not is said once, with the report: a later calendar or correction does not change what was. */
export async function reporting(act: Act, row: Task, input: { result: string }): Promise<Partial<Task>> {
  const reported_on = dayOf(act.at);
  return { ...input, reported_on, on_time: reported_on <= row.due_on };
}

/** Sent back, it counts by the day on which it is reported again. */
export const returning = async (): Promise<Partial<Task>> => ({ reported_on: null, on_time: null });

/** Another day by word of those who handed it down: from then on it is no longer counted in working days, and counts as on time. */
export async function extending(_act: Act, row: Task, { due_on }: { due_on: string }): Promise<Partial<Task>> {
  if (due_on <= row.due_on) throw invalid({ due_on: `新的期限要晚于现在的期限（${row.due_on}）。` });
  return { due_on, days: null };
}
