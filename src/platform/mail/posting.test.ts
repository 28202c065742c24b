import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isMailbox } from '#platform/mail/addresses.ts';
import { post, type Letter } from '#platform/mail/posting.ts';
import type { OpenedServer } from '#platform/mail/server.ts';
import { badServer, mailReceiver, readLetter } from '../../../test/mail-receiver.ts';

const server = (port: number, more: Partial<OpenedServer> = {}): OpenedServer =>
  ({ host: '127.0.0.1', port, security: 'plain', username: null, password: null, sender: 'zxb@yunling.gov.cn', origin: 'https://zx.example.cn', ...more });
const letter: Letter = { id: '0199-1', to: 'laoren@example.cn', from: '政协云岭自治县委员会', subject: '今天有2件提醒', text: '您好！', html: '<p>您好！</p>', leave: 'https://zx.example.cn/mail/leave/test/x' };
const inside = { rules: { privateToo: true } };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const receiver = async (...options: Parameters<typeof mailReceiver>) => {
  const made = await mailReceiver(...options);
  closing.push(made.close);
  return made;
};
const bad = async (behave: Parameters<typeof badServer>[0]) => {
  const made = await badServer(behave);
  closing.push(made.close);
  return made;
};

test('a letter arrives as it was written, with what keeps answering machines quiet and lets its reader leave', async () => {
  const { port, arrived } = await receiver();
  expect(await post(server(port), letter, inside)).toEqual({ outcome: 'sent' });
  expect(arrived).toHaveLength(1);
  expect(arrived[0]).toMatchObject({ from: 'zxb@yunling.gov.cn', to: ['laoren@example.cn'] });
  const { headers, text } = readLetter(arrived[0]!);
  expect(headers).toContain('今天有2件提醒');
  expect(headers).toContain('政协云岭自治县委员会');
  expect(headers).toMatch(/auto-submitted: auto-generated/i);
  expect(headers).toMatch(/list-unsubscribe-post: List-Unsubscribe=One-Click/i);
  expect(headers).toMatch(/message-id: <0199-1@yunling\.gov\.cn>/i);
  expect(text).toContain('您好！');
});

test('nothing that is typed becomes a header or a second reader', async () => {
  const { port, arrived } = await receiver();
  await post(server(port), { ...letter, subject: '提醒\r\nBcc: thief@example.com', from: '办\r\nX-Evil: 1' }, inside);
  const { headers } = readLetter(arrived[0]!);
  expect(headers).not.toMatch(/^(?:bcc|x-evil):/im);
  expect(arrived[0]!.to).toEqual(['laoren@example.cn']);
  for (const typed of ['a@example.cn\r\nBcc: b@example.cn', 'a@example.cn, b@example.cn', '<a@example.cn>', 'a b@example.cn', 'a@localhost', '"a"@example.cn', 'a@example.cn ', 'a..b@example.cn', `${'a'.repeat(250)}@example.cn`]) {
    expect(isMailbox(typed), typed).toBe(false);
  }
  expect(['lao.ren+zx@mail.example.cn', '10086@139.com'].every(isMailbox)).toBe(true);
});

describe('what became of it', () => {
  test('the name and password are told to the server that asks for them, and a wrong one is said', async () => {
    const { port, arrived } = await receiver({ authOptional: false, allowInsecureAuth: true, onAuth: ({ username, password }, _session, done) => (username === 'zxb' && password === 'right' ? done(null, { user: 1 }) : done(new Error('no'))) });
    expect(await post(server(port, { username: 'zxb', password: 'right' }), letter, inside)).toEqual({ outcome: 'sent' });
    const wrong = await post(server(port, { username: 'zxb', password: 'wrong-secret' }), letter, inside);
    expect(wrong).toMatchObject({ outcome: 'later', server: true, problem: expect.stringContaining('不认用户名或密码') });
    expect(JSON.stringify(wrong)).not.toContain('wrong-secret');
    expect(arrived).toHaveLength(1);
  });

  const saying = (code: number) => Object.assign(new Error('no'), { responseCode: code });
  test.each([
    [550, { outcome: 'refused' }], [451, { outcome: 'later', server: false }],
  ])('a reader that the server refuses with %i', async (code, expected) => {
    const { port } = await receiver({ onRcptTo: (_address, _session, done) => done(saying(code)) });
    expect(await post(server(port), letter, inside)).toMatchObject(expected);
  });

  test.each([[554, { outcome: 'refused' }], [452, { outcome: 'later' }]])('a letter that is refused with %i after it was handed over', async (code, expected) => {
    const { port } = await receiver({ onData: (stream, _session, done) => void stream.resume().on('end', () => done(saying(code))) });
    expect(await post(server(port), letter, inside)).toMatchObject(expected);
  });

  test('handed over and never answered: it may be there, and is not called sent', async () => {
    const { port } = await receiver({ onData: (stream) => void stream.resume() });
    expect(await post(server(port), letter, { ...inside, wholeMs: 600 })).toMatchObject({ outcome: 'possibly' });
  });

  test('a server that dies after it took everything: the same', async () => {
    const { port } = await bad((socket) => void dying(socket));
    expect(await post(server(port), letter, { ...inside, wholeMs: 3_000 })).toMatchObject({ outcome: 'possibly' });
  });

  test.each<[string, Parameters<typeof badServer>[0]]>([
    ['never says a word', () => undefined],
    ['says one byte a second', (socket) => void drip(socket)],
    ['greets and then falls silent', (socket) => void socket.write('220 hello\r\n')],
    ['hangs up', (socket) => void socket.destroy()],
    ['speaks another language', (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['never ends its line', (socket) => void socket.write(`220 ${'x'.repeat(2_000_000)}`)],
  ])('a server that %s is given up soon, and the letter waits', async (_what, behave) => {
    const { port } = await bad(behave);
    const begun = Date.now();
    expect(await post(server(port), letter, { ...inside, wholeMs: 700 })).toMatchObject({ outcome: 'later', server: true });
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});

describe('where it does not go', () => {
  test('in the clear to no other machine', async () => {
    expect(await post(server(25, { host: '10.1.2.3' }), letter, inside)).toMatchObject({ outcome: 'later', problem: expect.stringContaining('不加密的连接只能用于本机') });
  });

  test('a server that offers no encryption gets no letter where encryption is asked for, and no password', async () => {
    let told = '';
    const { port } = await receiver({ onAuth: ({ password }, _session, done) => (told = password ?? '', done(null, { user: 1 })) });
    for (const security of ['tls', 'starttls'] as const) {
      expect(await post(server(port, { security, username: 'zxb', password: 'secret' }), letter, { ...inside, wholeMs: 3_000 })).toMatchObject({ outcome: 'later', server: true });
    }
    expect(told).toBe('');
  });

  test('a certificate that nobody vouches for is refused', async () => {
    const { port, arrived } = await receiver({ secure: true, disabledCommands: [] });
    expect(await post(server(port, { security: 'tls', host: 'localhost' }), letter, inside)).toMatchObject({ outcome: 'later', problem: expect.stringContaining('证书') });
    expect(arrived).toEqual([]);
  });

  test.each(['127.0.0.1', 'localhost', '::1', '10.0.0.1', '192.168.1.1', '172.16.9.9', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::ffff:10.0.0.1', 'fd00::1', '2130706433', '0x7f000001', '127.1'])('%s is in the house and is asked only where that is allowed', async (host) => {
    expect(await post(server(25, { host, security: 'tls' }), letter, { rules: { privateToo: false } })).toMatchObject({ outcome: 'later', problem: expect.stringMatching(/内网|找不到/) });
  });
});

/** Speaks SMTP as far as the end of the letter, and is gone. */
function dying(socket: Socket): void {
  let letterComes = false;
  socket.write('220 smtp.example.cn\r\n');
  socket.on('data', (said) => {
    if (letterComes && said.toString().includes('\r\n.\r\n')) return socket.destroy();
    if (letterComes) return undefined;
    letterComes = said.toString().startsWith('DATA');
    return socket.write(letterComes ? '354 go on\r\n' : '250 fine\r\n');
  });
}

async function drip(socket: Socket): Promise<void> {
  for (const sign of '220 smtp.example.cn ESMTP\r\n') {
    if (socket.destroyed) return;
    socket.write(sign);
    await new Promise((wait) => setTimeout(wait, 1_000));
  }
}
