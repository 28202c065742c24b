import { sql } from 'kysely';
import { noteAccount } from '#platform/identity/account.ts';
import { opensAccounts } from '#platform/identity/accounts.ts';
import { isMailbox, mailboxSentence } from '#platform/mail/addresses.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { sealed } from '#platform/secrets/secrets.ts';

export const securities = { tls: '全程加密（多为465端口）', starttls: '先连上再加密，不加密就不发（多为587端口）', plain: '不加密（只限本机上的邮件服务）' } as const;
export type Security = keyof typeof securities;

/** The server that takes the county's letters, as pages show it. */
export interface MailServer {
  host: string;
  port: number;
  security: Security;
  username: string | null;
  sender: string;
  /** Where people reach this installation: letters lead there. */
  origin: string;
}

/** The same with what only the program knows. */
export interface OpenedServer extends MailServer {
  password: string | null;
}

const columns = sql`host, port, security, username, sender, origin`;

export async function mailServerOf({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<MailServer | undefined> {
  const { rows } = await sql<MailServer>`select ${columns} from mail_servers where county_id = ${county}`.execute(db);
  return rows[0];
}

export async function openedServer({ db, county }: Pick<Reading, 'db' | 'county'>): Promise<OpenedServer | undefined> {
  const { rows } = await sql<OpenedServer>`select county_id, ${columns}, password from mail_servers where county_id = ${county}`.execute(db); // the county's id opens what is sealed
  return rows[0];
}

/** As the office typed it. */
export interface EnteredServer {
  host: string;
  port: string;
  security: string;
  username: string;
  /** Empty: the one that is known stays. */
  password: string;
  sender: string;
  origin: string;
}

/** @throws Problem 403, or 422 with a sentence at each field */
export async function setMailServer(act: Act, entered: EnteredServer): Promise<void> {
  const relation = opensAccounts(act.actor);
  const known = await mailServerOf(act);
  expectFit(entered, known);
  const { host, username, sender, origin } = entered;
  const kept = known && username !== '' && entered.password === '';
  const password = kept ? sql`mail_servers.password` : entered.password === '' ? sql`null` : sql`${await sealed(act, 'mail_servers.password', act.county, entered.password)}`;
  const values = sql`${host}, ${Number(entered.port)}, ${entered.security}, ${username || null}, ${sender}, ${origin}, ${act.at}`;
  if (known) {
    await sql`
      update mail_servers set (host, port, security, username, sender, origin, changed_at) = (${values}), password = ${password}
      where county_id = ${act.county}`.execute(act.db);
  } else {
    await sql`
      insert into mail_servers (county_id, host, port, security, username, sender, origin, changed_at, password)
      values (${act.county}, ${values}, ${password})`.execute(act.db);
  }
  noteAccount(act, act.county, 'set_mail_server', relation);
}

/** A name of the network, or an address of numbers. */
const hostName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$|^[0-9A-Fa-f:]{2,45}$/;
const printable = /^[\x21-\x7e]{1,200}$/;
const PORTS = 65_535;

function expectFit({ host, port, security, username, password, sender }: EnteredServer, known: MailServer | undefined): void {
  const problems: Record<string, string> = {};
  if (host.length > 253 || !hostName.test(host)) problems['host'] = '服务器请写主机名，例如 smtp.example.cn，不带 https://，也不带端口。';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > PORTS) problems['port'] = '端口是1到65535之间的数，多为465或587。';
  if (!Object.hasOwn(securities, security)) problems['security'] = '请选择一种连接方式。';
  if (username !== '' && !printable.test(username)) problems['username'] = '用户名请照对方给的抄写，没有空格和汉字。';
  if (!isMailbox(sender)) problems['sender'] = mailboxSentence;
  if (password !== '' && !printable.test(password)) problems['password'] = '密码（授权码）请照对方给的抄写，没有空格和汉字。';
  if (username === '' && password !== '') problems['username'] = '有密码的，请填用户名。';
  if (username !== '' && password === '') {
    // What was meant for one server is not told to another.
    if (!known?.username) problems['password'] = '有用户名的，请填密码（授权码）。';
    else if (known.host !== host || String(known.port) !== port || known.username !== username || (security === 'plain' && known.security !== 'plain')) problems['password'] = '换了服务器、用户名，或者改成不加密的，密码要重新填写。';
  }
  if (Object.keys(problems).length > 0) throw invalid(problems);
}

/** From now on nobody is written to. Who asked for letters is kept, and is asked nothing when a server is set again. */
export async function dropMailServer(act: Act): Promise<void> {
  const relation = opensAccounts(act.actor);
  await sql`delete from mail_servers where county_id = ${act.county}`.execute(act.db);
  noteAccount(act, act.county, 'drop_mail_server', relation);
}

/** @throws Problem 404 when the county sends no letters */
export async function expectServer(reading: Pick<Reading, 'db' | 'county'>): Promise<OpenedServer> {
  const server = await openedServer(reading);
  if (!server) throw new Problem(404, 'no_mail', '本县没有开通邮件通知。提醒在登录后的“催办”里。');
  return server;
}
