import { sql } from 'kysely';
import { bridge, type Bridge } from '#platform/bridges/record.ts';
import { signedHeaders, type BridgeDigest } from '#platform/bridges/signing.ts';
import { program } from '#platform/identity/actor.ts';
import { outwardRules } from '#platform/outward/addresses.ts';
import { fetched } from '#platform/outward/fetching.ts';
import { keeping, transact, type House } from '#platform/records/act.ts';
import { take } from '#platform/records/write.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long is waited before each try after the first, as Standard Webhooks advises: some three days in all. */
export const WAITS: readonly number[] = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** A message that has been on its way for so long was lost with the program that sent it. */
const LEASE = 2 * MINUTE;
/** So many at once; what is left goes with the next look. */
const MOST_AT_ONCE = 20;
/** A bridge to which nothing has come through for so long is put to rest and the office told: when the last try, late by an hour at most, is over. */
const GIVEN_UP_AFTER = WAITS.reduce((sum, wait) => sum + wait, HOUR);
/** What became of a message is shown for so long. */
const KEPT_DAYS = 90;

export interface Message {
  id: string;
  bridge_id: string;
  record: string;
  step: string;
  record_id: string;
  at: Date;
  tries: number;
}

/** What is told: that something happened to a record, and where it is. No word of it, and nobody's name. */
export function bodyOf(house: House, env: NodeJS.ProcessEnv, { record, step, record_id, at }: Message): string {
  const declared = house.records.get(record)!;
  const page = `${env['PUBLIC_URL'] ?? ''}/${declared.path}/${record_id}`;
  return JSON.stringify({ type: `${record}.${step}`, timestamp: at.toISOString(), data: { id: record_id, record, kind: declared.title, page } });
}

/** After the commit, and without anybody waiting for it. */
export function sendSoon(house: House, county: string): void {
  setImmediate(() => void sendDue(house, county, new Date()).catch((error: unknown) => console.error('messages to other systems will be tried again:', error)));
}

/** Sends what is due, each at least once: a message is taken for a while, and taken again when nobody said what became of it. */
export async function sendDue(house: House, county: string, now: Date, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  for (const message of await taken(house, county, now)) await sendOne(house, county, message, now, env);
  await giveUp(house, county, now);
}

async function taken(house: House, county: string, now: Date): Promise<Message[]> {
  const { rows } = await keeping(house, county, (db) => sql<Message>`
    update bridge_messages m set tries = m.tries + 1, next_try = ${new Date(now.getTime() + LEASE)}
    from (
      select w.id from bridge_messages w join bridges b on b.county_id = w.county_id and b.id = w.bridge_id
      where w.county_id = ${county} and w.state = 'waiting' and w.next_try <= ${now} and b.state = 'sending'
      order by w.next_try, w.id limit ${MOST_AT_ONCE} for update of w skip locked) as due
    where m.county_id = ${county} and m.id = due.id returning m.id, m.bridge_id, m.record, m.step, m.record_id, m.at, m.tries`.execute(db));
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function sendOne(house: House, county: string, message: Message, now: Date, env: NodeJS.ProcessEnv): Promise<void> {
  const problem = await attempt(house, county, message, now, env);
  const wait = WAITS[message.tries - 1];
  const failed = wait === undefined ? 'failed' : 'waiting';
  await keeping(house, county, (db) => sql`
    update bridge_messages set state = ${problem === undefined ? 'sent' : failed}, sent_at = ${problem === undefined ? now : null}, problem = ${problem?.slice(0, 300) ?? null},
      next_try = ${new Date(now.getTime() + (wait ?? 0))}
    where county_id = ${county} and id = ${message.id}`.execute(db));
}

/** @returns what went wrong, in a sentence */
async function attempt(house: House, county: string, message: Message, now: Date, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { rows: [to] } = await keeping(house, county, (db) => sql<Bridge>`select * from bridges where county_id = ${county} and id = ${message.bridge_id}`.execute(db));
  const body = bodyOf(house, env, message);
  const headers = signedHeaders(to!.secret!, to!.digest as BridgeDigest, `msg_${message.id}`, now, body);
  return fetched(to!.address, { method: 'POST', headers, body }, outwardRules(env)).then(
    ({ status }) => (status >= 200 && status < 300 ? undefined : `对方答复 ${status}。`),
    (error: NodeJS.ErrnoException) => (error.name === 'TimeoutError' || error.name === 'AbortError' ? '等了10秒没有答复。' : `连不上（${error.code ?? error.message}）。`),
  );
}

/** A bridge to which nothing has come through for days is put to rest: what waits then waits until somebody looks. */
async function giveUp(house: House, county: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - GIVEN_UP_AFTER);
  const { rows } = await keeping(house, county, (db) => sql<{ id: string }>`
    select b.id from bridges b where b.county_id = ${county} and b.state = 'sending' and b.changed_at < ${since}
      and exists (select from bridge_messages m where m.county_id = b.county_id and m.bridge_id = b.id and m.state <> 'sent' and m.tries > 0 and m.at < ${since})
      and not exists (select from bridge_messages m where m.county_id = b.county_id and m.bridge_id = b.id and m.sent_at >= ${since})`.execute(db));
  for (const { id } of rows) await transact(house, program(county), null, (act) => take<Bridge>(act, bridge, id, 'give_up', { reason: '连续三天没有一条送到' }));
}

/** Once more, by hand, whatever became of it: with the same id, by which a receiver knows that it has it already. */
export async function sendAgain(house: House, county: string, bridgeId: string, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await keeping(house, county, (db) => sql`
    update bridge_messages set state = 'waiting', tries = 0, next_try = ${now}, problem = null where county_id = ${county} and bridge_id = ${bridgeId} and id = ${id}`.execute(db));
  return Number(numAffectedRows) === 1;
}

/** Each working day: what became of messages long ago is nobody's business any more. */
export async function forgetMessages(house: House, county: string, day: string): Promise<void> {
  await keeping(house, county, (db) => sql`delete from bridge_messages where county_id = ${county} and at < ${day}::date - ${KEPT_DAYS}::int`.execute(db));
}
