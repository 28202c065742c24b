import type { z } from 'zod';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import type { Effect } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { handlers, holdProposal } from '#duties/proposals/handled.ts';
import { choose, dropped, handOver } from '#duties/proposals/keys/choosing.ts';
import { second } from '#duties/proposals/keys/nominating.ts';
import type { approvalFields, KeySelection, keySelection, resultFields } from '#duties/proposals/keys/record.ts';

async function approve(act: Act, row: KeySelection, { plan, approved_on }: z.infer<typeof approvalFields>): Promise<Partial<KeySelection>> {
  const text = plan ?? row.plan;
  if (!text) throw invalid({ plan: '还没有督办方案，请写明几时开督办会、几时到现场、要解决什么。' });
  return { plan: text, approved_on: notBefore(act, 'approved_on', approved_on, row.decided_on) };
}

async function conclude(act: Act, row: KeySelection, { concluded_on, ...result }: z.infer<typeof resultFields>): Promise<Partial<KeySelection>> {
  return { ...result, concluded_on: notBefore(act, 'concluded_on', concluded_on, row.decided_on) };
}

/** Nothing of it happened before the chair meeting decided. */
function notBefore(act: Act, field: string, given: string | undefined, decided: string | null): string {
  const day = happenedOn(act, field, given);
  if (decided && day < decided) throw invalid({ [field]: `主席会议${decided}才确定，日期不能更早，请核对。` });
  return day;
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof keySelection.steps, Effect<KeySelection>>> = {
  second,
  shortlist: async (act) => ({ shortlisted_on: today(act) }),
  choose,
  /** Units may have been assigned since the decision: the notice goes to them. */
  notify: async (act, row, { notified_on }: { notified_on?: string }) => ({ notified_on: notBefore(act, 'notified_on', notified_on, row.decided_on), handler_ids: handlers(await holdProposal(act, row.proposal_id)) }),
  hand_over: handOver,
  approve,
  conclude,
  drop: dropped,
};
