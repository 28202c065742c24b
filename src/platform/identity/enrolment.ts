import { sql } from 'kysely';
import { noteAccount } from '#platform/identity/account.ts';
import { newSecret, stepOfCode } from '#platform/identity/second-factor.ts';
import { invalid } from '#platform/problems.ts';
import { keeping, type Act, type House } from '#platform/records/act.ts';

/** The secret that the page shows as a QR code; the same one until a first code has proved it. */
export async function pendingSecret(house: House, county: string, accountId: string): Promise<string> {
  const { rows } = await keeping(house, county, (db) => sql<{ totp_pending: string }>`
    update accounts set totp_pending = coalesce(totp_pending, ${newSecret()})
    where county_id = ${county} and id = ${accountId} returning totp_pending`.execute(db));
  return rows[0]!.totp_pending;
}

/** Takes the shown secret into use, proved by a code of it. @throws Problem 422 at the field `code` */
export async function enrol(act: Act, accountId: string, code: string, now = new Date()): Promise<void> {
  const { rows } = await sql<{ totp_pending: string | null }>`
    select totp_pending from accounts where county_id = ${act.county} and id = ${accountId} for update`.execute(act.db);
  const secret = rows[0]?.totp_pending;
  const step = secret ? stepOfCode(secret, code, null, now) : undefined;
  if (step === undefined) {
    throw invalid({ code: '这6位数字没有对上。请确认手机扫的是上面这个二维码，手机时间是自动的，再填最新的一组数字。' });
  }
  await sql`
    update accounts set totp_secret = totp_pending, totp_pending = null, totp_last = ${step}, version = version + 1, changed_at = ${act.at}
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
