import { sql } from 'kysely';
import type { FrequentWork } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import { post, type Posted } from '#platform/mail/posting.ts';
import { openedServer, type OpenedServer } from '#platform/mail/server.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { keeping, reading, type House } from '#platform/records/act.ts';
import { dayOf, hourOf } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { leaveHash, newLeaveWord } from '#reports/notices/choosing.ts';
import type { Kind } from '#reports/notices/facts.ts';
import { digestWords } from '#reports/notices/wording.ts';

/** So many letters at one look, and for so long: other counties wait their turn. */
const MOST_AT_ONCE = 200;
const LONGEST_LOOK_MS = 2 * 60_000;
/** A letter that is longer on its way than any server may take was left by a program that died. */
const LEFT_BEHIND = sql`interval '5 minutes'`;
/** The first pause; each further one is twice as long, up to the last. */
const FIRST_PAUSE_MINUTES = 10;
const LONGEST_PAUSE_MINUTES = 160;

interface Sender {
  server: OpenedServer;
  bodyName: string;
  slug: string;
}

/** Sends what was written for today, within the county's hours. It runs on working days only, by the program that leads. */
export const sendLetters = (obligations: readonly Obligation[]): FrequentWork => async (house, county, now) => {
  await settleLeftBehind(house, county, now);
  const sender = await senderAt(house, county, now);
  if (!sender) return;
  const begun = Date.now();
  for (let n = 0; n < MOST_AT_ONCE && Date.now() - begun < LONGEST_LOOK_MS; n += 1) {
    const letter = await claim(house, county, now);
    if (!letter) return;
    const posted = await sendOne(house, county, sender, letter, obligations);
    await settle(house, county, letter, posted, now);
    if (posted !== 'dropped' && posted.outcome === 'later' && posted.server) return; // the others would fare the same
  }
};

/** Undefined outside of the hours, and where no server is set. */
const senderAt = (house: House, county: string, now: Date): Promise<Sender | undefined> => reading(house, program(county), async (look) => {
  const hour = hourOf(now);
  const [from, until] = [await parameterAt(look, 'mail.from_hour', dayOf(now)), await parameterAt(look, 'mail.until_hour', dayOf(now))];
  if (hour < from || hour >= until) return undefined;
  const server = await openedServer(look);
  if (!server) return undefined;
  const { rows } = await sql<{ slug: string; body_name: string }>`select slug, body_name from counties where county_id = ${county}`.execute(look.db);
  return { server, slug: rows[0]!.slug, bodyName: rows[0]!.body_name };
});

/** Yesterday's are told again by today's; what a dead program had in hand may have gone out, and is not sent twice. */
const settleLeftBehind = (house: House, county: string, now: Date) => keeping(house, county, async (db) => {
  await sql`
    update mail_letters set state = 'possibly', problem = '发信时程序中断，不知道送到没有。为免重复，不再发这一封。'
    where county_id = ${county} and state = 'sending' and tried_at < ${now}::timestamptz - ${LEFT_BEHIND}`.execute(db);
  await sql`update mail_letters set state = 'lapsed' where county_id = ${county} and state = 'waiting' and day < ${dayOf(now)}::date`.execute(db);
});

interface Claimed {
  id: string;
  person_id: string;
  kinds: Kind[];
  tries: number;
  word: string;
}

/** One letter, taken before anything is said to a server: whoever dies after this has not left it for another to send again. */
async function claim(house: House, county: string, now: Date): Promise<Claimed | undefined> {
  const word = newLeaveWord();
  const { rows } = await keeping(house, county, (db) => sql<Omit<Claimed, 'word'>>`
    update mail_letters set state = 'sending', tries = tries + 1, tried_at = ${now}, leave_hash = ${leaveHash(word)}
    where county_id = ${county} and id = (
      select id from mail_letters where county_id = ${county} and state = 'waiting' and next_at <= ${now} order by next_at, id limit 1 for update skip locked)
    returning id, person_id, kinds, tries`.execute(db));
  return rows[0] && { ...rows[0], word };
}

/** Whoever left, or no longer wants letters, gets none. */
const mailboxOf = (house: House, county: string, personId: string): Promise<string | undefined> => reading(house, program(county), async ({ db }) => {
  const { rows } = await sql<{ address: string }>`
    select c.id, c.address from mail_choices c join people p on p.county_id = c.county_id and p.id = c.person_id
    where c.county_id = ${county} and c.person_id = ${personId} and c.confirmed_at is not null and p.state = 'active'`.execute(db);
  return rows[0]?.address;
});

async function sendOne(house: House, county: string, { server, bodyName, slug }: Sender, { id, person_id, kinds, word }: Claimed, obligations: readonly Obligation[]): Promise<Posted | 'dropped'> {
  const to = await mailboxOf(house, county, person_id);
  if (!to) return 'dropped';
  const leave = `${server.origin}/mail/leave/${slug}/${word}`;
  return post(server, { id, to, from: bodyName, leave, ...digestWords(obligations, kinds, { bodyName, href: `${server.origin}/reminders`, leave }) });
}

function settle(house: House, county: string, { id, tries }: Claimed, posted: Posted | 'dropped', now: Date): Promise<unknown> {
  const state = posted === 'dropped' ? 'dropped' : posted.outcome === 'later' ? 'waiting' : posted.outcome;
  const problem = posted === 'dropped' || posted.outcome === 'sent' ? null : posted.problem;
  const pause = Math.min(FIRST_PAUSE_MINUTES * 2 ** (tries - 1), LONGEST_PAUSE_MINUTES);
  return keeping(house, county, (db) => sql`
    update mail_letters set state = ${state}, problem = ${problem}, next_at = ${now}::timestamptz + make_interval(mins => ${state === 'waiting' ? pause : 0})
    where county_id = ${county} and id = ${id} and state = 'sending'`.execute(db));
}
