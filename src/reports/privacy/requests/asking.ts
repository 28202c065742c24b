import { sql } from 'kysely';
import type { z } from 'zod';
import { notFound, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { amend, create, lock, take, type Circumstances, type Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { ledgerEntry, numberWords, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { eraseReporter } from '#duties/opinions/shield/facts.ts';
import { personalRequest, type PersonalRequest, type requestFields } from '#reports/privacy/requests/record.ts';

export type Asked = z.infer<typeof requestFields>;

/** So many of one report, or of one person, may wait at once. */
const MOST_OPEN = 5;
/** One act corrects one entry; nobody asks more often about it. */
const MOST_AT_ONCE = 100;

/** Somebody of the register, about the own data. */
export async function askAsPerson(act: Act, asked: Asked, how: Circumstances): Promise<PersonalRequest> {
  const { personId } = act.actor;
  const row = personId && (await find<Person>(act, person, personId));
  if (!row) throw notFound('您的人员信息');
  return enter(act, { ...asked, person_id: row.id, name: row.name }, how);
}

/** Whoever shows the receipt of a report, about what is kept of its reporter. What it complains of goes along, so that it is kept from the same people. */
export async function askWithReceipt(act: Act, entry: LedgerEntry, asked: Asked): Promise<PersonalRequest> {
  const { id, committee_id, receipt, about_unit_id, about_person } = entry;
  return enter(act, { ...asked, entry_id: id, committee_id, receipt, about_unit_id, about_person, name: `持回执的群众（民情${numberWords(entry)}）` }, {});
}

async function enter(act: Act, values: Partial<PersonalRequest>, how: Circumstances): Promise<PersonalRequest> {
  await expectRoom(act, values);
  const asked_on = dayOf(act.at);
  const days = await parameterAt(act, 'privacy.answer_days', asked_on);
  return create<PersonalRequest>(act, personalRequest, { ...values, asked_on, days, due_on: workingDayAfter(await workCalendarOf(act), asked_on, days) }, how);
}

async function expectRoom({ db, county }: Act, { person_id = null, entry_id = null }: Partial<PersonalRequest>): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from personal_requests where county_id = ${county} and (person_id = ${person_id} or entry_id = ${entry_id}) and state in ('asked', 'kept')`.execute(db);
  if (rows[0]!.n >= MOST_OPEN) throw new Problem(409, 'too_many_open', `已有${MOST_OPEN}件申请还没有办完，请等答复以后再提。`);
}

const answered = (act: Act) => ({ answered_on: dayOf(act.at), answered_by: act.actor.name });

export const effects: Partial<Record<keyof typeof personalRequest.steps, Effect<PersonalRequest>>> = {
  answer: async (act, _row, input) => ({ ...input, ...answered(act) }),
  keep: async (act, _row, input: { kept_until: string }) => {
    if (input.kept_until <= dayOf(act.at)) throw new Problem(422, 'day_past', '保留到哪天要写以后的日期。', { fields: { kept_until: '请写以后的日期。' } });
    return { ...input, due_on: input.kept_until, days: null, ...answered(act) };
  },
  delete: async (act, row, input) => ({ ...input, outcome: 'deleted', deleted: await deletedNow(act, row), ...answered(act) }),
};

/** Deletes, and says what. */
async function deletedNow(act: Act, { entry_id, person_id }: PersonalRequest): Promise<string> {
  if (entry_id) {
    await take<LedgerEntry>(act, ledgerEntry, entry_id, 'erase', { reason: '本人申请删除', effect: eraseReporter });
    return '反映人和代填人的姓名、电话、导入时的原文、全部附件和本人的留言，包括以前的版本';
  }
  const row = await lock<Person>(act, person, person_id!);
  await amend<Person>(act, person, row, { phone: null, id_number: null }, { step: 'edit', relation: 'county_office', reason: '本人申请删除' });
  await sql`select erase_person_contacts(${row.id}::uuid)`.execute(act.db);
  return '手机、身份证号、收汇总邮件的地址，包括以前的版本';
}

/** Of whom a report complains is sometimes seen only later: what its reporter asked is kept from them too. */
export async function keepFromThem(act: Act): Promise<void> {
  const seen = act.lines.filter(({ record, step, after }) => record === ledgerEntry.name && step === 'edit' && ('about_unit_id' in after || 'about_person' in after));
  if (seen.length === 0) return;
  const { rows } = await sql<PersonalRequest & { now_unit_id: string | null; now_person: string | null }>`
    select q.*, e.about_unit_id as now_unit_id, e.about_person as now_person from personal_requests q join ledger_entries e on e.county_id = q.county_id and e.id = q.entry_id
    where q.county_id = ${act.county} and q.entry_id = any(${seen.map(({ id }) => id)}::uuid[]) order by q.id limit ${MOST_AT_ONCE} for update of q`.execute(act.db);
  for (const { now_unit_id, now_person, ...row } of rows) await amend<PersonalRequest>(act, personalRequest, row, { about_unit_id: now_unit_id, about_person: now_person }, { step: 'edit', relation: 'shield' });
}
