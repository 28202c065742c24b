import { sql } from 'kysely';
import type { DailyWork } from '#platform/chapter.ts';
import { removeContents } from '#platform/files/removing.ts';
import { program } from '#platform/identity/actor.ts';
import { withoutKnown } from '#platform/people/masking.ts';
import { transact } from '#platform/records/act.ts';
import { take, type Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { forgetDevices } from '#duties/deeds/confirmations/devices.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** Whom to ask whether a deed was done: known to those who ask, for as long as it takes, and repeated nowhere. */

const TEXTS = ['deed', 'village', 'place', 'helped', 'partner', 'evidence', 'account', 'target', 'measure'] as const;

/** The texts of a deed without the name and number that stand in columns of their own: texts go where these do not. */
export function withoutContact(values: Partial<Deed>, row?: Deed): Partial<Deed> {
  const known = [values.contact_name, values.contact_phone, row?.contact_name, row?.contact_phone].map((one) => one ?? null);
  const texts = TEXTS.flatMap((column) => (typeof values[column] === 'string' ? [[column, withoutKnown(values[column], known)]] : []));
  return { ...values, ...(Object.fromEntries(texts) as Partial<Deed>) };
}

/** Erases it in every version, with the signed slips. 《个人信息保护法》第四十七条. */
export const eraseContact: Effect<Deed> = async (act, row) => {
  const { rows: versions } = await sql<Deed>`select id, contact_phone from deeds_history where county_id = ${act.county} and id = ${row.id}`.execute(act.db);
  const told = [row, ...versions].flatMap(({ contact_phone }) => contact_phone ?? []);
  const { rows } = await sql<{ hash: string }>`select erase_deed_contact(${row.id}::uuid, ${[...new Set(told)]}::text[]) as hash`.execute(act.db);
  act.notices.push(() => removeContents(act, rows.map(({ hash }) => hash)));
  return { contact_name: null, contact_phone: null, contact_erased_on: dayOf(act.at) };
};

/** So many on one day; what is left falls on the next. */
const MOST_A_DAY = 200;

/** Each working day: contacts and marks of devices whose time is over. A promise that is still open is asked about later. */
export const forgetContacts: DailyWork = async (house, county, day) => {
  await transact(house, program(county), null, async (act) => {
    const days = await parameterAt(act, 'deeds.contact_days', day);
    const { rows } = await sql<{ id: string }>`
      select id from deeds where county_id = ${county} and (contact_name is not null or contact_phone is not null) and state <> 'promised' and done_on < ${day}::date - ${days}::int
      order by done_on, id limit ${MOST_A_DAY}`.execute(act.db);
    for (const { id } of rows) await take<Deed>(act, deed, id, 'erase_contact', { effect: eraseContact });
    await forgetDevices(act, day);
  });
};
