import { hash, randomBytes } from 'node:crypto';
import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import { noteAccount, withoutPassword } from '#platform/identity/account.ts';
import { policyOf, usualPolicy } from '#platform/identity/account-policy.ts';
import { roles, type Actor, type HeldPost } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import { inCounty, keeping, type Act, type House } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';

/** A session ends when nobody used it for so long, and in any case after so long; for staff until the county's parameters say otherwise. */
export const sessionLimits = {
  staff: { idleHours: usualPolicy['sessions.idle_minutes'] / 60, hours: usualPolicy['sessions.hours'] },
  member: { idleHours: 30 * 24, hours: 30 * 24 },
  /** For the steps between the password and the open session. */
  enteringMinutes: 15,
  /** Older ones of the same account are closed. */
  devices: 10,
} as const;

const SEEN_EVERY_MS = 60_000;

/** The cookie's names: over HTTPS the browser itself guarantees that nobody else set the first. */
export const SESSION_COOKIES = ['__Host-session', 'session'] as const;

/** `open`: signed in. Otherwise: what is still to be done before anything can be seen. */
export type Stage = 'open' | 'second_factor' | 'enrolment' | 'new_password';

export interface Session {
  stage: Stage;
  account: {
    id: string;
    /** Null for members, who come in by slip. */
    login: string | null;
    hasPassword: boolean;
    hasSecondFactor: boolean;
    hasPasskey: boolean;
  };
  actor: Actor;
  personName: string;
  /** The post as shown beside the name, e.g. 白石镇 联络委主任. */
  postLabel: string | undefined;
  elder: boolean;
  /** The language its owner has chosen, on whichever device. */
  language: string | null;
  seenAt: Date;
  /** Tells this device from the others on a page; not the token. */
  handle: string;
  /** Opened by signing in at the county's provider. */
  signedOn: boolean;
}

/** As whom somebody came from the county's provider. */
export interface SignedOn {
  issuer: string;
  subject: string;
  sid?: string;
}

/** A session as it was read. */
export interface ReadSession {
  session: Session;
  /** Number of the county's last act before it was read. */
  lastAct: string;
  /** The day on which it was read: posts begin and end with days. */
  day: string;
}

interface Found {
  stage: Stage;
  account_id: string;
  login: string | null;
  has_password: boolean;
  has_second_factor: boolean;
  has_passkey: boolean;
  signed_on: boolean;
  elder: boolean;
  language: string | null;
  person_id: string;
  name: string;
  member_id: string | null;
  former_ids: string[];
  mediates: boolean;
  seen_at: Date;
  /** Number of the county's last act, before anything that is read later. */
  last_act: string;
  posts: (HeldPost & { place: string | null })[];
}

const cookieForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

const hashOf = (token: string): string => hash('sha256', token);

function keyOf(cookieValue: string): { county: string; tokenHash: string } | undefined {
  const parts = cookieForm.exec(cookieValue);
  return parts ? { county: parts[1]!, tokenHash: hashOf(parts[2]!) } : undefined;
}

/** Opens a session within a transaction that has entered the county. @returns the cookie's value */
export async function startSession(
  db: Transaction<DB>, county: string, accountId: string, device: string, stage: Stage = 'open', now = new Date(), signedOn?: SignedOn,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sweep(db, county, now);
  await sql`
    insert into sessions (county_id, token_hash, account_id, opened_at, seen_at, proved_at, ends_at, device, stage, idle_minutes, sign_on_issuer, sign_on_subject, sign_on_sid)
    select county_id, ${hashOf(token)}, id, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz + ${lifetime(county, stage, signedOn)}, ${device}, ${stage},
      case when ${asMember(signedOn)} then ${sessionLimits.member.idleHours * 60}::int else ${policyOf(county, 'sessions.idle_minutes')} end,
      ${signedOn?.issuer ?? null}, ${signedOn?.subject ?? null}, ${signedOn?.sid ?? null}
    from accounts where county_id = ${county} and id = ${accountId}`.execute(db);
  await sql`
    delete from sessions where county_id = ${county} and account_id = ${accountId} and token_hash in (
      select token_hash from sessions where county_id = ${county} and account_id = ${accountId}
      order by opened_at desc, token_hash offset ${sessionLimits.devices})`.execute(db);
  if (stage === 'open') await sql`update accounts set entered_on = ${today()}::date where county_id = ${county} and id = ${accountId} and entered_on < ${today()}::date`.execute(db);
  return `${county}.${token}`;
}

/** Who came in by slip or with the own telephone; whoever came from a provider may hold any post, and keeps to the limits of staff. */
const asMember = (signedOn: SignedOn | undefined) => sql`(login is null and ${signedOn === undefined}::boolean)`;

const lifetime = (county: string, stage: Stage, signedOn: SignedOn | undefined) =>
  stage === 'open'
    ? sql`make_interval(hours => case when ${asMember(signedOn)} then ${sessionLimits.member.hours}::int else ${policyOf(county, 'sessions.hours')} end)`
    : sql`make_interval(mins => ${sessionLimits.enteringMinutes}::int)`;

/** Opens a session for somebody who has proved who they are. @returns the cookie's value */
export const openSession = (house: House, county: string, accountId: string, device: string): Promise<string> =>
  keeping(house, county, (db) => startSession(db, county, accountId, device));

/**
 * Whose session this cookie names. Mind `stage`: only an open one is signed in. Undefined when it has ended, and when
 * the person neither holds a post nor is a member any more.
 */
export async function findSession(house: House, cookieValue: string, now = new Date()): Promise<Session | undefined> {
  const county = countyOfCookie(cookieValue);
  if (!county) return undefined;
  const session = (await inCounty(house, county, 'read only', (db) => sessionIn(db, cookieValue, now)))?.session;
  if (session) await markSeen(house, county, session, now);
  return session;
}

/** The county in which a cookie's session would be; undefined for what cannot be a cookie of ours. */
export const countyOfCookie = (cookieValue: string): string | undefined => cookieForm.exec(cookieValue)?.[1];

/** The same within a transaction that has entered the county, with the number of the county's last act. */
export async function sessionIn(db: Transaction<DB>, cookieValue: string, now = new Date()): Promise<ReadSession | undefined> {
  const key = keyOf(cookieValue);
  const day = today();
  const found = key && (await read(db, key.county, key.tokenHash, now));
  const session = found && asSession(key.county, key.tokenHash, found);
  return session && { session, lastAct: found.last_act, day };
}

/**
 * Whether a session that was read before still stands exactly so: nobody has acted in the county since, the day is the same, and it was
 * neither ended nor left idle. Far cheaper than reading it anew. @returns when it was last seen; undefined when it must be read anew
 */
export async function stillStands(db: Transaction<DB>, cookieValue: string, { session, lastAct, day }: ReadSession, now = new Date()): Promise<Date | undefined> {
  const key = keyOf(cookieValue);
  if (!key || day !== today()) return undefined;
  const asked = CompiledQuery.raw(standingSql, [key.county, key.tokenHash, now.toISOString(), session.account.id, session.elder, lastAct]);
  const { rows } = await db.executeQuery(asked as CompiledQuery<{ seen_at: Date }>);
  return rows[0]?.seen_at;
}

const standingSql = `
  select s.seen_at from sessions s
  where s.county_id = $1 and s.token_hash = $2 and s.ends_at > $3::timestamptz and s.seen_at > $3::timestamptz - make_interval(mins => s.idle_minutes)
    and (select a.elder from accounts a where a.county_id = $1 and a.id = $4) = $5
    and (select seq from journal_heads where county_id = $1) = $6`;

/** Notes that a session is in use, once in a while. */
export async function markSeen(house: House, county: string, session: Session, now = new Date()): Promise<void> {
  if (now.getTime() - session.seenAt.getTime() < SEEN_EVERY_MS) return;
  await keeping(house, county, (db) =>
    sql`update sessions set seen_at = ${now} where county_id = ${county} and left(token_hash, ${HANDLE}) = ${session.handle} and account_id = ${session.account.id} and seen_at < ${now}`.execute(db),
  );
}

/** Everything about the session in one look; a fixed text, since every request asks it. */
async function read(db: Transaction<DB>, county: string, tokenHash: string, now: Date): Promise<Found | undefined> {
  const asked = CompiledQuery.raw(sessionSql, [county, tokenHash, now]);
  const { rows } = await db.executeQuery(asked as CompiledQuery<Found>);
  return rows[0];
}

/**
 * The committees that ended in that of the post `h`, and those that had ended in these (domain rules 1.2); what only gave something away goes on itself.
 * Of several that follow one, the first goes on with what is open.
 */
const succeeded = `array(
  with recursive before as (
    select s.from_id from committee_successions s join reorganisations r on r.county_id = $1 and r.id = s.reorganisation_id and not r.continues and r.successor_ids[1] = s.to_id
      where s.county_id = $1 and s.to_id = h.committee_id
    union
    select s.from_id from before b join committee_successions s on s.county_id = $1 and s.to_id = b.from_id
      join reorganisations r on r.county_id = $1 and r.id = s.reorganisation_id and not r.continues and r.successor_ids[1] = s.to_id
  ) select from_id from before limit 50)`;

const sessionSql = `
  select s.stage, s.seen_at, (select seq from journal_heads where county_id = $1) as last_act, a.id as account_id, a.login, a.elder, a.language, a.password_hash is not null as has_password,
    a.totp_secret is not null as has_second_factor, exists (select from passkeys k where k.county_id = $1 and k.account_id = a.id) as has_passkey, s.sign_on_subject is not null as signed_on, p.id as person_id, p.name,
    (select m.id from members m where m.county_id = $1 and m.person_id = p.id and m.state = 'current' order by m.term desc limit 1) as member_id,
    array(select m.id::text from members m where m.county_id = $1 and m.person_id = p.id and m.state in ('left', 'nominated') order by m.term desc limit 20) as former_ids,
    exists (select from disputes d where d.county_id = $1 and d.mediator_ids && array[p.id] and d.state <> 'void') as mediates,
    (select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'committeeId', h.committee_id, 'unitId', h.unit_id,
        'kind', h.kind, 'succeeds', ${succeeded}, 'place', coalesce(c.place, u.name)) order by h.since, h.id), '[]')
      from holdings h
      left join committees c on c.county_id = $1 and c.id = h.committee_id
      left join units u on u.county_id = $1 and u.id = h.unit_id
      where h.county_id = $1 and h.person_id = p.id and h.holding
        and coalesce(h.since <= $3::timestamptz::date, true) and (h.until is null or h.until >= $3::timestamptz::date)) as posts
  from sessions s
  join accounts a on a.county_id = $1 and a.id = s.account_id
  join people p on p.county_id = $1 and p.id = a.person_id
  where s.county_id = $1 and s.token_hash = $2 and s.ends_at > $3::timestamptz
    and s.seen_at > $3::timestamptz - make_interval(mins => s.idle_minutes)`;

function asSession(county: string, tokenHash: string, found: Found): Session | undefined {
  const { account_id, login, has_password, has_second_factor, has_passkey, elder, person_id, name, member_id, former_ids, mediates, language } = found;
  const mayUse = (login !== null && has_password) || found.signed_on ? found.posts : found.posts.filter(({ role }) => withoutPassword.includes(role));
  if (found.stage === 'open' && mayUse.length === 0 && !member_id) return undefined;
  const posts = mayUse.map(({ role, committeeId, unitId, kind, succeeds = [] }) => ({ role, committeeId, unitId, ...(kind ? { kind } : {}), ...(succeeds.length > 0 ? { succeeds } : {}) }));
  const employers = found.posts.flatMap((post) => (post.unitId && !mayUse.includes(post) ? [post.unitId] : []));
  const [first] = mayUse;
  return {
    stage: found.stage,
    account: { id: account_id, login, hasPassword: has_password, hasSecondFactor: has_second_factor, hasPasskey: has_passkey },
    actor: { countyId: county, accountId: account_id, personId: person_id, memberId: member_id, ...(former_ids.length > 0 ? { formerIds: former_ids } : {}), ...(mediates ? { mediates } : {}), ...(employers.length > 0 ? { employers } : {}), name, posts },
    personName: name,
    postLabel: first ? [first.place, first.kind ?? roles[first.role]].filter(Boolean).join(' ') : member_id ? '县政协委员' : undefined,
    elder,
    language,
    seenAt: found.seen_at,
    handle: handleOf(tokenHash),
    signedOn: found.signed_on,
  };
}

const HANDLE = 16;
const handleOf = (tokenHash: string): string => tokenHash.slice(0, HANDLE);

export interface Device {
  handle: string;
  device: string;
  openedAt: Date;
  seenAt: Date;
}

/** The devices on which an account is signed in, the latest first. */
export async function listDevices(db: Transaction<DB>, county: string, accountId: string, now = new Date()): Promise<Device[]> {
  const { rows } = await sql<{ token_hash: string; device: string | null; opened_at: Date; seen_at: Date }>`
    select token_hash, device, opened_at, seen_at from sessions
    where county_id = ${county} and account_id = ${accountId} and stage = 'open' and ends_at > ${now}
    order by seen_at desc, token_hash limit ${sessionLimits.devices}`.execute(db);
  return rows.map(({ token_hash, device, opened_at, seen_at }) => ({
    handle: handleOf(token_hash), device: device ?? '', openedAt: opened_at, seenAt: seen_at,
  }));
}

/** Replaces a session by one of the next stage, with a new token. @returns the cookie's value */
export async function nextSession(db: Transaction<DB>, county: string, cookieValue: string, stage: Stage, now = new Date()): Promise<string> {
  const { rows } = await sql<{ account_id: string; device: string | null; issuer: string | null; subject: string; sid: string | null }>`
    delete from sessions where county_id = ${county} and token_hash = ${keyOf(cookieValue)?.tokenHash ?? ''} returning account_id, device, sign_on_issuer as issuer, sign_on_subject as subject, sign_on_sid as sid`.execute(db);
  const [old] = rows;
  if (!old) throw new Problem(401, 'log_in_first', '这次登录已经结束。请重新登录。');
  const signedOn = old.issuer === null ? undefined : { issuer: old.issuer, subject: old.subject, sid: old.sid ?? undefined };
  return startSession(db, county, old.account_id, old.device ?? '', stage, now, signedOn);
}

export async function closeSession(house: House, cookieValue: string): Promise<void> {
  const key = keyOf(cookieValue);
  if (!key) return;
  await keeping(house, key.county, (db) =>
    sql`delete from sessions where county_id = ${key.county} and token_hash = ${key.tokenHash}`.execute(db),
  );
}

/** Signs the account out on one of its devices. */
export const closeDevice = (house: House, county: string, accountId: string, handle: string): Promise<unknown> =>
  keeping(house, county, (db) =>
    sql`delete from sessions where county_id = ${county} and account_id = ${accountId} and left(token_hash, ${HANDLE}::int) = ${handle}`.execute(db),
  );

/** Ends every session of the account, at once, wherever it is. */
export const endSessions = (db: Transaction<DB>, county: string, accountId: string): Promise<unknown> =>
  sql`delete from sessions where county_id = ${county} and account_id = ${accountId}`.execute(db);

/** Log-out everywhere, as an act. */
export async function closeAllSessions(act: Act, accountId: string, relation = 'self'): Promise<void> {
  await endSessions(act.db, act.county, accountId);
  noteAccount(act, accountId, 'leave_everywhere', relation);
}

/** Removes what has ended. Done at every sign-in of the county, so that nothing piles up. */
const sweep = (db: Transaction<DB>, county: string, now: Date): Promise<unknown> =>
  sql`delete from sessions s where s.county_id = ${county} and (s.ends_at <= ${now} or s.seen_at <= ${now}::timestamptz - make_interval(mins => s.idle_minutes))`.execute(db);
