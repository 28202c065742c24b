import { invalid } from '#platform/problems.ts';
import type { Effect } from '#platform/records/write.ts';
import { callOff, freeze, moveInvitations } from '#duties/attending/asking.ts';
import { mark } from '#duties/attending/marking.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { consulting } from '#duties/consultations/consulting.ts';
import { topicHeld } from '#duties/consultations/plans/actions.ts';
import type { Consultation } from '#duties/consultations/record.ts';

/** What the steps of a consultation change besides its state. */
export const effects: Record<string, Effect<Consultation>> = {
  async convene(act, row, { noticed_on, reply_by }: { noticed_on?: string; reply_by?: string }) {
    if (reply_by && reply_by > row.held_on) throw invalid({ reply_by: `晚于协商的日期（${row.held_on}），请改早一些。` });
    const changed = { noticed_on: happenedOn(act, 'noticed_on', noticed_on), reply_by: reply_by ?? row.reply_by };
    await moveInvitations(act, consulting, { ...row, ...changed });
    return changed;
  },
  supply: async (act, _row, { materials_on }: { materials_on?: string }) => ({ materials_on: happenedOn(act, 'materials_on', materials_on) }),
  async postpone(act, row, { held_on }: { held_on: string }) {
    const changed = { held_on: stillAhead(act, 'held_on', held_on), noticed_on: null, reply_by: null };
    await moveInvitations(act, consulting, { ...row, ...changed });
    return changed;
  },
  async hold(act, row, { held_on, ...counted }: Pick<Consultation, 'held_on' | 'residents' | 'agreed'>) {
    const changed = { held_on: happenedOn(act, 'held_on', held_on), ...counted };
    await moveInvitations(act, consulting, { ...row, ...changed });
    if (row.topic_id) await topicHeld(act, row.topic_id, changed.held_on);
    return changed;
  },
  mark: async (act, row, { marks }: { marks?: string }) => (await mark(act, consulting, row, marks)).values,
  async close(act, row) {
    await freeze(act, consulting, row.id, today(act));
  },
  async cancel(act, row) {
    await callOff(act, consulting, row.id);
  },
};
