import { holds } from '#platform/identity/actor.ts';
import type { Effect } from '#platform/records/write.ts';
import { today } from '#duties/days.ts';
import { unanswered } from '#duties/attending/asking.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';

/** What answers and decisions about leave change besides the state. */
export const effects: Partial<Record<keyof typeof attendance.steps, Effect<Attendance>>> = {
  accept: async (act) => ({ replied_on: today(act), why: null, decided_by: null, decided_on: null }),
  ask_leave: async (act, _row, { why }: { why: string }) => ({ replied_on: today(act), why }),
  decline: async (act, _row, { why }: { why?: string }) => ({ replied_on: today(act), why: why ?? null }),
  excuse: async (act, row) => ({ decided_on: today(act), decided_by: decider(act.actor, row) }),
  insist: async (act, row) => ({ decided_on: today(act), decided_by: decider(act.actor, row) }),
  ask_again: unanswered,
};

/** Who decided, as it is printed: the name; where the office enters what the head decided on paper, the head. */
function decider(actor: Parameters<typeof holds>[0], { leave_by, committee_id }: Attendance): string {
  if (leave_by === 'office') return actor.name;
  const own = committee_id ? actor.posts.some(({ role, committeeId }) => role === 'director' && committeeId === committee_id) : holds(actor, 'chair');
  return own ? actor.name : committee_id ? '联络委主任' : '主席会议成员';
}
