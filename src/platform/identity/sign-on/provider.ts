import { sql } from 'kysely';
import { noteAccount } from '#platform/identity/account.ts';
import { opensAccounts } from '#platform/identity/accounts.ts';
import { addressProblem, outwardRules } from '#platform/outward/addresses.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { sealed } from '#platform/secrets/secrets.ts';

/** Where staff of the county may sign in instead, as its pages show it. */
export interface Provider {
  label: string;
  issuer: string;
  clientId: string;
  twoFactors: boolean;
}

/** The same with what only the program knows. */
export interface TrustedProvider extends Provider {
  secret: string;
}

const columns = sql`label, issuer, client_id as "clientId", two_factors as "twoFactors"`;

export async function providerOf({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<Provider | undefined> {
  const { rows } = await sql<Provider>`select ${columns} from sign_on_providers where county_id = ${county}`.execute(db);
  return rows[0];
}

/** @throws Problem 404 when the county has none */
export async function trustedProvider({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<TrustedProvider> {
  const { rows } = await sql<TrustedProvider & { client_secret: string }>`
    select county_id, ${columns}, client_secret from sign_on_providers where county_id = ${county}`.execute(db); // the county's id opens what is sealed
  const [found] = rows;
  if (!found) throw new Problem(404, 'no_sign_on', '本县没有设置统一认证。请用登录名和密码进入。');
  const { label, issuer, clientId, twoFactors, client_secret: secret } = found;
  return { label, issuer, clientId, twoFactors, secret };
}

export interface Entered extends Provider {
  /** Empty: the one that is known stays. */
  secret: string;
}

/** @throws Problem 403, or 422 with a sentence at each field */
export async function setProvider(act: Act, entered: Entered): Promise<void> {
  const relation = opensAccounts(act.actor);
  const known = await providerOf(act);
  expectFit(entered, known);
  const { label, issuer, clientId, twoFactors, secret } = entered;
  const fresh = secret && (await sealed(act, 'sign_on_providers.client_secret', act.county, secret));
  if (known && !fresh) {
    await sql`
      update sign_on_providers set label = ${label}, issuer = ${issuer}, client_id = ${clientId}, two_factors = ${twoFactors}, changed_at = ${act.at}
      where county_id = ${act.county}`.execute(act.db);
  } else {
    await sql`
      insert into sign_on_providers (county_id, label, issuer, client_id, client_secret, two_factors, changed_at)
      values (${act.county}, ${label}, ${issuer}, ${clientId}, ${fresh}, ${twoFactors}, ${act.at})
      on conflict (county_id) do update set label = excluded.label, issuer = excluded.issuer, client_id = excluded.client_id,
        client_secret = excluded.client_secret, two_factors = excluded.two_factors, changed_at = excluded.changed_at`.execute(act.db);
  }
  noteAccount(act, act.county, 'set_sign_on', relation);
}

function expectFit({ label, issuer, clientId, secret }: Entered, known: Provider | undefined): void {
  const problems: Record<string, string> = {};
  if ([...label].length < 1 || [...label].length > 20) problems['label'] = '名称用1到20个字，会写在登录页上，例如“州统一身份认证”。';
  const wrong = issuer.length > 300 ? '地址太长。' : addressProblem(issuer, outwardRules());
  if (wrong) problems['issuer'] = wrong;
  if (!/^[\x21-\x7e]{1,200}$/.test(clientId)) problems['client_id'] = '应用编号（client_id）请照对方给的抄写，没有空格和汉字。';
  if (secret ? !/^[\x21-\x7e]{1,300}$/.test(secret) : !known) problems['secret'] = '应用密钥（client_secret）请照对方给的抄写，没有空格和汉字。';
  // What was meant for one provider is not shown to another.
  if (!secret && known && new URL(known.issuer).origin !== URL.parse(issuer)?.origin) problems['secret'] = '换了认证地址，应用密钥要重新填写。';
  if (Object.keys(problems).length > 0) throw invalid(problems);
}

/** From now on nobody comes in that way; sessions that were opened so end at once. */
export async function dropProvider(act: Act): Promise<void> {
  const relation = opensAccounts(act.actor);
  await sql`delete from sign_on_providers where county_id = ${act.county}`.execute(act.db);
  await sql`delete from sessions where county_id = ${act.county} and sign_on_subject is not null`.execute(act.db);
  noteAccount(act, act.county, 'drop_sign_on', relation);
}
