import { sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { stepOfCode } from '#platform/identity/second-factor.ts';

/** Whether the code is right, and if so marks its time step as used: of two at once only one is right. */
export async function useCode(db: Transaction<DB>, county: string, accountId: string, code: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ totp_secret: string | null; totp_last: string | null }>`
    select id, totp_secret, totp_last from accounts where county_id = ${county} and id = ${accountId} for update`.execute(db);
  const [kept] = rows;
  if (!kept?.totp_secret) return false;
  const step = stepOfCode(kept.totp_secret, code, kept.totp_last === null ? null : Number(kept.totp_last), now);
  if (step === undefined) return false;
  await sql`update accounts set totp_last = ${step} where county_id = ${county} and id = ${accountId}`.execute(db);
  return true;
}
