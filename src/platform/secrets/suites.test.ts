import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envelopeOf, isSealed, openedFor, sealedFor, type DataKey, type Place } from '#platform/secrets/envelope.ts';
import { markOf } from '#platform/secrets/secrets.ts';
import { suites, type SuiteName } from '#platform/secrets/suites.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('SM3 gives the digests of GB/T 32905, appendix A', () => {
  expect(createHash('sm3').update('abc').digest('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(createHash('sm3').update('abcd'.repeat(16)).digest('hex')).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
});

test('SM4 gives the blocks of GB/T 32907, appendix A, also after a million rounds', () => {
  const key = hex('0123456789abcdeffedcba9876543210');
  const once = (block: Buffer) => {
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(block), cipher.final()]);
  };
  expect(once(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  const chained = createCipheriv('sm4-ecb', key, null).setAutoPadding(false); // ECB of one block after another: each call gives its block
  let block = key;
  for (let n = 0; n < 1_000_000; n++) block = chained.update(block);
  expect(block.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66');
}, 120_000);

test('SM4 in counter mode gives the text of draft-ribose-cfrg-sm4-10, A.2.5.1', () => {
  const plain = hex('AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA');
  const said = (key: string) => createCipheriv('sm4-ctr', hex(key), hex('000102030405060708090A0B0C0D0E0F')).update(plain).toString('hex');
  expect(said('0123456789ABCDEFFEDCBA9876543210')).toBe('ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b922a46b894bee4feb79a3822940c935405');
});

test('SM4 in counter mode is that of an independent reckoning: each block of the counter in ECB', () => {
  const [key, plain] = [randomBytes(16), randomBytes(100)];
  const counter = Buffer.from('ffffffffffffffffffffffffffffffff', 'hex'); // the next block's counter is 0
  const blocks = Array.from({ length: 7 }, (_, n) => {
    const block = n === 0 ? counter : Buffer.concat([Buffer.alloc(15), Buffer.from([n - 1])]);
    return createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(block);
  });
  const stream = Buffer.concat(blocks);
  expect(createCipheriv('sm4-ctr', key, counter).update(plain)).toEqual(Buffer.from(plain.map((byte, n) => byte ^ stream[n]!)));
});

test('HMAC-SM3 is that of an independent reckoning', () => {
  const [key, text] = [randomBytes(80), randomBytes(333)];
  const short = createHash('sm3').update(key).digest();
  const pad = (byte: number) => Buffer.from(Buffer.concat([short, Buffer.alloc(32)]).map((one) => one ^ byte));
  const inner = createHash('sm3').update(pad(0x36)).update(text).digest();
  expect(createHmac('sm3', key).update(text).digest('hex')).toBe(createHash('sm3').update(pad(0x5c)).update(inner).digest('hex'));
});

describe.each(Object.keys(suites) as SuiteName[])('%s', (suite) => {
  const key: DataKey = { kid: 'a1b2c3d4e5f6', county: '01a00000-0000-7000-8000-000000000001', suite, bytes: randomBytes(32) };
  const place: Place = { column: 'people.phone', row: '01a00000-0000-7000-8000-00000000000a' };

  test('gives back any text, and says it differently each time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const [one, other] = [sealedFor(key, place, text), sealedFor(key, place, text)];
      expect(one).not.toBe(other);
      expect(isSealed(one)).toBe(true);
      expect(openedFor(key, place, envelopeOf(one))).toBe(text);
    }));
  });

  test('refuses 1,000 of 1,000 flipped bits', () => {
    let refused = 0;
    for (let n = 0; n < 1_000; n++) {
      const { bytes, ...rest } = envelopeOf(sealedFor(key, place, '13800138000，白石镇三组'));
      const bit = n % (bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      try {
        openedFor(key, place, { ...rest, bytes });
      } catch {
        refused += 1;
      }
    }
    expect(refused).toBe(1_000);
  });

  test('opens in no other row, column, county and with no other key', () => {
    const envelope = envelopeOf(sealedFor(key, place, '13800138000'));
    const others: [DataKey, Place][] = [
      [key, { ...place, row: place.row.replace(/a$/, 'b') }], [key, { ...place, column: 'people.id_number' }],
      [{ ...key, county: key.county.replace(/1$/, '2') }, place], [{ ...key, kid: 'a1b2c3d4e5f7' }, place], [{ ...key, bytes: randomBytes(32) }, place],
    ];
    for (const [otherKey, elsewhere] of others) expect(() => openedFor(otherKey, elsewhere, envelope)).toThrow(/authenticate|not what was sealed/);
  });

  test('refuses what is too short, in no known form, or says another suite', () => {
    expect(() => openedFor(key, place, { ...envelopeOf(sealedFor(key, place, '1')), bytes: Buffer.alloc(8) })).toThrow('too short');
    expect(() => envelopeOf('~aes.nothing')).toThrow('no form');
    const other = suite === 'aes' ? 'sm' : 'aes';
    expect(() => openedFor(key, place, { ...envelopeOf(sealedFor(key, place, '1')), suite: other })).toThrow('suite');
  });

  test('a mark is the same for the same number only in the same column, county and key', () => {
    const mark = markOf(key, 'people.id_number', '11010519491231002X');
    expect(mark).toMatch(/^[0-9a-f]{8}$/);
    expect(markOf(key, 'people.id_number', '11010519491231002X')).toBe(mark);
    const others = [markOf(key, 'people.phone', '11010519491231002X'), markOf({ ...key, county: 'x' }, 'people.id_number', '11010519491231002X'), markOf({ ...key, bytes: randomBytes(32) }, 'people.id_number', '11010519491231002X')];
    expect(others).not.toContain(mark);
  });
});
