import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { der, oid, valuesIn } from '#archives/volumes/der.ts';
import { hasOpenssl, timeStampServer, type TimeStampServer } from '#archives/volumes/fixtures.ts';
import { askForStamp, newNonce, readStamp, stampRequest } from '#archives/volumes/stamp.ts';

test('what is put together as DER is taken apart again', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (parts) => {
    const [whole] = valuesIn(der(0x30, ...parts.map((part) => der(0x04, part))));
    expect(valuesIn(whole!.content).map(({ content }) => [...content])).toEqual(parts.map((part) => [...part]));
  }));
  expect(oid('1.2.840.113549.1.7.2').toString('hex')).toBe('2a864886f70d010702');
});

describe.skipIf(!hasOpenssl)('a time-stamp server', () => {
  const hash = createHash('sha256').update('manifest').digest();
  const inner = { privateToo: true };
  let server: TimeStampServer;

  beforeAll(async () => void (server = await timeStampServer()));
  afterAll(() => server.stop());

  test('is asked, and its answer is one that openssl accepts too', async () => {
    const stamp = await askForStamp(server.address, hash, inner);
    expect(stamp.by).toBe('Test TSA');
    expect(Math.abs(stamp.at.getTime() - Date.now())).toBeLessThan(60_000);
    writeFileSync(server.at('kept.tsr'), stamp.response);
    expect(server.openssl('ts', '-verify', '-digest', hash.toString('hex'), '-in', 'kept.tsr', '-CAfile', 'cert.pem').toString()).toContain('OK');
  });

  test('an answer about something else, to another request, or with one byte changed is refused', async () => {
    const nonce = newNonce();
    const answered = Buffer.from(await (await fetch(server.address, { method: 'POST', body: new Uint8Array(stampRequest(hash, nonce)) })).arrayBuffer());
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
    await expect(askForStamp('http://127.0.0.1:9/tsa', hash, inner)).rejects.toThrow('没有回答');
    await expect(askForStamp('ftp://x', hash)).rejects.toThrow('http');
  });

  test('within the office is asked only where the machine is set up so; a public one may answer on a plain address', async () => {
    for (const within of [server.address, 'https://10.0.0.1/tsa', 'http://169.254.169.254/tsa', 'http://tsa.lan/']) await expect(askForStamp(within, hash, { privateToo: false }), within).rejects.toThrow('内网');
    await expect(askForStamp('http://tsa.example.invalid/', hash, { privateToo: false })).rejects.toThrow('没有回答');
  });
});
