import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { OpenedServer } from '#platform/mail/server.ts';
import { isInner, outwardRules, type OutwardRules } from '#platform/outward/addresses.ts';

/** One letter to one person. */
export interface Letter {
  id: string;
  to: string;
  /** Who writes, beside the address. */
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Where its reader stops the letters, also by the button of the mail program (RFC 8058). */
  leave?: string;
}

/**
 * What became of it. `possibly`: the whole letter was handed over and nothing was answered, so it may be there; to send it again might bring it twice.
 * `refused`: the server will not have this letter. `later`: nothing was handed over; worth another try, and `server` says that others would fare the same.
 */
export type Posted = { outcome: 'sent' } | { outcome: 'possibly' | 'refused'; problem: string } | { outcome: 'later'; problem: string; server: boolean };

/** No server that works takes longer for a few kilobytes; one that says a word a second is given up all the same. */
const WHOLE_MS = 30_000;
const STEP_MS = 10_000;

/** Sends one letter. Never throws: what went wrong is told with a sentence that names neither password nor letter. */
export async function post(server: OpenedServer, letter: Letter, { rules = outwardRules(), wholeMs = WHOLE_MS } = {}): Promise<Posted> {
  const at = await reached(server, rules);
  if (typeof at === 'string') return { outcome: 'later', problem: at, server: true };
  const content = await written(server, letter);
  return new Promise((answer) => {
    let handedOver = false;
    const { host, port, security, username, password } = server;
    const connection = new SMTPConnection({
      host: at.address, port, name: 'localhost', secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'plain',
      connectionTimeout: STEP_MS, greetingTimeout: STEP_MS, socketTimeout: STEP_MS, tls: { servername: isIP(host) ? undefined : host, minVersion: 'TLSv1.2' },
    });
    const end = (posted: Posted) => {
      clearTimeout(timer);
      answer(posted); // the first word counts: closing is told as an end, too
      connection.close();
    };
    const fail = (error: SMTPConnection.SMTPError) => end(judged(error, handedOver, server));
    const timer = setTimeout(() => fail(new Error('too slow')), wholeMs);
    connection.on('error', fail);
    connection.once('end', () => fail(new Error('hung up')));
    connection.connect((refused) => {
      if (refused) return fail(refused);
      const send = () => connection.send({ from: server.sender, to: [letter.to] }, piece(content, () => (handedOver = true)), (error) => (error ? fail(error) : end({ outcome: 'sent' })));
      if (!username || !password) return send();
      return connection.login({ credentials: { user: username, pass: password } }, (wrong) => (wrong ? fail(wrong) : send()));
    });
  });
}

/** The letter's content; tells when somebody begins to take it, which is when the server has said that it will. */
async function* pieces(content: Buffer, taken: () => void): AsyncGenerator<Buffer> {
  taken();
  yield content;
}
const piece = (content: Buffer, taken: () => void): Readable => Readable.from(pieces(content, taken));

/** RFC 5321, 4.2.1: 4xx may go well later, 5xx never will. An answer is an answer; only silence after the content leaves it open. */
function judged(error: SMTPConnection.SMTPError, handedOver: boolean, { host }: OpenedServer): Posted {
  const { responseCode } = error;
  if (responseCode === undefined && handedOver) return { outcome: 'possibly', problem: '信已经交出去，服务器没有回话，可能已经送到。为免重复，不再发这一封。' };
  if (error.code === 'ETLS' || /certificate|tls|ssl/i.test(error.message)) return { outcome: 'later', problem: `和 ${host} 的加密连接没有建立，证书可能不对。请核对连接方式和端口。`, server: true };
  if (error.code === 'EAUTH' || error.command === 'AUTH') return { outcome: 'later', problem: `${host} 不认用户名或密码（授权码）。请办公室核对后重新保存。`, server: true };
  if (responseCode !== undefined && responseCode >= 500 && (error.command === 'RCPT TO' || handedOver)) return { outcome: 'refused', problem: `对方服务器不收这一封（${responseCode}）。` };
  if (responseCode !== undefined) return { outcome: 'later', problem: `${host} 暂时不收（${responseCode}）。`, server: error.command !== 'RCPT TO' };
  return { outcome: 'later', problem: `没有连上 ${host}，或者它一直不回话。`, server: true };
}

/** This very machine. */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
const isHere = (address: string): boolean => loopback.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** The very address that was looked at is the one that is asked: a name asked twice may lead elsewhere the second time. Else a sentence. */
async function reached({ host, security }: OpenedServer, { privateToo }: OutwardRules): Promise<{ address: string } | string> {
  const found = await lookup(host, { all: true }).catch(() => []);
  const [first] = found;
  if (!first) return `找不到服务器 ${host}。请核对名字和本机的网络。`;
  const here = found.every(({ address }) => isHere(address));
  if (security === 'plain' && !here) return '不加密的连接只能用于本机上的邮件服务。请改用加密的连接方式。';
  if (!privateToo && found.some(({ address }) => isInner(address))) return '这台服务器在本机或内网。要用的，请由维护人员在启动设置里写明 ALLOW_PRIVATE_ADDRESSES=1。';
  return first;
}

/** As it goes over the line. Header values are encoded by the composer; addresses were looked at when they were entered. */
function written({ sender }: OpenedServer, { id, to, from, subject, text, html, leave }: Letter): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: oneLine(from), address: sender }, to: { name: '', address: to }, subject: oneLine(subject), text, html,
    messageId: `<${id}@${sender.slice(sender.lastIndexOf('@') + 1)}>`, // the same letter is the same message, however often it arrives
    headers: {
      'auto-submitted': 'auto-generated', // RFC 3834: nobody's absence note answers it
      ...(leave && { 'list-unsubscribe': `<${leave}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' }),
    },
    disableFileAccess: true, disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Not even an encoded word holds the end of a line: some mail programs decode first and look for headers afterwards. */
const oneLine = (words: string): string => words.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
