import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';

/** The letters of one day, counted. */
export interface DayOfLetters {
  day: string;
  written: number;
  sent: number;
  waiting: number;
  possibly: number;
  failed: number;
}

/** A letter that did not go out, or may have: somebody may have to be told by telephone, or an address mended. */
export interface Troubled {
  day: string;
  name: string;
  address: string | null;
  problem: string;
  tried_at: Date | null;
}

/** Further back nobody asks. */
const NEWEST_DAYS = 14;
const MOST = 100;

export async function lettersByDay({ db, county }: Reading): Promise<DayOfLetters[]> {
  const { rows } = await sql<DayOfLetters>`
    select day, count(*)::int as written, (count(*) filter (where state = 'sent'))::int as sent, (count(*) filter (where state in ('waiting', 'sending')))::int as waiting,
      (count(*) filter (where state = 'possibly'))::int as possibly, (count(*) filter (where state in ('refused', 'lapsed')))::int as failed
    from mail_letters where county_id = ${county} and day > current_date - ${NEWEST_DAYS}::int and state <> 'dropped'
    group by day order by day desc`.execute(db);
  return rows;
}

export async function troubledLetters({ db, county }: Reading): Promise<Troubled[]> {
  const { rows } = await sql<Troubled>`
    select c.id, l.day, p.name, c.address, coalesce(l.problem, '当天没有发出。') as problem, l.tried_at
    from mail_letters l join people p on p.county_id = l.county_id and p.id = l.person_id
      left join mail_choices c on c.county_id = l.county_id and c.person_id = l.person_id
    where l.county_id = ${county} and l.day > current_date - ${NEWEST_DAYS}::int and (l.state in ('possibly', 'refused', 'lapsed') or (l.state = 'waiting' and l.problem is not null))
    order by l.day desc, l.id desc limit ${MOST}`.execute(db);
  return rows;
}

export async function countReaders({ db, county }: Reading): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from mail_choices where county_id = ${county} and confirmed_at is not null`.execute(db);
  return rows[0]!.n;
}
