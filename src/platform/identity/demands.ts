import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { withoutPassword } from '#platform/identity/account.ts';
import { policyIn, type Policy } from '#platform/identity/account-policy.ts';
import type { Role } from '#platform/identity/actor.ts';
import type { Stage } from '#platform/identity/sessions.ts';
import { today } from '#platform/time.ts';

/** What a county asked of its staff when it was founded. */
export interface CountyPolicy {
  id: string;
  secondFactor: 'required' | 'optional';
}

/** What is asked of the holder of an account besides the password. */
export interface Demands {
  /** A second factor must be there before there is a desk. */
  required: boolean;
  hasCode: boolean;
  hasPasskey: boolean;
  /** The password is older than the county lets it become. */
  expired: boolean;
}

/** Posts of the whole county: they open more than one committee's work. */
const OF_THE_COUNTY: readonly Role[] = ['county_office', 'chair', 'leader', 'auditor', 'maintainer', 'superior_office'];

const asksOf = (policy: Policy, held: readonly Role[]): boolean => {
  const asked = policy['second_factor.posts'];
  if (asked === 'none') return false;
  return held.some((role) => (asked === 'all' ? !withoutPassword.includes(role) : OF_THE_COUNTY.includes(role)));
};

export async function demandsOn(db: Transaction<DB>, county: CountyPolicy, accountId: string): Promise<Demands> {
  const policy = await policyIn(db, county.id);
  const { rows } = await sql<{ code: boolean; passkey: boolean; old: boolean; held: Role[] }>`
    select a.totp_secret is not null as code, exists (select from passkeys k where k.county_id = a.county_id and k.account_id = a.id) as passkey,
      a.password_hash is not null and a.password_set_on <= ${today()}::date - ${policy['password.days']}::int as old,
      array(select distinct h.role from holdings h where h.county_id = a.county_id and h.person_id = a.person_id and h.holding
        and coalesce(h.since <= current_date, true) and (h.until is null or h.until >= current_date)) as held
    from accounts a where a.county_id = ${county.id} and a.id = ${accountId}`.execute(db);
  const [found] = rows;
  return {
    required: county.secondFactor === 'required' || asksOf(policy, found?.held ?? []),
    hasCode: found?.code ?? false,
    hasPasskey: found?.passkey ?? false,
    expired: policy['password.profile'] === 'dengbao' && (found?.old ?? false),
  };
}

/** What comes next on the way to the desk. A code that was set up is always asked for; a passkey where a second factor is required. */
export function nextStage({ required, hasCode, hasPasskey, expired }: Demands, proved: 'password' | 'both'): Stage {
  if (proved === 'password' && (hasCode || (required && hasPasskey))) return 'second_factor';
  if (expired) return 'new_password';
  return required && !hasCode && !hasPasskey ? 'enrolment' : 'open';
}
