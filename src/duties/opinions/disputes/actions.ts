import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { withoutKnown } from '#platform/people/masking.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { nextNumber } from '#platform/records/numbers.ts';
import { createMany, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { happenedOn } from '#duties/days.ts';
import { disputeCausesOn, parameterAt } from '#plans/facts.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { entryToOpen, follow } from '#duties/opinions/disputes/entry.ts';
import { namesOf } from '#duties/opinions/disputes/mediators.ts';
import { MOST_OTHERS, otherParties, partiesOf } from '#duties/opinions/disputes/parties.ts';
import { dispute, numberWords, type Dispute } from '#duties/opinions/disputes/record.ts';
import { eraseParties } from '#duties/opinions/shield/erasing.ts';

type Entered = Values<Dispute> & Pick<Dispute, 'committee_id' | 'taken_on' | 'cause'>;

/** Opens the file of a dispute: for a ledger entry, or with an entry written along with it. */
export async function enterDispute(act: Act, typed: Entered, how: Circumstances): Promise<Dispute> {
  await expectTellable(act, typed);
  const entered = { ...typed, place: placeWithout(typed) };
  const alone = !entered.entry_id;
  const { committee_id, taken_on } = entered;
  const number = await numberFor(act, entered);
  const entry = entered.entry_id ? await entryToOpen(act, entered.entry_id, committee_id) : await enterOne(act, ledgerWords(entered, number), how);
  const row: Partial<Dispute> = { ...entered, alone, entry_id: entry.id, number, entered_by: act.actor.personId, due_on: await dayFrom(act, taken_on, 'disputes.days') };
  const [written] = await createMany<Dispute>(act, dispute, [row], how);
  await follow(act, written!, '受理');
  return written!;
}

/** The next number within the committee and the year. */
export const numberFor = (act: Act, { committee_id, taken_on }: Entered): Promise<number> => nextNumber(act, `disputes/${committee_id}/${taken_on.slice(0, 4)}`);

/** What the ledger says of a dispute that was entered here: no names, no account. */
export const ledgerWords = ({ committee_id, taken_on, paper_number = null, precision, cause, place, people_affected }: Entered, number: number) => ({
  committee_id, received_on: taken_on, precision: precision ?? 'day', matter: `${place ?? ''}${cause}，调解案卷${numberWords({ paper_number, taken_on, number })}`, category: cause, place, people_affected, dispute: true, handling: 'follow_up',
});

/** Its entry, its committee and the year of its number stay. */
export async function correctDispute(act: Act, row: Dispute, values: Values<Dispute>): Promise<Values<Dispute>> {
  const now = { ...row, ...values };
  if (now.committee_id !== row.committee_id || now.taken_on.slice(0, 4) !== row.taken_on.slice(0, 4)) {
    throw invalid({ [now.committee_id === row.committee_id ? 'taken_on' : 'committee_id']: '编号是按联络委和年份排的，不能改到另一个联络委或另一年。登记错了的，请作废后重新登记。' });
  }
  await expectTellable(act, now, row);
  const moved = now.taken_on !== row.taken_on && row.state === 'taken' ? { due_on: await dayFrom(act, now.taken_on, 'disputes.days') } : {};
  return { ...values, ...moved, place: placeWithout(now), entry_id: row.entry_id };
}

/** Lists, the ledger and the journal read the place: it does not say whose door it is. */
const placeWithout = (told: Partial<Dispute>): string | null => (told.place ? withoutKnown(told.place, partiesOf(told).map(({ name }) => name)) : null);

async function expectTellable(act: Act, { taken_on, cause, other_parties }: Entered, before?: Dispute): Promise<void> {
  happenedOn(act, 'taken_on', taken_on);
  const causes = await disputeCausesOn(act, taken_on);
  if (cause !== before?.cause && !causes.includes(cause)) throw invalid({ cause: `纠纷类型请从本县的分类中选择：${causes.join('、')}。` });
  const others = otherParties(other_parties ?? null);
  if (others.length > MOST_OTHERS) throw invalid({ other_parties: `其他当事人最多${MOST_OTHERS}位，写了${others.length}行。人多的请推选代表，在“涉及人数”里写总人数。` });
}

type DayParameter = 'disputes.days' | 'disputes.callback_days' | 'disputes.confirm_days';

/** So many days after a day as the plan says on it. */
async function dayFrom(act: Act, day: string, key: DayParameter): Promise<string> {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + (await parameterAt(act, key, day)));
  return date.toISOString().slice(0, 10);
}

/** A day on which something was done lies neither ahead nor before what it follows. */
function expectDay(act: Act, name: string, day: string, first: string | null, after: string): void {
  happenedOn(act, name, day);
  if (first && day < first) throw invalid({ [name]: `早于${after}（${first}），请核对。` });
}

async function assign(act: Act, row: Dispute, { mediator_ids = [], outside_mediators = null }: Pick<Values<Dispute>, 'mediator_ids' | 'outside_mediators'>): Promise<Values<Dispute>> {
  if (mediator_ids.length === 0 && !outside_mediators) throw invalid({ mediator_ids: '请至少选一位调解员，或者写上外请的调解员。' });
  return { mediator_ids, outside_mediators, mediators: await namesOf(act, row, mediator_ids) };
}

async function hold(act: Act, row: Dispute, { held_on, place = null, present, said }: Record<'held_on' | 'present' | 'said', string> & { place?: string | null }): Promise<Values<Dispute>> {
  expectDay(act, 'held_on', held_on, row.taken_on, '受理日期');
  const number = row.sessions + 1;
  await sql`
    insert into dispute_sessions (county_id, id, dispute_id, number, held_on, place, present, said, noted_at)
    values (${act.county}, ${uuidv7()}, ${row.id}, ${number}, ${held_on}, ${place}, ${present}, ${said}, ${act.at})`.execute(act.db);
  return { sessions: number };
}

async function agree(act: Act, row: Dispute, input: Values<Dispute> & { agreed_on: string }): Promise<Values<Dispute>> {
  expectDay(act, 'agreed_on', input.agreed_on, row.taken_on, '受理日期');
  if (input.perform_by && input.perform_by < input.agreed_on) throw invalid({ perform_by: '最迟履行日期早于达成日期，请核对。' });
  return { perform_by: null, ...input, settled: true, due_on: await dayFrom(act, input.perform_by ?? input.agreed_on, 'disputes.callback_days') };
}

/** 人民调解法 art. 33: both parties together, within so many days of the agreement. */
async function apply(act: Act, row: Dispute, input: { confirm_applied_on: string; court: string }): Promise<Values<Dispute>> {
  expectDay(act, 'confirm_applied_on', input.confirm_applied_on, row.agreed_on, '达成协议的日期');
  const last = await dayFrom(act, row.agreed_on!, 'disputes.confirm_days');
  if (input.confirm_applied_on > last) throw invalid({ confirm_applied_on: `司法确认要在协议生效后申请，最迟是${last}，已经过了期限。双方可以另行起诉，或重新达成协议。` });
  return input;
}

async function confirm(act: Act, row: Dispute, input: Values<Dispute> & { confirmed_on: string }): Promise<Values<Dispute>> {
  expectDay(act, 'confirmed_on', input.confirmed_on, row.confirm_applied_on, '申请日期');
  return input;
}

type Called = { called_on: string; call_words?: string };

async function perform(act: Act, row: Dispute, input: Called): Promise<Values<Dispute>> {
  expectDay(act, 'called_on', input.called_on, row.agreed_on, '达成协议的日期');
  return { ...input, performed: true, ended_on: input.called_on, due_on: null };
}

async function breach(act: Act, row: Dispute, input: Called): Promise<Values<Dispute>> {
  expectDay(act, 'called_on', input.called_on, row.agreed_on, '达成协议的日期');
  return { ...input, performed: false, due_on: await dayFrom(act, input.called_on, 'disputes.callback_days') };
}

/** Ended otherwise: what had been agreed before was agreed all the same. */
async function end(act: Act, row: Dispute, input: Values<Dispute> & { ended_on: string }): Promise<Values<Dispute>> {
  expectDay(act, 'ended_on', input.ended_on, row.taken_on, '受理日期');
  return { ...input, settled: row.settled ?? false, due_on: null };
}

/** A new attempt; the terms of the old one stay as the draft of the next. */
const resume = async (act: Act): Promise<Values<Dispute>> => ({
  settled: null, agreed_on: null, agreement_form: null, confirm_applied_on: null, court: null, confirm_result: null, confirmed_on: null, confirm_no: null,
  called_on: null, call_words: null, performed: null, ended_on: null, turn_to: null, turn_to_body: null, told: null, due_on: await dayFrom(act, dayOf(act.at), 'disputes.days'),
});

const changes: Partial<Record<keyof typeof dispute.steps, Effect<Dispute>>> = { assign, hold, agree, apply, confirm, perform, breach, fail: end, refer: end, withdraw: end, resume, void: async () => ({ due_on: null }) };

/** Every step with what follows from it for the ledger; there nothing follows from the erasing of names. */
export const effects: Partial<Record<string, Effect<Dispute>>> = { erase: eraseParties, ...Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, async (act: Act, row: Dispute, input: object) => {
  const values = await change(act, row, input);
  const step = dispute.steps[name as keyof typeof dispute.steps];
  await follow(act, { ...row, ...values, state: step.to ?? row.state } as Dispute, step.label);
  return values;
}])) };
