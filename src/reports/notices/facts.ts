import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DB } from '#platform/database/schema.ts';
import { dayOf } from '#platform/time.ts';

/** One line of a letter: how many of a duty press or are late, and the nearest of their days. Nothing in it names anybody or anything. */
export interface Kind {
  obligation: string;
  pressing: 'near' | 'late';
  n: number;
  due: string;
}

/** What was said longer ago than this stands in the program and in no letter any more. */
const LOOK_BACK_DAYS = 7;
/** More lines than a county's people and duties give. */
const MOST = 200_000;

/**
 * The letters of a day, written in the transaction that writes its reminders: for whoever asked for them, of what was brought to mind since the last one
 * that went out. Of a day that is made up nothing is written: on the day itself nobody could have had it.
 */
export async function writeLetters(db: Transaction<DB>, county: string, day: string, now: Date): Promise<void> {
  if (day !== dayOf(now)) return;
  const { rows } = await sql<Kind & { person_id: string }>`
    with said as (
      select distinct on (r.person_id, r.obligation, r.span_from, r.debtor_id) r.person_id, r.obligation, r.pressing, r.due_on
      from mail_choices c join reminders r on r.county_id = c.county_id and r.person_id = c.person_id
      where c.county_id = ${county} and c.confirmed_at is not null and exists (select from mail_servers s where s.county_id = ${county})
        and r.day <= ${day}::date and r.day > ${day}::date - ${LOOK_BACK_DAYS}::int and r.day >= (c.confirmed_at at time zone 'Asia/Shanghai')::date
        and r.day > coalesce((select max(l.day) from mail_letters l where l.county_id = c.county_id and l.person_id = c.person_id and l.state in ('sent', 'possibly', 'sending')), '-infinity')
      order by r.person_id, r.obligation, r.span_from, r.debtor_id, r.pressing) -- late goes before near
    select person_id, obligation, pressing, count(*)::int as n, min(due_on)::text as due from said
    group by person_id, obligation, pressing order by person_id, pressing, due limit ${MOST}`.execute(db);
  const letters = [...Map.groupBy(rows, ({ person_id }) => person_id)].map(([person_id, kinds]) => ({ id: uuidv7(), person_id, kinds: kinds.map(({ obligation, pressing, n, due }) => ({ obligation, pressing, n, due })) }));
  await sql`
    insert into mail_letters (county_id, id, person_id, day, kinds, state, next_at)
    select ${county}::uuid, id, person_id, ${day}::date, kinds, 'waiting', ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as one (id uuid, person_id uuid, kinds jsonb)
    on conflict do nothing`.execute(db);
}
