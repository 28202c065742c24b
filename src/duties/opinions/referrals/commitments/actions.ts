import { invalid } from '#platform/problems.ts';
import type { Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import type { commitment, Commitment } from '#duties/opinions/referrals/commitments/record.ts';

const judged: Effect<Commitment> = async (act) => ({ judged_on: dayOf(act.at) });

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof commitment.steps, Effect<Commitment>>> = {
  async report(act, _row, { report }: { report: string }) {
    return { report, reported_on: dayOf(act.at) };
  },
  keep: judged,
  break: judged,
  async postpone(_act, row, { due_on }: { due_on: string }) {
    if (due_on <= row.due_on) throw invalid({ due_on: `新的期限要晚于现在的期限（${row.due_on}）。` });
    return { due_on, postponed: row.postponed + 1 };
  },
};
