import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import type { Clause } from '#plans/clauses.ts';
import { parameters, type ParameterKey, type ParameterValue } from '#plans/parameters.ts';

/** The questions that later chapters ask about the adopted plans. */

/**
 * The value of a parameter on a day (`YYYY-MM-DD`): the latest that was set from that day or earlier, else the default.
 * Of two from the same day the one entered later stands. For a past moment: as it was known then.
 */
export async function parameterAt<K extends ParameterKey>(reading: Reading, key: K, day: string): Promise<ParameterValue<K>> {
  const { rows } = await sql<{ value: string }>`
    select v.value from ${source(reading, 'parameter_values', 'v')}
    where v.county_id = ${reading.county} and v.key = ${key} and v.from_day <= ${day}::date
    order by v.from_day desc, v.id desc limit 1`.execute(reading.db);
  const declared = parameters[key];
  const value = rows[0]?.value ?? declared.default;
  return (declared.type === 'number' ? Number(value) : value) as ParameterValue<K>;
}

/** The words of a choice among which a plan decides: what a page and a document print for each. */
export const optionsOf = <K extends ChoiceKey>(key: K): (typeof parameters)[K]['options'] => parameters[key].options;

type ChoiceKey = { [K in ParameterKey]: (typeof parameters)[K] extends { options: unknown } ? K : never }[ParameterKey];

/** A clause as the plan in force on a day prints it. */
export interface CitedClause extends Clause {
  plan: string;
  planId: string;
  documentNo: string | null;
}

/** The clause under this key in the plan that was in force on the day; undefined while no adopted plan has it. */
export async function findClause(reading: Reading, key: string, day: string): Promise<CitedClause | undefined> {
  const { rows } = await sql<CitedClause>`
    select c.key, c.number, c.text, p.title as plan, p.id as "planId", p.document_no as "documentNo"
    from ${source(reading, 'plans', 'p')}, jsonb_to_recordset(p.clauses) as c (key text, number text, text text)
    where p.county_id = ${reading.county} and p.state in ('adopted', 'superseded') and c.key = ${key}
      and coalesce(p.in_force_from, p.issued_on) <= ${day}::date and coalesce(p.superseded_on > ${day}::date, true)
    order by p.in_force_from desc nulls last, p.id desc limit 1`.execute(reading.db);
  return rows[0];
}

/** How a page cites a clause: 《履职方案》第六条; undefined while no adopted plan has it. */
export async function clauseWords(reading: Reading, key: string, day: string): Promise<string | undefined> {
  const clause = await findClause(reading, key, day);
  return clause && `《${clause.plan}》${clause.number}`;
}
