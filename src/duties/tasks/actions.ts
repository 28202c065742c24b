import { v7 as uuidv7 } from 'uuid';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { holds } from '#platform/identity/actor.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, createMany, type Circumstances } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { MOST_TOGETHER, task, type Task } from '#duties/tasks/record.ts';

type Handing = Partial<Task> & { committee_ids: string[] };

/** One for each committee, so that each accepts, reports and is closed by itself. Answers the first. */
export async function handDown(act: Act, { committee_ids, ...values }: Handing, how: Circumstances): Promise<Task> {
  if (committee_ids.length === 0) throw invalid({ committee_ids: '请至少选一个承办的联络委。' });
  if (values.handed_by === 'county' && !holds(act.actor, 'county_office', 'maintainer')) throw new Problem(403, 'not_yours', '县政协交办的事项由县政协办公室登记。乡镇（街道）党（工）委交办的，“交办单位”请选党（工）委。');
  const handed_on = values.handed_on ?? dayOf(act.at);
  if (handed_on > dayOf(act.at)) throw invalid({ handed_on: '交办日期在今天之后，请核对。' });
  const due_on = await dueFrom(act, handed_on, values);
  const handing_id = uuidv7();
  const rows = await createMany<Task>(act, task, committee_ids.map((committee_id) => ({ ...values, committee_id, handed_on, due_on, handing_id })), how);
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

/**
 * Corrects what was handed down, for all to whom it went in that act, as long as none of them has received it: two would otherwise work by
 * different words. After that it is cancelled and handed down anew.
 */
export async function correcting(act: Act, row: Task, { committee_ids, handed_by, handed_on, ...content }: Partial<Handing>): Promise<Partial<Task>> {
  const moved = (handed_by ?? row.handed_by) !== row.handed_by || (handed_on ?? row.handed_on) !== row.handed_on || (committee_ids ?? [row.committee_id]).join() !== row.committee_id;
  if (moved) throw invalid({ '': '交办单位、交办日期和承办联络委不能改。交办错了的，请取消后重新交办。' });
  const others = await handedWith(act, row);
  await expectUnreceived(act, others);
  const corrected = { ...content, ...(await dueAgain(act, row, content)) };
  for (const other of others) await amend<Task>(act, task, other, corrected, { step: 'edit', relation: 'handed_together' });
  return { handed_by: row.handed_by, handed_on: row.handed_on, ...corrected };
}

/** The day anew: of a limit and a day the one that was changed holds, and the other follows or falls. */
async function dueAgain(act: Act, row: Task, { days, due_on }: Partial<Task>): Promise<Pick<Task, 'days' | 'due_on'>> {
  if (days === undefined && due_on === undefined) return { days: row.days, due_on: row.due_on };
  const onlyLimit = days !== undefined && days !== row.days && due_on === row.due_on;
  const onlyDay = due_on !== undefined && due_on !== row.due_on && days === row.days;
  const told = onlyLimit ? { days } : onlyDay ? { due_on } : { days, due_on };
  return { days: told.days ?? null, due_on: await dueFrom(act, row.handed_on, told) };
}

/** What was handed down in the same act, besides this one. */
const handedWith = async (act: Act, { id, handing_id }: Task): Promise<Task[]> =>
  handing_id ? list(act, task, { where: all(is<Task>('handing_id', handing_id), not(is<Task>('id', id)), not(is<Task>('state', 'cancelled'))), limit: MOST_TOGETHER }) : [];

async function expectUnreceived(act: Act, others: readonly Task[]): Promise<void> {
  const received = others.filter(({ state }) => state !== 'handed');
  if (received.length === 0) return;
  const places = await list(act, committee, { where: oneOf<Committee>('id', received.map(({ committee_id }) => committee_id)), limit: MOST_TOGETHER });
  throw new Problem(409, 'already_received', `${places.map(({ place }) => place).join('、')}已经签收，内容不能再改。请取消后重新交办。`);
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
