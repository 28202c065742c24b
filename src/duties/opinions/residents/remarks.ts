import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ResidentRemarks } from '#platform/database/schema.ts';
import { parameterAt } from '#plans/facts.ts';
import { lines } from '#platform/fields.ts';
import { receiptHolder } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act, type House, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { takenUpAgain } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, satisfactionFields, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

export type Remark = Selectable<ResidentRemarks>;

export const objectionFields = z.object({ words: lines('还差什么', 500, { hint: '一两句话：哪里没有解决，盼着怎样' }) });

const DAY_MS = 86_400_000;
const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The entry of a receipt, as its holder sees it. */
export const entryOf = async (reading: Reading, receipt: string): Promise<LedgerEntry | undefined> =>
  (await list(reading, ledgerEntry, { where: is<LedgerEntry>('receipt', receipt), limit: 1 }))[0];

/** Until when the holder may say that an answer did not solve it; undefined when it can no longer, or not yet, be said. */
export async function mayObjectUntil(reading: Reading, entry: Pick<LedgerEntry, 'state' | 'answered_on' | 'reopened'>, day: string): Promise<string | undefined> {
  if (!['answered', 'closed'].includes(entry.state) || !entry.answered_on) return undefined;
  if (entry.reopened >= (await parameterAt(reading, 'residents.unsolved_times', day))) return undefined;
  const until = dayAfter(entry.answered_on, await parameterAt(reading, 'residents.unsolved_days', day));
  return day <= until ? until : undefined;
}

/** 没有解决: it is handled again, from where it was answered. The words stay with the entry, not in the journal. */
export function objectTo(house: House, county: string, receipt: string, words: string, request: string | null): Promise<void> {
  return once(transact(house, receiptHolder(county, receipt), request, (act) => enterObjection(act, receipt, words)));
}

export async function enterObjection(act: Act, receipt: string, words: string): Promise<void> {
  const entry = await held(act, receipt);
  const day = dayOf(act.at);
  if (!(await mayObjectUntil(act, entry, day))) {
    throw new Problem(409, 'no_objection_now', '这件事现在不能再点“没有解决”：还没有答复、已经重新办理，或者过了时间和次数。请打电话给联络委，或者重新反映一次。');
  }
  await take(act, ledgerEntry, entry.id, 'unsolved', { effect: takenUpAgain });
  const remark = { county_id: act.county, entry_id: entry.id, round: entry.reopened + 1, said_on: day, words, answered_on: entry.answered_on, answer: entry.outcome_text };
  await act.db.insertInto('resident_remarks').values(remark).execute();
}

/** 解决了, with both satisfactions. Only what its holder says counts as verified. */
export function confirmSolved(house: House, county: string, receipt: string, said: Satisfaction, request: string | null): Promise<void> {
  return once(transact(house, receiptHolder(county, receipt), request, (act) => enterSatisfaction(act, receipt, said)));
}

export type Satisfaction = z.infer<typeof satisfactionFields>;

export async function enterSatisfaction(act: Act, receipt: string, said: Satisfaction): Promise<void> {
  const entry = await held(act, receipt);
  await take(act, ledgerEntry, entry.id, 'confirm', {
    effect: async () => ({ verified_on: dayOf(act.at), handling_rating: Number(said.handling_rating), result_rating: Number(said.result_rating) }),
  });
}

async function held(act: Act, receipt: string): Promise<LedgerEntry> {
  const entry = await entryOf(act, receipt);
  if (!entry) throw new Problem(404, 'no_receipt', '没有查到这个回执号，请对照回执再输一次。', { fields: { receipt: '没有查到这个回执号，请对照回执再输一次。' } });
  return entry;
}

/** The same request twice is one act. */
const once = (work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Repeated)) throw error;
  });

/** What was said of these entries, the newest first, by entry. */
export async function remarksOn(reading: Reading, entries: readonly string[]): Promise<ReadonlyMap<string, Remark[]>> {
  if (entries.length === 0) return new Map();
  const { rows } = await sql<Remark>`
    select * from resident_remarks where county_id = ${reading.county} and entry_id = any(${[...entries]}::uuid[]) order by entry_id, round desc`.execute(reading.db);
  return Map.groupBy(rows, ({ entry_id }) => entry_id);
}
