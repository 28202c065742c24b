import dns from 'node:dns';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addressProblem } from '#platform/outward/addresses.ts';
import { fetched } from '#platform/outward/fetching.ts';

const publicOnly = { privateToo: false };

beforeEach(() => void vi.spyOn(dns, 'lookup').mockImplementation(((name: string, _options: object, found: (error: Error | null, all: { address: string; family: number }[]) => void) => {
  if (name === 'rebound.example.cn') return found(null, [{ address: '203.0.114.9', family: 4 }, { address: '127.0.0.1', family: 4 }]);
  if (name === 'inner.example.cn') return found(null, [{ address: 'fd00::1', family: 6 }]);
  return found(new Error('ENOTFOUND'), []);
}) as typeof dns.lookup));
afterEach(() => void vi.restoreAllMocks());

/** S-07: spellings of the machine itself, of the office's network and of where clouds keep secrets. */
test.each([
  'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://0x7f.0.0.1/', 'https://127.0.0.1./', 'https://0.0.0.0/', 'https://0/',
  'https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/', 'https://printer/', 'https://printer.lan/', 'https://host.internal/', 'https://db.local/', 'https://１２７.0.0.1/',
  'https://10.1.2.3/', 'https://172.16.0.1/', 'https://172.31.255.255/', 'https://192.168.1.1/', 'https://169.254.169.254/latest/meta-data', 'https://100.64.0.1/', 'https://198.18.0.1/', 'https://224.0.0.1/', 'https://255.255.255.255/',
  'https://[::1]/', 'https://[::]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[fe80::1]/', 'https://[fd00::1]/', 'https://[64:ff9b::7f00:1]/', 'https://[2002:7f00:1::]/', 'https://[::127.0.0.1]/', 'https://0xa9fea9fe/', 'https://2852039166/', 'https://127。0。0。1/', 'https://[3fff::1]/',
  'http://example.cn/', 'ftp://example.cn/', 'file:///etc/passwd', 'https://user:word@example.cn/', 'https://example.cn/#x', 'javascript:alert(1)', 'no address', '',
])('%s is not asked', async (address) => {
  expect(addressProblem(address, publicOnly)).toMatch(/。$/);
});

test.each(['https://example.cn/', 'https://sso.example.gov.cn:8443/realms/county', 'https://203.0.114.9/', 'https://[2400:3200::1]/'])('%s may be asked', (address) => {
  expect(addressProblem(address, publicOnly)).toBeUndefined();
});

test.each(['https://rebound.example.cn/', 'https://inner.example.cn/'])('a name that leads to an inner address is not asked: %s', async (address) => {
  await expect(fetched(address, {}, publicOnly)).rejects.toThrow('inner address');
});

test('no redirection is followed, no answer read without end, and an inner address is asked only where that is wanted', async () => {
  let asked = 0;
  const server = createServer((request, answer) => {
    asked += 1;
    if (request.url === '/long') return void answer.end('x'.repeat(2 * 1024 * 1024));
    answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  }).listen(0);
  await once(server, 'listening');
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(fetched(at, {}, publicOnly)).rejects.toThrow('https');
  expect(asked).toBe(0);
  expect((await fetched(at, {}, { privateToo: true })).status).toBe(302);
  expect(asked).toBe(1);
  await expect(fetched(`${at}/long`, {}, { privateToo: true })).rejects.toThrow('too long');
  server.close();
});
