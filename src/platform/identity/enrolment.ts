import { sql } from 'kysely';
import { noteAccount } from '#platform/identity/account.ts';
import { program } from '#platform/identity/actor.ts';
import { newSecret, stepOfCode } from '#platform/identity/second-factor.ts';
import { invalid } from '#platform/problems.ts';
import { transact, type Act, type House } from '#platform/records/act.ts';
import { sealed } from '#platform/secrets/secrets.ts';

/** The secret that the page shows as a QR code; the same one until a first code has proved it. */
export async function pendingSecret(house: House, county: string, accountId: string): Promise<string> {
  return transact(house, program(county), null, async (act) => {
    const shown = await pendingOf(act, accountId);
    if (shown) return shown;
    const made = newSecret();
    await sql`update accounts set totp_pending = ${await sealed(act, 'accounts.totp_pending', accountId, made)} where county_id = ${county} and id = ${accountId}`.execute(act.db);
    return made;
  });
}

async function pendingOf({ db, county }: Act, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ totp_pending: string | null }>`select id, totp_pending from accounts where county_id = ${county} and id = ${accountId} for update`.execute(db);
  return rows[0]?.totp_pending ?? null;
}

/** Takes the shown secret into use, proved by a code of it. @throws Problem 422 at the field `code` */
export async function enrol(act: Act, accountId: string, code: string, now = new Date()): Promise<void> {
  const secret = await pendingOf(act, accountId);
  const step = secret ? stepOfCode(secret, code, null, now) : undefined;
  if (!secret || step === undefined) {
    throw invalid({ code: '这6位数字没有对上。请确认手机扫的是上面这个二维码，手机时间是自动的，再填最新的一组数字。' });
  }
  await sql`
    update accounts set totp_secret = ${await sealed(act, 'accounts.totp_secret', accountId, secret)}, totp_pending = null, totp_last = ${step}, version = version + 1, changed_at = ${act.at}
    where county_id = ${act.county} and id = ${accountId}`.execute(act.db);
  noteAccount(act, accountId, 'set_second_factor', 'self');
}

/** Does without a second factor; only where the county leaves it to its staff. */
export async function dropSecondFactor(act: Act, accountId: string): Promise<void> {
  await sql`
    update accounts set totp_secret = null, totp_last = null, totp_pending = null, version = version + 1, changed_at = ${act.at}
    where county_id = ${act.county} and id = ${accountId}`.execute(act.db);
  noteAccount(act, accountId, 'drop_second_factor', 'self');
}
