import { sql } from 'kysely';
import type { Scope } from '#platform/figures/count.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { dayOf } from '#platform/time.ts';
import { member } from '#institutions/members/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { memberExcused } from '#plans/obligations/facts.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** 一人一件: a member with how many deeds of the span count, up to as many as are asked for. */
export interface Covered {
  id: string;
  name: string;
  committee_id: string | null;
  n: number;
  excused: boolean;
}

/** More members than this a county does not have. */
const MOST_MEMBERS = 5_000;

/** How many the plan asks of each member at the end of the span. */
export const requiredBy = (reading: Reading, { to }: Scope): Promise<number> => parameterAt(reading, 'deeds.required', to ?? dayOf(reading.asOf ?? new Date()));

/** Every current member whom the reader may see, in the order of the roster. */
export async function membersCovered(reading: Reading, owing: Obligation, done: Predicate<Deed>, scope: Scope): Promise<Covered[]> {
  const required = await requiredBy(reading, scope);
  const { rows } = await sql<Covered>`
    select r.id, r.name, r.committee_id, ${memberExcused(reading, owing, scope, 'r')} as excused, (select count(*)::int from (
      select from ${source(reading, deed.table, 'd')}
      where d.county_id = r.county_id and d.member_id = r.id and ${done.sql('d')}
        ${scope.from ? sql`and d.done_on >= ${scope.from}::date` : sql``} ${scope.to ? sql`and d.done_on <= ${scope.to}::date` : sql``}
      limit ${Math.max(required, 1)}
    ) as enough) as n
    from ${source(reading, member.table, 'r')}
    where ${among(reading, member)} and r.state = 'current' ${scope.committee ? sql`and r.committee_id = ${scope.committee}` : sql``}
    order by r.name_key, r.name limit ${MOST_MEMBERS}`.execute(reading.db);
  return rows;
}
