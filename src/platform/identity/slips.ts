import { createHash, randomInt } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { noteAccount, withoutPassword } from '#platform/identity/account.ts';
import { createMemberAccount, opensAccounts, rememberFormer } from '#platform/identity/accounts.ts';
import { resident, type Actor, type Role } from '#platform/identity/actor.ts';
import { policyIn } from '#platform/identity/account-policy.ts';
import { dropPasskeys } from '#platform/identity/passkeys/store.ts';
import { endSessions, startSession } from '#platform/identity/sessions.ts';
import { forgetTries } from '#platform/identity/tries.ts';
import type { Entered } from '#platform/identity/sign-in.ts';
import { Problem } from '#platform/problems.ts';
import { reading, transact, type Act, type House } from '#platform/records/act.ts';

/** Without 0 O 1 I L U, which are misread or misheard; 30^16 possibilities are 78 bits. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const DAY_MS = 86_400_000;
const GROUPS = 4;
const GROUP = 4;

/** A code that nobody guesses, in groups that people can read out. */
export function newCode(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A code as typed or scanned, in the form in which it was made; undefined when it cannot be one. */
export function codeForm(typed: string): string | undefined {
  const letters = typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (letters.length !== GROUPS * GROUP || [...letters].some((letter) => !LETTERS.includes(letter))) return undefined;
  return letters.replace(/.{4}(?=.)/g, '$&-');
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

export interface Slip {
  code: string;
  personId: string;
  name: string;
  /** Works in a post that needs a password, so a password is asked for on first use. */
  staff: boolean;
  endsAt: Date;
}

/** Posts whose accounts only the maintainer renews: whoever checks must not depend on whom they check. */
const RENEWED_BY_MAINTAINER: readonly Role[] = ['maintainer', 'auditor'];

/**
 * Makes a slip for a member, or for staff who begin or have lost their password or telephone. Older unused slips of the
 * person are void. The code is in the answer and nowhere else.
 */
export async function makeSlip(act: Act, personId: string): Promise<Slip> {
  const person = await renewable(act, personId);
  const accountId = person.accountId ?? (await createMemberAccount(act, personId));
  const code = newCode();
  const endsAt = new Date(act.at.getTime() + (await policyIn(act.db, act.county))['slips.days'] * DAY_MS);
  await sql`delete from slips where county_id = ${act.county} and account_id = ${accountId}`.execute(act.db);
  await sql`
    insert into slips (county_id, code_hash, account_id, made_at, ends_at)
    values (${act.county}, ${hashOf(code)}, ${accountId}, ${act.at}, ${endsAt})`.execute(act.db);
  noteAccount(act, accountId, 'make_slip', person.relation);
  return { code, personId, name: person.name, staff: worksWithPassword(person.roles), endsAt };
}

/**
 * Somebody whose account the actor may open or renew, and in which post they do so.
 * @throws Problem 403, or 404 when the person is neither a member nor in a post
 */
export async function renewable(act: Act, personId: string): Promise<{ accountId: string | null; name: string; roles: Role[]; relation: string }> {
  const relation = opensAccounts(act.actor);
  const person = await entrant(act.db, act.county, personId);
  if (!person) throw new Problem(404, 'not_found', '没有找到这位同志，或者他目前既不是委员也没有在任的职务。请先登记职务，再来开通。');
  if (relation !== 'maintainer' && person.account_id && person.roles.some((role) => RENEWED_BY_MAINTAINER.includes(role))) {
    throw new Problem(403, 'not_yours', `${person.name}的账号由系统维护人员办理。`);
  }
  return { accountId: person.account_id, name: person.name, roles: person.roles, relation };
}

export interface SlipOwner {
  account_id: string | null;
  person_id: string;
  name: string;
  roles: Role[];
}

export const worksWithPassword = (held: readonly Role[]): boolean => held.some((role) => !withoutPassword.includes(role));

/** Roles that a person holds today, as an array. */
const rolesHeld = sql`(
  select coalesce(array_agg(distinct h.role), '{}') from holdings h
  where h.county_id = p.county_id and h.person_id = p.id and h.holding
    and coalesce(h.since <= current_date, true) and (h.until is null or h.until >= current_date))`;

/** Somebody who may have an account: a current member, or a holder of a post. */
async function entrant(db: Transaction<DB>, county: string, personId: string): Promise<SlipOwner | undefined> {
  const { rows } = await sql<SlipOwner & { member: boolean }>`
    select p.id as person_id, p.name, a.id as account_id, ${rolesHeld} as roles,
      exists (select from members m where m.county_id = p.county_id and m.person_id = p.id and m.state = 'current') as member
    from people p left join accounts a on a.county_id = p.county_id and a.person_id = p.id
    where p.county_id = ${county} and p.id = ${personId}`.execute(db);
  const [found] = rows;
  return found && (found.member || found.roles.length > 0) ? found : undefined;
}

/** Unknown, used, expired or replaced: the same answer for all. */
export const noSuchSlip = () =>
  new Problem(404, 'no_such_slip', '这张激活单不能用：可能已经用过、过了有效期，或者字母看错了。请核对后再试，或请县政协办公室重新打印一张。');

/** Whose slip it is, before it is used: looking at it changes nothing (messengers open addresses by themselves). */
export async function ownerOfSlip(house: House, county: string, typed: string): Promise<SlipOwner> {
  const code = codeForm(typed);
  if (!code) throw noSuchSlip();
  const found = await reading(house, resident(county), async ({ db }) => {
    const { rows } = await sql<{ person_id: string }>`
      select a.person_id from slips s join accounts a on a.county_id = s.county_id and a.id = s.account_id
      where s.county_id = ${county} and s.code_hash = ${hashOf(code)} and s.used_at is null and s.ends_at > now()`.execute(db);
    return rows[0] && entrant(db, county, rows[0].person_id);
  });
  if (!found) throw noSuchSlip();
  return found;
}

/**
 * Uses the slip up. A member is signed in; staff must set a new password first, and whatever they had before (password,
 * second factor, open sessions) is void from this moment.
 */
export async function useSlip(house: House, county: string, typed: string, device: string): Promise<Entered> {
  const owner = await ownerOfSlip(house, county, typed);
  const accountId = owner.account_id!;
  const actor: Actor = { countyId: county, accountId, personId: owner.person_id, memberId: null, name: owner.name, posts: [] };
  return transact(house, actor, null, async (act) => {
    const { rows } = await sql`
      update slips set used_at = ${act.at} where county_id = ${county} and code_hash = ${hashOf(codeForm(typed)!)}
        and used_at is null and ends_at > ${act.at} returning 1`.execute(act.db);
    if (rows.length === 0) throw noSuchSlip();
    const stage = worksWithPassword(owner.roles) ? 'new_password' : 'open';
    if (stage === 'new_password') await forgetSecrets(act, accountId);
    await sql`
      update accounts set state = 'active', version = version + 1, changed_at = ${act.at}
      where county_id = ${county} and id = ${accountId}`.execute(act.db);
    await forgetTries(act.db, county, accountId);
    noteAccount(act, accountId, 'activate', 'self');
    return { cookie: await startSession(act.db, county, accountId, device, stage, act.at), stage };
  });
}

async function forgetSecrets(act: Act, accountId: string): Promise<void> {
  await endSessions(act.db, act.county, accountId);
  await dropPasskeys(act, accountId);
  await rememberFormer(act, accountId);
  await sql`
    update accounts set password_hash = null, totp_secret = null, totp_last = null, totp_pending = null
    where county_id = ${act.county} and id = ${accountId}`.execute(act.db);
}
