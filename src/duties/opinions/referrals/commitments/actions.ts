import type { Effect } from '#platform/records/write.ts';
import { expectLater, judged, reported } from '#duties/promising.ts';
import type { commitment, Commitment } from '#duties/opinions/referrals/commitments/record.ts';

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof commitment.steps, Effect<Commitment>>> = {
  report: reported,
  keep: judged,
  break: judged,
  async postpone(_act, row, { due_on }: { due_on: string }) {
    expectLater(row.due_on, due_on);
    return { due_on, postponed: row.postponed + 1 };
  },
};
