import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { policyOf } from '#platform/identity/account-policy.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { withoutPassword } from '#platform/identity/account.ts';

/** Somebody who may have an account, as the office's list shows them. */
export interface Entrant {
  personId: string;
  name: string;
  /** Works in a post with a password; otherwise comes in by slip alone. */
  staff: boolean;
  /** Township of the membership or post. */
  place: string | null;
  login: string | null;
  state: 'none' | 'waiting' | 'active';
  /** Until when an unused slip is good. */
  slipUntil: Date | null;
}

export const entrantStates = { none: '未开通', waiting: '待激活', active: '已启用' } as const;

export interface EntrantsWanted {
  name?: string;
  kind?: 'member' | 'staff';
  /** `waiting` includes those without an account: both need a slip. `unused`: nobody came in for as long as the county's rule says. */
  state?: 'waiting' | 'active' | 'unused';
}

/** Everything that list and count share. */
function from(reading: Reading, wanted: EntrantsWanted): RawBuilder<unknown> {
  const conditions: RawBuilder<SqlBool>[] = [sql`p.county_id = ${reading.county}`, sql`(m.id is not null or h.held)`];
  if (wanted.name) conditions.push(sql`position(${wanted.name} in p.name) > 0`);
  if (wanted.kind) conditions.push(wanted.kind === 'staff' ? sql`coalesce(h.staff, false)` : sql`not coalesce(h.staff, false)`);
  if (wanted.state) conditions.push(inState(reading.county, wanted.state));
  return sql`
    from people p
    left join accounts a on a.county_id = p.county_id and a.person_id = p.id
    left join lateral (
      select m.id, m.name_key, m.committee_id from members m
      where m.county_id = p.county_id and m.person_id = p.id and m.state = 'current' order by m.term desc limit 1) m on true
    left join lateral (
      select true as held, bool_or(h.role not in (${sql.join(withoutPassword)})) as staff, min(h.committee_id::text)::uuid as committee_id
      from holdings h where h.county_id = p.county_id and h.person_id = p.id and h.holding
        and coalesce(h.since <= current_date, true) and (h.until is null or h.until >= current_date) having count(*) > 0) h on true
    left join committees c on c.county_id = p.county_id and c.id = coalesce(m.committee_id, h.committee_id)
    where ${sql.join(conditions, sql` and `)}`;
}

const inState = (county: string, state: NonNullable<EntrantsWanted['state']>): RawBuilder<SqlBool> => ({
  waiting: sql<SqlBool>`coalesce(a.state <> 'active', true)`,
  active: sql<SqlBool>`coalesce(a.state = 'active', false)`,
  unused: sql<SqlBool>`a.state = 'active' and a.entered_on <= ${today()}::date - ${policyOf(county, 'accounts.unused_days')}`,
})[state];

/** Those who have not come in yet stand first. */
export async function listEntrants(reading: Reading, wanted: EntrantsWanted, page: { limit: number; offset: number }): Promise<Entrant[]> {
  const { rows } = await sql<Entrant>`
    select p.id as "personId", p.name, coalesce(h.staff, false) as staff, c.place, a.login, coalesce(a.state, 'none') as state,
      (select max(s.ends_at) from slips s where s.county_id = p.county_id and s.account_id = a.id and s.used_at is null and s.ends_at > now()) as "slipUntil"
    ${from(reading, wanted)}
    order by coalesce(a.state = 'active', false), c.rank nulls last, c.place, m.name_key nulls last, p.name, p.id
    limit ${page.limit} offset ${page.offset}`.execute(reading.db);
  return rows;
}

export async function countEntrants(reading: Reading, wanted: EntrantsWanted): Promise<number> {
  const { rows } = await sql<{ n: string }>`select count(*) as n ${from(reading, wanted)}`.execute(reading.db);
  return Number(rows[0]?.n ?? 0);
}
