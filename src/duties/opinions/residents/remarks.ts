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
import { amend, take } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { takenUpAgain } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, numberWords, satisfactionFields, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

export type Remark = Selectable<ResidentRemarks>;

export const objectionFields = z.object({ words: lines('还差什么', 500, { hint: '一两句话：哪里没有解决，盼着怎样' }) });

const DAY_MS = 86_400_000;
const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The entry of a receipt, as its holder sees it. */
export const entryOf = async (reading: Reading, receipt: string): Promise<LedgerEntry | undefined> =>
  (await list(reading, ledgerEntry, { where: is<LedgerEntry>('receipt', receipt), limit: 1 }))[0];

/** The table of remarks has room for no more. */
const MOST_ROUNDS = 100;

/**
 * Until when the holder may say that an answer did not solve it; undefined when it can no longer, or not yet, be said. Of an entry that goes along
 * with another the answer is the lead's; how often it may be said is counted for each receipt.
 */
export async function mayObjectUntil(reading: Reading, own: Pick<LedgerEntry, 'id'>, lead: Pick<LedgerEntry, 'state' | 'answered_on' | 'reopened'>, day: string): Promise<string | undefined> {
  if (!isAnswered(lead) || !lead.answered_on || lead.reopened >= MOST_ROUNDS) return undefined;
  if ((await timesSaid(reading, own.id)) >= (await parameterAt(reading, 'residents.unsolved_times', day))) return undefined;
  const until = dayAfter(lead.answered_on, await parameterAt(reading, 'residents.unsolved_days', day));
  return day <= until ? until : undefined;
}

/** How often this receipt has said so. */
async function timesSaid(reading: Reading, entry: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from resident_remarks where county_id = ${reading.county} and ((entry_id = ${entry} and said_by is null) or said_by = ${entry})`.execute(reading.db);
  return rows[0]!.n;
}

const isAnswered = ({ state }: Pick<LedgerEntry, 'state'>): boolean => ['answered', 'closed'].includes(state);

/** 没有解决: it is handled again, from where it was answered. The words stay with the entry, not in the journal. */
export function objectTo(house: House, county: string, receipt: string, words: string, request: string | null): Promise<void> {
  return once(transact(house, receiptHolder(county, receipt), request, (act) => enterObjection(act, receipt, words)));
}

export async function enterObjection(act: Act, receipt: string, words: string): Promise<void> {
  const own = await held(act, receipt);
  const lead = await leadOf(act, own);
  const day = dayOf(act.at);
  if (!(await mayObjectUntil(act, own, lead, day))) {
    throw new Problem(409, 'no_objection_now', '这件事现在不能再点“没有解决”：还没有答复、已经重新办理，或者过了时间和次数。请打电话给联络委，或者重新反映一次。');
  }
  if (lead.id === own.id) await take(act, ledgerEntry, own.id, 'unsolved', { effect: takenUpAgain });
  else await takeUpLead(act, own, lead);
  const remark = { county_id: act.county, entry_id: lead.id, said_by: lead.id === own.id ? null : own.id, round: lead.reopened + 1, said_on: day, words, answered_on: lead.answered_on, answer: lead.outcome_text };
  await act.db.insertInto('resident_remarks').values(remark).execute();
}

/** The entry in which this one is handled, locked for this act, whoever acts: the holder of a receipt sees only the own one. */
async function leadOf(act: Act, own: LedgerEntry): Promise<LedgerEntry> {
  if (!own.merged_into) return own;
  const { rows } = await sql<LedgerEntry>`select * from ledger_entries where county_id = ${act.county} and id = ${own.merged_into} for update`.execute(act.db);
  return rows[0]!;
}

/** Whoever went along with another is as little served when that was not solved: the lead is handled again, and says whose receipt said so. */
async function takeUpLead(act: Act, own: LedgerEntry, lead: LedgerEntry): Promise<void> {
  await take(act, ledgerEntry, own.id, 'unsolvedAlong', { effect: async () => ({ reopened: own.reopened + 1, verified_on: null }) });
  const again = { ...(await takenUpAgain(act, lead)), state: ledgerEntry.steps.unsolved.to! };
  await amend(act, ledgerEntry, lead, again, { step: 'reopen', relation: 'receipt_holder', reason: `并入的${numberWords(own)}，持回执的群众说没有解决` });
}

/** 解决了, with both satisfactions. Only what its holder says counts as verified. */
export function confirmSolved(house: House, county: string, receipt: string, said: Satisfaction, request: string | null): Promise<void> {
  return once(transact(house, receiptHolder(county, receipt), request, (act) => enterSatisfaction(act, receipt, said)));
}

export type Satisfaction = z.infer<typeof satisfactionFields>;

export async function enterSatisfaction(act: Act, receipt: string, said: Satisfaction): Promise<void> {
  const own = await held(act, receipt);
  if (!isAnswered(await leadOf(act, own))) throw new Problem(409, 'not_answered', '这件事还没有答复，答复以后再来评价。');
  await take(act, ledgerEntry, own.id, 'confirm', {
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

/** What was said of these entries, and by whoever holds their receipts of the entries that lead them, the newest first, by entry. */
export async function remarksOn(reading: Reading, entries: readonly string[]): Promise<ReadonlyMap<string, Remark[]>> {
  if (entries.length === 0) return new Map();
  const ids = sql`${[...entries]}::uuid[]`;
  const { rows } = await sql<Remark>`
    select * from resident_remarks where county_id = ${reading.county} and (entry_id = any(${ids}) or said_by = any(${ids})) order by said_on desc, round desc`.execute(reading.db);
  return new Map(entries.map((id) => [id, rows.filter(({ entry_id, said_by }) => entry_id === id || said_by === id)]));
}
