import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { der, oid, valuesIn } from '#archives/volumes/der.ts';
import { askForStamp, newNonce, readStamp, stampRequest } from '#archives/volumes/stamp.ts';

const hasOpenssl = ((): boolean => {
  try {
    return execFileSync('openssl', ['version']).length > 0;
  } catch {
    return false;
  }
})();

test('what is put together as DER is taken apart again', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (parts) => {
    const [whole] = valuesIn(der(0x30, ...parts.map((part) => der(0x04, part))));
    expect(valuesIn(whole!.content).map(({ content }) => [...content])).toEqual(parts.map((part) => [...part]));
  }));
  expect(oid('1.2.840.113549.1.7.2').toString('hex')).toBe('2a864886f70d010702');
});

/** A time-stamp server with a certificate of its own, as RFC 3161 has it: HTTP in front of `openssl ts`. */
describe.skipIf(!hasOpenssl)('a time-stamp server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stamp-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const hash = createHash('sha256').update('manifest').digest();
  let server: Server;
  let address: string;

  beforeAll(async () => {
    writeFileSync(at('tsa.cnf'), '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n[ext]\nextendedKeyUsage=critical,timeStamping\n[req]\ndistinguished_name=dn\n[dn]\n');
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-days', '2', '-subj', '/CN=Test TSA', '-config', 'tsa.cnf', '-extensions', 'ext');
    writeFileSync(at('serial'), '01');
    server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
        writeFileSync(at('query.tsq'), Buffer.concat(pieces));
        openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-signer', 'cert.pem', '-inkey', 'key.pem', '-out', 'reply.tsr');
        response.setHeader('content-type', 'application/timestamp-reply').end(readFileSync(at('reply.tsr')));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is asked, and its answer is one that openssl accepts too', async () => {
    const stamp = await askForStamp(address, hash);
    expect(stamp.by).toBe('Test TSA');
    expect(Math.abs(stamp.at.getTime() - Date.now())).toBeLessThan(60_000);
    writeFileSync(at('kept.tsr'), stamp.response);
    expect(openssl('ts', '-verify', '-digest', hash.toString('hex'), '-in', 'kept.tsr', '-CAfile', 'cert.pem').toString()).toContain('OK');
  });

  test('an answer about something else, to another request, or with one byte changed is refused', async () => {
    const nonce = newNonce();
    const answered = Buffer.from(await (await fetch(address, { method: 'POST', body: new Uint8Array(stampRequest(hash, nonce)) })).arrayBuffer());
    expect(readStamp(answered, hash, nonce).by).toBe('Test TSA');
    expect(() => readStamp(answered, createHash('sha256').update('other').digest(), nonce)).toThrow('不是为这一卷');
    expect(() => readStamp(answered, hash, newNonce())).toThrow('不是对这次请求');
    const said = answered.indexOf(hash); // within what is signed
    for (const place of [said - 10, said + 3, said + 60]) {
      const changed = Buffer.from(answered);
      changed[place]! ^= 1;
      expect(() => readStamp(changed, hash, nonce), String(place)).toThrow('时间戳');
    }
    expect(() => readStamp(Buffer.from('不是时间戳'), hash, nonce)).toThrow('读不懂');
  });

  test('that does not answer is told in a sentence', async () => {
    await expect(askForStamp('http://127.0.0.1:9/tsa', hash)).rejects.toThrow('没有回答');
    await expect(askForStamp('ftp://x', hash)).rejects.toThrow('http');
  });
});
