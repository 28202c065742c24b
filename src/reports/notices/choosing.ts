import { hash, randomBytes, randomInt } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DB } from '#platform/database/schema.ts';
import { noteAccount } from '#platform/identity/account.ts';
import { isMailbox, mailboxSentence } from '#platform/mail/addresses.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { sealed } from '#platform/secrets/secrets.ts';

/** Where a person wants the day's bundle sent to. */
export interface Choice {
  id: string;
  address: string;
  confirmed: boolean;
}

export async function choiceOf({ db, county }: Pick<Reading, 'db' | 'county'>, personId: string): Promise<Choice | undefined> {
  const { rows } = await sql<Choice>`select id, address, confirmed_at is not null as confirmed from mail_choices where county_id = ${county} and person_id = ${personId}`.execute(db);
  return rows[0];
}

const CODE_MINUTES = 30;
const DIGITS = 6;

/** The person asks for letters; the address is not written to but with the code that is answered here. */
export async function choose(act: Act, personId: string, address: string): Promise<string> {
  if (!isMailbox(address)) throw invalid({ address: mailboxSentence });
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const id = uuidv7();
  await sql`delete from mail_choices where county_id = ${act.county} and person_id = ${personId}`.execute(act.db);
  await sql`
    insert into mail_choices (county_id, id, person_id, address, code_hash, code_until)
    values (${act.county}, ${id}, ${personId}, ${await sealed(act, 'mail_choices.address', id, address)}, ${hash('sha256', id + code)}, ${act.at}::timestamptz + make_interval(mins => ${CODE_MINUTES}))`.execute(act.db);
  return code;
}

/** Whoever tells the code reads what is sent to the address. @throws Problem 422 */
export async function confirm(act: Act, accountId: string, personId: string, typed: string): Promise<void> {
  const code = typed.normalize('NFKC').replace(/\s/gu, '');
  const { rows } = await sql<{ id: string; code_hash: string | null }>`
    select id, code_hash from mail_choices where county_id = ${act.county} and person_id = ${personId} and confirmed_at is null and code_until > ${act.at}`.execute(act.db);
  const [waiting] = rows;
  if (!waiting || waiting.code_hash !== hash('sha256', waiting.id + code)) throw invalid({ code: `验证码不对，或者已经过了${CODE_MINUTES}分钟。请照信里的数字填写，或者重新发一次。` });
  await sql`update mail_choices set confirmed_at = ${act.at}, code_hash = null, code_until = null where county_id = ${act.county} and id = ${waiting.id}`.execute(act.db);
  noteAccount(act, accountId, 'choose_mail', 'self');
}

/** No more letters; the address is gone, and what was about to be sent is not. */
export async function stop(act: Act, noted: string, personId: string): Promise<void> {
  const gone = await sql`delete from mail_choices where county_id = ${act.county} and person_id = ${personId} returning id`.execute(act.db);
  await sql`update mail_letters set state = 'dropped' where county_id = ${act.county} and person_id = ${personId} and state = 'waiting'`.execute(act.db);
  if (gone.rows.length > 0) noteAccount(act, noted, 'leave_mail', 'self');
}

/** A word that is good for one thing: to stop the letters of whoever holds it. */
export const newLeaveWord = (): string => randomBytes(24).toString('base64url');
export const leaveHash = (word: string): string => hash('sha256', `leave ${word}`);

/** Whose letter bore this word. @throws Problem 404 */
export async function readerBy(db: Transaction<DB>, county: string, word: string): Promise<string> {
  const { rows } = await sql<{ person_id: string }>`select person_id from mail_letters where county_id = ${county} and leave_hash = ${leaveHash(word)}`.execute(db);
  if (!rows[0]) throw new Problem(404, 'no_such_letter', '这个链接认不出来，可能没有复制完整。登录后在“我的—汇总邮件”里也可以停。');
  return rows[0].person_id;
}
