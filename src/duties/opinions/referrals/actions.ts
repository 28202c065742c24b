import { sql } from 'kysely';
import { unit, type Unit } from '#institutions/units/record.ts';
import { committeesServed, unitsOf } from '#platform/identity/actor.ts';
import { personalIn } from '#platform/people/masking.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { nextNumber } from '#platform/records/numbers.ts';
import { amend, create, take, type Circumstances, type Effect } from '#platform/records/write.ts';
import { workingDayAfter, workingDaysBetween } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, stillAhead, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { unitsNamed } from '#duties/named.ts';
import { effects as entryEffects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { MOST_ASSISTING, referral, type Referral } from '#duties/opinions/referrals/record.ts';
import { anotherRound, dropCommitments } from '#duties/opinions/referrals/rounds.ts';
import { results } from '#duties/opinions/referrals/words.ts';
import { knownIn, knownOf } from '#duties/opinions/shield/apart.ts';

/** What the form sends: columns, and the assisting units as names. */
export type Referring = Pick<Referral, 'entry_id' | 'subject' | 'matter' | 'lead_unit_id'> & Partial<Referral> & { assisting?: string };

interface Assignment {
  lead_unit_id: string;
  assisting?: string;
  days?: number | null;
}

/** Hands an entry over. The entry is being handled from then on, and says by whom. */
export async function refer(act: Act, { entry_id, subject, matter, place = null, sent_on, ...assigned }: Referring, how: Circumstances): Promise<Referral> {
  const entry = (await expectThere(act, ledgerEntry, 'entry_id', entry_id))!;
  expectUnnamed(entry, { subject, matter, place });
  const sentBy = committeesServed(act.actor, 'worker', 'director', 'deputy_director').includes(entry.committee_id) ? 'committee' : 'county';
  const from = happenedOn(act, 'sent_on', sent_on);
  const to = await assign(act, { entry, sentBy, from }, assigned);
  const series = `referral/${sentBy === 'county' ? 'county' : entry.committee_id}/${from.slice(0, 4)}`;
  const row = await create<Referral>(act, referral, { entry_id, committee_id: entry.committee_id, sent_by: sentBy, subject, matter, place, sent_on: from, about_unit_id: entry.about_unit_id, about_person: entry.about_person, ...to, number: await nextNumber(act, series) }, how);
  await take<LedgerEntry>(act, ledgerEntry, entry.id, 'handle', {
    input: { handling: 'transferred', handler: (await unitNamed(act, to.lead_unit_id)).name },
    effect: async (acting, now, input) => ({ ...(await entryEffects['handle']!(acting, now, input)), referrals: now.referrals + 1 }),
  });
  return row;
}

/** @throws Problem 422 at each text that tells who reported it, or who wrote it down for them: units must not learn it. */
function expectUnnamed(entry: LedgerEntry, texts: Readonly<Record<string, string | null>>): void {
  const found = Object.entries(texts).flatMap(([field, text]): [string, string][] => {
    const number = personalIn(text ?? '').find(({ kind }) => kind === 'phone' || kind === 'identity');
    const personal = number ? text!.slice(number.start, number.end) : knownIn(text ?? '', knownOf(entry));
    return personal ? [[field, `这里写有个人信息（${personal}），承办单位会看到。请删去，或改成“反映人”。`]] : [];
  });
  if (found.length > 0) throw invalid(Object.fromEntries(found));
}

/** Which units, and by when: the clock runs from the handing over, not from the acceptance. */
async function assign(act: Act, { entry, sentBy, from }: { entry: Pick<LedgerEntry, 'about_unit_id'>; sentBy: string; from: string }, { lead_unit_id, assisting, days }: Assignment) {
  const lead = await unitNamed(act, lead_unit_id);
  const others = assisting ? await unitsNamed(act, assisting) : [];
  if (others.includes(lead.id)) throw invalid({ assisting: '主办单位不能同时是会办单位，请改一处。' });
  if (others.length > MOST_ASSISTING) throw invalid({ assisting: `会办单位最多${MOST_ASSISTING}个，现在有${others.length}个。` });
  expectNotComplainedOf(entry, [lead.id, ...others]);
  if (sentBy === 'committee') await expectWithinReach(act, [lead, ...(await Promise.all(others.map((id) => unitNamed(act, id))))], from);
  const limit = days ?? (await parameterAt(act, 'referral.days', from));
  return { lead_unit_id: lead.id, assisting_ids: others, countersigned_ids: [], clock_from: from, days: limit, due_on: workingDayAfter(await workCalendarOf(act), from, limit) };
}

async function unitNamed(act: Act, id: string): Promise<Unit> {
  const found = (await expectThere(act, unit, 'lead_unit_id', id))!;
  if (found.state !== 'active') throw invalid({ lead_unit_id: `“${found.name}”已经停用，请选另一个单位。` });
  return found;
}

/** Nobody handles what is complained of in himself. */
function expectNotComplainedOf({ about_unit_id }: Pick<LedgerEntry, 'about_unit_id'>, units: readonly string[]): void {
  if (about_unit_id && units.includes(about_unit_id)) throw invalid({ lead_unit_id: '群众反映的就是这个单位，不能转给它办。请转给它的主管部门，或报县政协办公室。' });
}

/** Whether a committee turns to units of the county itself, or by way of the county office, is the county's own rule. */
async function expectWithinReach(act: Act, units: readonly Unit[], day: string): Promise<void> {
  if ((await parameterAt(act, 'referral.committee_reach', day)) === 'all') return;
  const beyond = units.find(({ side }) => side !== 'township');
  if (beyond) throw invalid({ lead_unit_id: `“${beyond.name}”不是乡镇（街道）的单位。需要它办的，请在这件民情上点“办理”，选“报县政协”，由县政协办公室转办。` });
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof referral.steps, Effect<Referral>>> = {
  async accept(act) {
    return { accepted_on: today(act) };
  },
  return: giveBack,
  async resend(act, row, input: Assignment) {
    return { ...(await assignAnew(act, row, input)), proposed_unit_id: null };
  },
  async force(act, row, { lead_unit_id }: { lead_unit_id: string }) {
    const forced = { forced_on: today(act), proposed_unit_id: null };
    if (lead_unit_id === row.lead_unit_id) return forced; // its clock runs on
    const to = await assignAnew(act, row, { lead_unit_id, days: row.days });
    return { ...to, assisting_ids: row.assisting_ids.filter((id) => id !== lead_unit_id), ...forced };
  },
  draft: (act, _row, input) => drafted(act, input),
  async countersign(act, row) {
    const own = row.assisting_ids.filter((id) => unitsOf(act.actor).includes(id));
    const signing = own.length > 0 ? own : row.assisting_ids; // whoever sent it enters the paper of all that are still missing
    return { countersigned_ids: [...new Set([...row.countersigned_ids, ...signing])] };
  },
  async redraft() {
    return { countersigned_ids: [] };
  },
  reply: sendReply,
  tell: tellResident,
  async rework(act, row) {
    await dropCommitments(act, row);
    return anotherRound(act, row);
  },
  async extend(act, row, { extension_to }: { extension_to: string }) {
    if (row.due_on < today(act)) throw new Problem(422, 'too_late', `已经过了期限（${row.due_on}），不能再申请延期。请尽快答复。`);
    if (extension_to <= row.due_on) throw invalid({ extension_to: `要晚于现在的期限（${row.due_on}）。` });
    const most = await parameterAt(act, 'referral.most_extensions', row.sent_on);
    if (row.extensions >= most) throw new Problem(422, 'too_many_extensions', most === 0 ? '本县的方案规定转办件不延期。' : `一件最多延期${most}次，已经延过${row.extensions}次。`);
    return { extension_to };
  },
  async grant(_act, row) {
    return { due_on: row.extension_to!, days: null, extension_to: null, extensions: row.extensions + 1 };
  },
  async deny() {
    return { extension_to: null };
  },
  async press(act, row) {
    return { pressed_on: today(act), pressed: row.pressed + 1 };
  },
  async withdraw() {
    return { extension_to: null };
  },
};

/** To another unit: its clock begins anew, and the entry says who handles it now. */
async function assignAnew(act: Act, row: Referral, to: Assignment): Promise<Partial<Referral>> {
  const entry = await entryOf(act, row);
  const assigned = await assign(act, { entry, sentBy: row.sent_by, from: today(act) }, to);
  const { name } = await unitNamed(act, assigned.lead_unit_id);
  if (entry.handling === 'transferred') await amend<LedgerEntry>(act, ledgerEntry, entry, { handler: name }, { step: 'edit', relation: 'referral' });
  return { ...assigned, accepted_on: null, extension_to: null };
}

/** Inside the window, and only to say whose it is instead; whoever sent it decides. */
async function giveBack(act: Act, row: Referral, { proposed_unit_id }: { proposed_unit_id: string }): Promise<Partial<Referral>> {
  await expectThere(act, unit, 'proposed_unit_id', proposed_unit_id);
  if (proposed_unit_id === row.lead_unit_id) throw invalid({ proposed_unit_id: '建议承办单位请选本单位以外的单位。' });
  const window = await parameterAt(act, 'referral.return_days', row.clock_from);
  const { days } = workingDaysBetween(await workCalendarOf(act), row.clock_from, today(act));
  if (days > window) throw new Problem(422, 'too_late', `退回要在转出后${window}个工作日之内提出，现在已经是第${days}个工作日。请办理；确实不归您单位办的，请与转出的单位联系。`);
  const entry = await entryOf(act, row);
  await amend<LedgerEntry>(act, ledgerEntry, entry, { bounced: entry.bounced + 1 }, { step: 'edit', relation: 'referral' });
  return { proposed_unit_id, bounced: row.bounced + 1, extension_to: null };
}

/** The entry behind it, for what follows there; units themselves cannot look it up. */
async function entryOf(act: Act, { entry_id }: Referral): Promise<LedgerEntry> {
  const { rows } = await sql<LedgerEntry>`select r.* from ledger_entries r where r.county_id = ${act.county} and r.id = ${entry_id} for update`.execute(act.db);
  return rows[0]!;
}

/** What a unit answers, as a form sends it. */
export interface Draft {
  result: keyof typeof results;
  reply: string;
  promise?: string;
  promised_on?: string;
}

/** What is planned is promised by a day; of anything that is not yet to be done nothing is promised. */
async function drafted(act: Act, { result, reply, promise, promised_on }: Draft): Promise<Partial<Referral>> {
  const missing = { ...(promise ? {} : { promise: '请写明承诺办成什么。' }), ...(promised_on ? {} : { promised_on: '请写明在哪天之前办成。' }) };
  const promising = promise !== undefined || promised_on !== undefined;
  if ((result === 'planned' || promising) && Object.keys(missing).length > 0) throw invalid(missing);
  if (promising && result !== 'planned' && result !== 'in_progress') throw invalid({ promise: `办理结果是“${results[result]}”的，不用写承诺。请清空承诺的两项，或改选“列入计划”。` });
  return { result, reply, promise: promise ?? null, promised_on: promised_on ? stillAhead(act, 'promised_on', promised_on) : null, countersigned_ids: [] };
}

async function sendReply(act: Act, row: Referral, { checked_by, replied_on }: { checked_by: string; replied_on?: string }): Promise<Partial<Referral>> {
  const day = happenedOn(act, 'replied_on', replied_on);
  if (day < row.sent_on) throw invalid({ replied_on: `早于转出日期（${row.sent_on}），请核对。` });
  if (row.promise && row.promised_on) {
    const { committee_id, sent_by, lead_unit_id, subject, promise } = row;
    await create(act, commitment, { referral_id: row.id, committee_id, sent_by, lead_unit_id, subject, promise, made_on: day, due_on: row.promised_on });
  }
  return { checked_by, replied_on: day, on_time: day <= row.due_on, extension_to: null };
}

/** The resident is told: the same words are the entry's answer. Of an entry that is closed already the answer stays as it was. */
async function tellResident(act: Act, row: Referral, input: { outcome_text: string; answered_on: string }): Promise<Partial<Referral>> {
  const told_on = happenedOn(act, 'answered_on', input.answered_on);
  const entry = await get(act, ledgerEntry, row.entry_id);
  if (ledgerEntry.steps.answer.from.some((state) => state === entry.state)) await take(act, ledgerEntry, entry.id, 'answer', { input, effect: entryEffects['answer'] });
  return { told_on };
}

/** Drafts the same answer to several referrals of one matter, all or none. */
export async function draftMany(act: Act, ids: readonly string[], input: Draft, how: Circumstances): Promise<Referral[]> {
  const rows: Referral[] = [];
  for (const id of ids) rows.push(await take<Referral>(act, referral, id, 'draft', { ...how, input: { ...input }, effect: effects.draft }));
  return rows;
}
