import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { callOff, freeze, moveInvitations } from '#duties/attending/asking.ts';
import { MOST_DAYS } from '#duties/attending/halves.ts';
import { mark } from '#duties/attending/marking.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { inspectionTopic } from '#duties/inspections/programmes/topics/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { visiting } from '#duties/inspections/visiting.ts';

const DAY_MS = 86_400_000;

/** Who organises does not take part besides; what the county organises with committees is joint by itself. */
function settled<V extends Partial<Inspection>>(values: V): V {
  const partner_ids = (values.partner_ids ?? []).filter((id) => id !== values.committee_id);
  return { ...values, partner_ids, joint: values.committee_id ? (values.joint ?? false) : partner_ids.length > 0 };
}

/** @throws Problem 422 at the field that does not fit the others. */
function expectSound({ kind, destination, held_on, until_on, from_half, until_half, attend, places, reply_by }: Partial<Inspection>): void {
  const until = until_on ?? held_on!;
  if (kind === 'study' && !destination) throw invalid({ destination: '考察是到外地学习，请写明去哪里。在本县看工作的是调研或视察。' });
  if (until < held_on!) throw invalid({ until_on: '结束的日期早于开始的日期，请核对。' });
  if ((Date.parse(until) - Date.parse(held_on!)) / DAY_MS >= MOST_DAYS) throw invalid({ until_on: `一次活动最多登记${MOST_DAYS}天，更长的请分几次登记。` });
  if (until === held_on && from_half === 'pm' && until_half === 'am') throw invalid({ until_half: '从下午开始，不能在当天上午结束，请核对。' });
  if (places && attend !== 'sign_up') throw invalid({ places: '名额只在自愿报名时填写，请把参加方式改成自愿报名，或者把名额空着。' });
  if (reply_by && reply_by > until) throw invalid({ reply_by: '答复的日期在活动之后，请改早一些。' });
}

/** Enters a visit; from a topic of a programme with its day of approval known. */
export async function enterInspection(act: Act, values: Values<Inspection>, how: Circumstances): Promise<Inspection> {
  const row = settled(values);
  expectSound(row);
  await expectOfProgramme(act, row.topic_id);
  return create<Inspection>(act, inspection, row, how);
}

async function expectOfProgramme(act: Act, id: string | null | undefined): Promise<void> {
  if (!id) return;
  const topic = await find(act, inspectionTopic, id);
  if (topic?.state !== 'approved') throw invalid({ topic_id: '计划里没有这个题目，或者计划还没有批准、题目已经撤下。请从列表中重新选择。' });
}

/** Puts a visit right; what stands on its invitations follows. */
export async function correctInspection(act: Act, row: Inspection, values: Values<Inspection>): Promise<Values<Inspection>> {
  const changed = settled({ ...row, ...values });
  expectSound(changed);
  if (values.topic_id && values.topic_id !== row.topic_id) await expectOfProgramme(act, values.topic_id);
  if (row.marked_on && values.attendance !== undefined && values.attendance !== row.attendance) throw invalid({ attendance: '这次活动按名单登记了出席，人次是算出来的。请改“登记出席”。' });
  await moveInvitations(act, visiting, { ...changed, body_ids: row.body_ids });
  return { ...values, partner_ids: changed.partner_ids, joint: changed.joint };
}

/** Moves the last day along with the first, when it took place on another day than planned. */
const lastDay = ({ held_on, until_on }: Inspection, day: string): string | null =>
  (until_on ? dayOf(new Date(Date.parse(`${day}T12:00:00+08:00`) + Date.parse(until_on) - Date.parse(held_on))) : null);

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof inspection.steps, Effect<Inspection>>> = {
  async notify(act, row, { notice_no, reply_by }: { notice_no?: string; reply_by?: string }) {
    const changed = { notice_no: notice_no ?? row.notice_no, reply_by: reply_by ? stillAhead(act, 'reply_by', reply_by) : row.reply_by, notified_on: today(act) };
    expectSound({ ...row, ...changed });
    await moveInvitations(act, visiting, { ...row, ...changed });
    return changed;
  },
  async hold(act, row, { held_on, attendance }: { held_on: string; attendance?: number }) {
    const day = happenedOn(act, 'held_on', held_on);
    const changed = { held_on: day, until_on: lastDay(row, day), ...(row.precision === 'day' ? {} : { precision: 'day' }) };
    await moveInvitations(act, visiting, { ...row, ...changed });
    return attendance === undefined ? changed : { ...changed, attendance };
  },
  async mark(act, row, { marks }: { marks?: string }) {
    const { values, tally } = await mark(act, visiting, row, marks);
    return { ...values, attendance: tally.membersCame, marked_on: today(act) };
  },
  async close(act, row) {
    await freeze(act, visiting, row.id, today(act));
    return { closed_on: today(act) };
  },
  async reopen(act, row) {
    await freeze(act, visiting, row.id, null);
    return { closed_on: null };
  },
  async cancel(act, row) {
    await callOff(act, visiting, row.id);
  },
};
