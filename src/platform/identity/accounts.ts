import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { noteAccount } from '#platform/identity/account.ts';
import { policyIn, type Policy } from '#platform/identity/account-policy.ts';
import { holds, type Actor } from '#platform/identity/actor.ts';
import { hashPassword, isPassword } from '#platform/identity/passwords.ts';
import { rulesOf, weakness } from '#platform/identity/password-policy.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';

/** Log-in names are compared without regard to case, width and outer spaces. */
export const loginForm = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,31}$/u;

/** The county office and the maintainer open accounts; the journal says in which of the two posts. */
export function opensAccounts(actor: Actor): string {
  const post = (['county_office', 'maintainer'] as const).find((role) => holds(actor, role));
  if (!post) throw new Problem(403, 'not_yours', '账号由县政协办公室开通，您不在其中。');
  return post;
}

/** Somebody with a log-in name and a password. @returns the account's id */
export async function createStaffAccount(act: Act, personId: string, login: string, password: string): Promise<string> {
  const relation = opensAccounts(act.actor);
  const person = await personOf(act, personId);
  const name = await freeLogin(act, login, null);
  const weak = weakness(password, [name, person.name, ...(await countyWords(act))], rulesOf(await policyIn(act.db, act.county)));
  if (weak) throw invalid({ password: weak });
  return enter(act, personId, relation, { login: name, passwordHash: await hashPassword(password), state: 'active' });
}

/** Somebody who comes in by activation slip. @returns the account's id */
export async function createMemberAccount(act: Act, personId: string): Promise<string> {
  const relation = opensAccounts(act.actor);
  await personOf(act, personId);
  return enter(act, personId, relation, { login: null, passwordHash: null, state: 'waiting' });
}

interface NewAccount {
  login: string | null;
  passwordHash: string | null;
  state: 'waiting' | 'active';
}

async function enter(act: Act, personId: string, relation: string, account: NewAccount): Promise<string> {
  const id = uuidv7();
  const { rows } = await sql`
    insert into accounts (county_id, id, state, version, changed_at, created_at, person_id, login, password_hash)
    values (${act.county}, ${id}, ${account.state}, 1, ${act.at}, ${act.at}, ${personId}, ${account.login}, ${account.passwordHash})
    on conflict (county_id, person_id) do nothing returning id`.execute(act.db);
  if (rows.length === 0) throw new Problem(409, 'has_account', '这位同志已经有账号，不用再开通。');
  noteAccount(act, id, 'create', relation);
  return id;
}

async function personOf(act: Act, personId: string): Promise<{ name: string }> {
  const { rows } = await sql<{ name: string }>`select name from people where county_id = ${act.county} and id = ${personId}`.execute(act.db);
  if (!rows[0]) throw notFound('这位同志');
  return rows[0];
}

/** Words that everybody in this county would try first. */
export async function countyWords(reading: Reading): Promise<string[]> {
  const { rows } = await sql<{ slug: string; name: string; body_name: string }>`
    select slug, name, body_name from counties where county_id = ${reading.county}`.execute(reading.db);
  return rows.flatMap(({ slug, name, body_name }) => [slug, ...slug.split('-'), name, body_name]);
}

/** The name in its stored form. @throws Problem 422 at the field `login` */
async function freeLogin(act: Act, login: string, accountId: string | null): Promise<string> {
  const name = loginForm(login);
  if (!LOGIN.test(name)) throw invalid({ login: '登录名用2到32个汉字、字母或数字，中间可以有点和短横线，例如 baishi-wang。' });
  const { rows } = await sql`
    select 1 from accounts where county_id = ${act.county} and lower(login) = ${name} and id is distinct from ${accountId}::uuid`.execute(act.db);
  if (rows.length > 0) throw invalid({ login: '这个登录名已经有人用了，请换一个，例如在后面加上乡镇的名字。' });
  return name;
}

/** The person's own account, as far as the own pages need it. */
export interface OwnAccount {
  login: string | null;
  passwordHash: string | null;
  name: string;
}

export async function ownAccount(reading: Reading, accountId: string): Promise<OwnAccount> {
  const { rows } = await sql<OwnAccount>`
    select a.login, a.password_hash as "passwordHash", p.name from accounts a
    join people p on p.county_id = a.county_id and p.id = a.person_id
    where a.county_id = ${reading.county} and a.id = ${accountId}`.execute(reading.db);
  if (!rows[0]) throw notFound('您的账号');
  return rows[0];
}

/** The password that was in use until now, as proof. @throws Problem 422 at the field `current` */
export async function expectCurrentPassword(account: OwnAccount, current: string): Promise<void> {
  if (!(await isPassword(account.passwordHash, current))) throw invalid({ current: '现在用的密码没有对上，请再输入一次。' });
}

/** By what a new password of this account is judged. */
export interface Judging {
  words: readonly string[];
  policy: Policy;
  /** Hashes of those that may not come back. */
  former: readonly string[];
}

export async function judging(reading: Reading, account: OwnAccount, accountId: string): Promise<Judging> {
  const policy = await policyIn(reading.db, reading.county);
  const { rows } = policy['password.profile'] === 'dengbao' ? await sql<{ password_hash: string }>`
    select password_hash from former_passwords where county_id = ${reading.county} and account_id = ${accountId} order by id desc limit ${policy['password.former']}`.execute(reading.db) : { rows: [] };
  const before = [account.passwordHash, ...rows.map(({ password_hash }) => password_hash)].filter((hash) => hash !== null);
  return { words: await countyWords(reading), policy, former: policy['password.profile'] === 'dengbao' ? before.slice(0, policy['password.former']) : [] };
}

/** The hash of a password that is good enough for this account. Made before the act: it takes its time. @throws Problem 422 */
export async function hashNew(account: OwnAccount, { words, policy, former }: Judging, typed: { login?: string; password: string; again: string }): Promise<string> {
  const weak = weakness(typed.password, [typed.login ?? account.login ?? '', account.name, ...words], rulesOf(policy));
  if (weak) throw invalid({ password: weak });
  if (typed.password !== typed.again) throw invalid({ again: '两次输入的不一样，请再输入一次。' });
  for (const hash of former) {
    if (await isPassword(hash, typed.password)) throw invalid({ password: `这个密码最近用过。本县要求与最近${policy['password.former']}次用过的都不同，请换一个。` });
  }
  return hashPassword(typed.password);
}

/** Keeps a new password, and the log-in name when there is none yet. */
export async function setPassword(act: Act, accountId: string, passwordHash: string, login?: string): Promise<void> {
  const name = login === undefined ? null : await freeLogin(act, login, accountId);
  await rememberFormer(act, accountId);
  await sql`
    update accounts set password_hash = ${passwordHash}, password_set_on = ${today()}::date, login = coalesce(login, ${name}), state = 'active',
      version = version + 1, changed_at = ${act.at}
    where county_id = ${act.county} and id = ${accountId}`.execute(act.db);
  noteAccount(act, accountId, 'change_password', 'self');
}

/** The password that is replaced is kept, as a hash, where the county refuses to see it again; elsewhere none is. */
export async function rememberFormer(act: Act, accountId: string): Promise<void> {
  const policy = await policyIn(act.db, act.county);
  const kept = policy['password.profile'] === 'dengbao' ? policy['password.former'] : 0;
  if (kept > 0) {
    await sql`
      insert into former_passwords (county_id, id, account_id, password_hash)
      select county_id, ${uuidv7()}, id, password_hash from accounts where county_id = ${act.county} and id = ${accountId} and password_hash is not null`.execute(act.db);
  }
  await sql`
    delete from former_passwords where county_id = ${act.county} and account_id = ${accountId} and id not in (
      select id from former_passwords where county_id = ${act.county} and account_id = ${accountId} order by id desc limit ${kept})`.execute(act.db);
}
