import { sql } from 'kysely';
import type { Visit } from '#platform/http/visit.ts';
import { policyIn } from '#platform/identity/account-policy.ts';
import { holds, roles, type Role } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { keeping, type Reading } from '#platform/records/act.ts';

/**
 * The three administrators of level 3 of the classified protection scheme (GB/T 22239-2019, 8.1.4.2 d: 三权分立), where a county wants them apart: who keeps
 * the system, who hands out accounts and rights (the county office), who looks at what both did. One person is not two of them, and whoever looks, looks only.
 */
const administrators: readonly Role[] = ['maintainer', 'county_office', 'auditor'];

const holding = sql`h.holding and (h.until is null or h.until >= current_date)`;

/** Before somebody is given such a post, from whichever day on. @throws Problem 422 at the field `role` */
export async function expectApart({ db, county }: Reading, personId: string, role: string, besides: string | null = null): Promise<void> {
  if (!administrators.includes(role as Role) || (await policyIn(db, county))['administrators.apart'] !== 'apart') return;
  const { rows } = await sql<{ role: Role }>`
    select h.role from holdings h where h.county_id = ${county} and h.person_id = ${personId} and ${holding} and h.id is distinct from ${besides}::uuid
      and h.role in (${sql.join(administrators)}) and h.role <> ${role} limit 1`.execute(db);
  if (rows[0]) throw invalid({ role: `本县规定系统维护、账号办理、审计监督分设：这位同志已担任“${roles[rows[0].role]}”，不能再担任“${roles[role as Role]}”。` });
}

export interface Doubled {
  name: string;
  held: Role[];
}

const MOST_NAMED = 20;

/** Who holds two of them from before the county had them apart. */
export async function doubledAdministrators({ db, county }: Reading): Promise<Doubled[]> {
  if ((await policyIn(db, county))['administrators.apart'] !== 'apart') return [];
  const { rows } = await sql<Doubled>`
    select p.name, array_agg(distinct h.role) as held from holdings h join people p on p.county_id = h.county_id and p.id = h.person_id
    where h.county_id = ${county} and ${holding} and h.role in (${sql.join(administrators)})
    group by p.id, p.name having count(distinct h.role) > 1 order by p.name, p.id limit ${MOST_NAMED}`.execute(db);
  return rows;
}

/** What an auditor sends without changing what is audited: the own account, lists and the journal taken out. */
const ownOrReading = /^\/(?:me|logout|login|journal|feedback|display)(?:\/|$)|\.xlsx$/;

/** @throws Problem 403 for an auditor of a county that has them apart */
export async function expectMayAct({ house, actor, path }: Visit): Promise<void> {
  if (!holds(actor, 'auditor') || ownOrReading.test(path)) return;
  const policy = await keeping(house, actor.countyId, (db) => policyIn(db, actor.countyId));
  if (policy['administrators.apart'] === 'apart') throw new Problem(403, 'auditor_reads', '本县规定审计监督人员只查看、不办理。需要处理的，请告知县政协办公室。');
}
