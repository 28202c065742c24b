import { sql } from 'kysely';
import { claim, type Finding } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import type { Scope } from '#platform/figures/count.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { parameterAt } from '#plans/facts.ts';
import { memberExcused } from '#plans/obligations/facts.ts';
import { source } from '#platform/records/source.ts';
import { dayOf } from '#platform/time.ts';
import { member } from '#institutions/members/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** Done; a promise not yet kept and what was struck do not count. */
const done = oneOf<Deed>('state', ['recorded', 'verified']);

export const deedsDone = figure<Deed>({
  name: 'deeds_done',
  label: '民生实事',
  definition: '期间内委员已办成并登记的民生实事件数；只作承诺和不予认定的不计。',
  record: deed.name,
  where: done,
  day: 'done_on',
  committee: 'committee_id',
  unit: '件',
});

export const deedsMembers = figure<Deed>({
  name: 'deeds_members',
  label: '办理民生实事的委员',
  definition: '期间内至少办成一件民生实事的委员人数，一人多件只计一人。',
  record: deed.name,
  where: done,
  day: 'done_on',
  committee: 'committee_id',
  counts: { distinct: 'member_id' },
  unit: '人',
});

const yearlyDeed = obligation<Deed>({
  name: 'deed_yearly',
  label: '每名委员办民生实事',
  clause: 'duty.deed',
  rhythm: 'year',
  owedBy: 'member',
  required: 'deeds.required',
  dischargedBy: { declared: deed, where: done, day: 'done_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

/** More members than this a county does not have. */
const MOST_MEMBERS = 5_000;

export const deedEveryMember = claim({
  name: 'deed_every_member',
  sentence: '委员人均办理一件以上民生实事',
  definition: '对每名在任委员，期间内都有方案规定件数的已办成的民生实事；方案没有另行规定的，至少一件；整个期间免计的委员不算在内。',
  clause: 'duty.deed',
  parameters: ['deeds.required'],
  href: '/deeds',
  examine: (reading, scope) => membersWithoutDeed(reading, scope),
  otherwise: ({ examined, counterExamples }) => `在任委员${examined}人中，已按规定办理民生实事的${examined - counterExamples.length}人，还有${counterExamples.length}人没有办够`,
});

async function membersWithoutDeed(reading: Reading, scope: Scope): Promise<Finding> {
  const required = await parameterAt(reading, 'deeds.required', scope.to ?? dayOf(reading.asOf ?? new Date()));
  if (required === 0) return { examined: 0, counterExamples: [] };
  const { rows } = await sql<{ id: string; name: string; n: number }>`
    select r.id, r.name, (select count(*)::int from (
      select from ${source(reading, deed.table, 'd')}
      where d.county_id = r.county_id and d.member_id = r.id and ${done.sql('d')}
        ${scope.from ? sql`and d.done_on >= ${scope.from}::date` : sql``} ${scope.to ? sql`and d.done_on <= ${scope.to}::date` : sql``}
      limit ${required}
    ) as enough) as n
    from ${source(reading, member.table, 'r')}
    where ${among(reading, member)} and r.state = 'current' and not ${memberExcused(reading, yearlyDeed, scope, 'r')}
      ${scope.committee ? sql`and r.committee_id = ${scope.committee}` : sql``}
    order by r.name_key, r.name limit ${MOST_MEMBERS}`.execute(reading.db);
  return {
    examined: rows.length,
    counterExamples: rows.filter(({ n }) => n < required).map(({ id, name, n }) => ({ label: name, why: n === 0 ? '期间内没有办成的民生实事' : `期间内只办成${n}件，应办${required}件`, href: `/members/${id}` })),
  };
}

export const figures = [deedsDone, deedsMembers];
export const claims = [deedEveryMember];
export const obligations = [yearlyDeed];
