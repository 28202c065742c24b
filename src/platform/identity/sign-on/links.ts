import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { noteAccount } from '#platform/identity/account.ts';
import { createMemberAccount } from '#platform/identity/accounts.ts';
import { providerOf } from '#platform/identity/sign-on/provider.ts';
import { renewable } from '#platform/identity/slips.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';

/** Whose account this is at the provider; undefined: the office has not said. */
export async function accountLinked(db: Transaction<DB>, county: string, issuer: string, subject: string): Promise<string | undefined> {
  const { rows } = await sql<{ account_id: string }>`
    select account_id from sign_on_links where county_id = ${county} and issuer = ${issuer} and subject = ${subject}`.execute(db);
  return rows[0]?.account_id;
}

/** As whom somebody is known at the county's provider. */
export async function subjectOf({ db, county }: Reading, personId: string): Promise<string | undefined> {
  const { rows } = await sql<{ subject: string }>`
    select l.subject from sign_on_links l
    join accounts a on a.county_id = l.county_id and a.id = l.account_id
    join sign_on_providers p on p.county_id = l.county_id and p.issuer = l.issuer
    where l.county_id = ${county} and a.person_id = ${personId}`.execute(db);
  return rows[0]?.subject;
}

/** The office's word that somebody at the provider is this person. @throws Problem 403, 404, or 422 at the field `subject` */
export async function link(act: Act, personId: string, typed: string): Promise<string> {
  const person = await renewable(act, personId);
  const provider = await providerOf(act);
  if (!provider) throw new Problem(409, 'no_sign_on', '请先设置统一认证。');
  const subject = typed.trim();
  if (!/^[\x21-\x7e]{1,255}$/.test(subject)) throw invalid({ subject: '编号请照登录页上给出的抄写，是一串字母和数字，没有空格和汉字。' });
  const accountId = person.accountId ?? (await createMemberAccount(act, personId));
  const other = await accountLinked(act.db, act.county, provider.issuer, subject);
  if (other && other !== accountId) throw invalid({ subject: '这个编号已经对应了另一位同志，请核对。' });
  await unlinkAccount(act, accountId);
  await sql`
    insert into sign_on_links (county_id, account_id, issuer, subject, linked_at)
    values (${act.county}, ${accountId}, ${provider.issuer}, ${subject}, ${act.at})`.execute(act.db);
  await sql`update accounts set state = 'active', version = version + 1, changed_at = ${act.at} where county_id = ${act.county} and id = ${accountId} and state = 'waiting'`.execute(act.db);
  noteAccount(act, accountId, 'link_sign_on', person.relation);
  return person.name;
}

/** Nobody comes in as this person by the provider any more, and whoever did is out. */
export async function unlink(act: Act, personId: string): Promise<string> {
  const person = await renewable(act, personId);
  if (person.accountId && (await unlinkAccount(act, person.accountId))) noteAccount(act, person.accountId, 'unlink_sign_on', person.relation);
  return person.name;
}

async function unlinkAccount(act: Act, accountId: string): Promise<boolean> {
  const { rows } = await sql`delete from sign_on_links where county_id = ${act.county} and account_id = ${accountId} returning 1`.execute(act.db);
  await sql`delete from sessions where county_id = ${act.county} and account_id = ${accountId} and sign_on_subject is not null`.execute(act.db);
  return rows.length > 0;
}
