import { z } from 'zod';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { lines, text } from '#platform/fields.ts';
import { program, receiptHolder } from '#platform/identity/actor.ts';
import { Repeated } from '#platform/problems.ts';
import { reading, transact, type Act, type House } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { create } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { newReceipt } from '#duties/receipt.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';
import { titleFrom } from '#duties/consultations/topics/wording.ts';

/** All that a resident is asked: the matter and where it is. No name, no telephone: the receipt leads back to it. */
export const suggestionFields = z.object({
  told: lines('您想和大家商量什么事', 500, { hint: '一件事就好。不写姓名、电话' }),
  place: text('在哪个村（社区）', 100).optional(),
});

type Suggestion = z.infer<typeof suggestionFields>;

/** Residents see of a committee only where it is; that is read for them by the program. */
export const findPlace = (house: House, county: string, id: string): Promise<Committee | undefined> =>
  reading(house, program(county), async (look) => {
    const found = await find(look, committee, id);
    return found?.state === 'established' ? found : undefined;
  });

/** The topic, in an act of whoever will hold the receipt. */
export const suggestIn = (act: Act, committee_id: string, { told, place }: Suggestion, receipt: string): Promise<Topic> =>
  create<Topic>(act, topic, { committee_id, told, place: place ?? null, title: titleFrom(told), source: 'resident', receipt, received_on: dayOf(act.at) });

/** Enters what a resident wants to have talked over, as nobody in particular, and answers the receipt number. The same request has the same receipt. */
export async function enterSuggestion(house: House, county: string, committee_id: string, suggestion: Suggestion, request: string | null): Promise<string> {
  const receipt = newReceipt();
  try {
    await transact(house, receiptHolder(county, receipt), request, (act) => suggestIn(act, committee_id, suggestion, receipt));
    return receipt;
  } catch (error) {
    if (!(error instanceof Repeated) || error.record !== topic.name) throw error;
    const before = await reading(house, program(county), (look) => find<Topic>(look, topic, error.id));
    return before!.receipt!;
  }
}
