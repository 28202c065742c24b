import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { today } from '#platform/time.ts';
import type { Basis } from '#platform/ui/applied.tsx';
import { basesOf, clauseWords, editionOf } from '#plans/facts.ts';
import type { ParameterSetting } from '#plans/parameter-values/record.ts';
import { declaredParameter, parameters, shownValue, type ParameterKey } from '#plans/parameters.ts';

/** A parameter as it stands today. */
export interface InForce extends Basis {
  value: string | number;
  /** The next change that is set already. */
  next: { value: string; from_day: string } | null;
  /** The clause of the plan in force that is about it, where no plan has set it. */
  clause: string | null;
}

const MOST_CHANGES = 200;

/** A value that was set, with the plan that set it. */
export interface Change extends ParameterSetting {
  plan: string | null;
  edition: number | null;
}

/** All that was ever set, the newest first; of one parameter or of each. */
export async function changesOf(reading: Reading, key?: string): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select v.*, p.title as plan, ${editionOf(reading, 'p')} as edition
    from ${source(reading, 'parameter_values', 'v')} left join ${source(reading, 'plans', 'p')} on p.county_id = v.county_id and p.id = v.plan_id
    where v.county_id = ${reading.county} ${key ? sql`and v.key = ${key}` : sql``}
    order by v.key, v.from_day desc, v.id desc limit ${key ? MOST_CHANGES : MOST_CHANGES * Object.keys(parameters).length}`.execute(reading.db);
  return rows;
}

/** These parameters today, in this order: asked once for all. */
export async function inForce(reading: Reading, keys: readonly ParameterKey[], changes: readonly Change[]): Promise<InForce[]> {
  const clauses = new Map<string, string | undefined>();
  for (const clause of new Set(keys.map((key) => parameters[key].clause))) if (clause) clauses.set(clause, await clauseWords(reading, clause, today()));
  const bases = await basesOf(reading, keys.map((key) => ({ key, day: today() })));
  return bases.map((basis) => {
    const declared = declaredParameter(basis.key)!;
    const its = changes.filter(({ key }) => key === basis.key);
    const value = its.find(({ from_day }) => from_day <= today())?.value ?? declared.default;
    const next = its.findLast(({ from_day }) => from_day > today());
    return {
      ...basis, value: declared.type === 'number' ? Number(value) : value,
      next: next ? { value: shownValue(declared, next.value), from_day: next.from_day } : null,
      clause: clauses.get(declared.clause ?? '') ?? null,
    };
  });
}
