import { sql, type RawBuilder } from 'kysely';
import { today } from '#platform/time.ts';

/** What a county's rules of security set, by the name of the parameter, with the value that holds until one is set. The chapter of the plans declares them. */
export const usualPolicy = {
  'sessions.idle_minutes': 12 * 60,
  'sessions.hours': 7 * 24,
  'proof.minutes': 30,
} as const;

export type PolicyKey = keyof typeof usualPolicy;

/** The value in force today, within a statement: asked where it is needed, at every sign-in, without a round trip of its own. */
export const policyOf = (county: string, key: PolicyKey): RawBuilder<number> => sql<number>`coalesce((
  select v.value::integer from parameter_values v where v.county_id = ${county} and v.key = ${key} and v.from_day <= ${today()}
  order by v.from_day desc, v.id desc limit 1), ${usualPolicy[key]}::integer)`;
