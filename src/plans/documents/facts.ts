import { sql } from 'kysely';
import { claim } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { dayOf, today } from '#platform/time.ts';
import { planKinds } from '#plans/clauses.ts';
import { plan, type Plan } from '#plans/documents/record.ts';

export const plansAdopted = figure<Plan>({
  name: 'plans_adopted',
  label: '已印发的方案',
  definition: '期末已印发、没有被新方案替代的联络委方案份数；起草中的不计。',
  record: plan.name,
  where: oneOf<Plan>('state', ['adopted', 'superseded']),
  span: { from: 'issued_on', until: 'superseded_on' },
  unit: '份',
});

export const fourPlansAdopted = claim({
  name: 'four_plans_adopted',
  sentence: '设置方案、规范化建设工作方案、履职方案、考核评价方案均已印发',
  definition: '对四类方案的每一类，期末都有一份已印发、没有被替代的方案。',
  href: '/plans',
  async examine(reading, scope) {
    const day = scope.to ?? (reading.asOf ? dayOf(reading.asOf) : today());
    const { rows } = await sql<{ kind: string }>`
      select distinct p.kind from ${source(reading, 'plans', 'p')}
      where p.county_id = ${reading.county} and p.state in ('adopted', 'superseded') and p.issued_on <= ${day}::date and coalesce(p.superseded_on > ${day}::date, true)`.execute(reading.db);
    const adopted = new Set(rows.map(({ kind }) => kind));
    const kinds = Object.entries(planKinds);
    return {
      examined: kinds.length,
      counterExamples: kinds.filter(([kind]) => !adopted.has(kind)).map(([kind, label]) => ({ label, why: '还没有登记印发', href: `/plans?kind=${kind}` })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个方案中，已印发${examined - counterExamples.length}个，还有${counterExamples.map(({ label }) => label).join('、')}没有印发`,
  none: () => '设置、规范化建设、履职、考核评价四个方案都还没有印发',
});

/** Versions of a kind of plan that are looked at together; a county has a handful. */
const MOST_EDITIONS = 50;

/** Every version of a kind of plan that came into force, the newest first. */
export async function editionsOf(reading: Reading, kind: string): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    select r.* from ${source(reading, 'plans', 'r')}
    where ${among(reading, plan, is<Plan>('kind', kind))} and r.state in ('adopted', 'superseded')
    order by coalesce(r.in_force_from, r.issued_on) desc nulls last, r.id desc limit ${MOST_EDITIONS}`.execute(reading.db);
  return rows;
}

/** The version before this one; for a draft, the one that stands. */
export function otherOf(row: Plan, editions: readonly Plan[]): Plan | undefined {
  const place = editions.findIndex(({ id }) => id === row.id);
  return editions[place + 1];
}

export const figures = [plansAdopted];
export const claims = [fourPlansAdopted];
