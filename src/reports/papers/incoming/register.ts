import { ownCommittee } from '#institutions/facts.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { nextNumber } from '#platform/records/numbers.ts';
import { find } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';
import { incomingPaper, type IncomingPaper } from '#reports/papers/incoming/record.ts';
import { outgoingPaper, type OutgoingPaper } from '#reports/papers/outgoing/record.ts';

/** Registered with the next number of its receiver's year. */
export async function register(act: Act, values: Values<IncomingPaper>, how: Circumstances): Promise<IncomingPaper> {
  const received = { ...values, committee_id: values.committee_id ?? (holds(act.actor, 'county_office') ? undefined : ownCommittee(act.actor)) };
  expectPlausible(act, received);
  await expectSent(act, received.answers_id, 'answers_id');
  const number = await nextNumber(act, `incoming/${received.committee_id ?? 'county'}/${received.received_on!.slice(0, 4)}`);
  return create<IncomingPaper>(act, incomingPaper, { ...received, number }, how);
}

export async function correct(act: Act, row: IncomingPaper, values: Values<IncomingPaper>): Promise<Values<IncomingPaper>> {
  const corrected = { ...row, ...values };
  expectPlausible(act, corrected);
  if (corrected.received_on.slice(0, 4) !== row.received_on.slice(0, 4)) throw invalid({ received_on: '收文号是按年编的，收文日期不能改到另一年。登记错了请作废后重新登记。' });
  if (corrected.committee_id !== row.committee_id) throw invalid({ committee_id: '收文号是按收文单位编的，不能改。登记错了请作废后重新登记。' });
  await expectSent(act, values.answers_id, 'answers_id');
  return values;
}

function expectPlausible(act: Act, { received_on, title, matter }: Values<IncomingPaper>): void {
  if (received_on! > dayOf(act.at)) throw invalid({ received_on: '收文日期还没有到，请核对。' });
  for (const [field, text] of Object.entries({ title, matter })) {
    const mark = text && secretMark(text);
    if (mark) throw invalid({ [field]: secretSentence(mark) });
  }
}

async function expectSent(act: Act, id: string | null | undefined, field: string): Promise<void> {
  if (!id) return;
  const ours = await find<OutgoingPaper>(act, outgoingPaper, id);
  if (!ours || !['sent', 'filed'].includes(ours.state)) throw invalid({ [field]: '请选一份已经印发的发文。' });
}

export const effects: Partial<Record<string, Effect<IncomingPaper>>> = {
  async finish(act, _row, input: Values<IncomingPaper>) {
    await expectSent(act, input.reply_id, 'reply_id');
    return input;
  },
};
