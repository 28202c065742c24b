/** As much of DER (X.690) as a time-stamp needs: how one value stands in another. */

export interface Der {
  tag: number;
  /** What is in it. */
  content: Buffer;
  /** All of it, with its tag and length. */
  whole: Buffer;
}

export const tags = { integer: 0x02, octets: 0x04, oid: 0x06, time: 0x18, sequence: 0x30, set: 0x31 } as const;

export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const digits = content.length.toString(16);
  const length = content.length < 0x80 ? Buffer.from([content.length]) : Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, ...(content.length < 0x80 ? [] : [0x80 | length.length])]), length, content]);
}

/** The values that stand one after the other. @throws RangeError when they end too soon */
export function valuesIn(bytes: Buffer): Der[] {
  const values: Der[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes.readUInt8(at + 1);
    const size = first < 0x80 ? 0 : first & 0x7f;
    if (size > 4) throw new RangeError('a length that nothing here has');
    const length = size === 0 ? first : bytes.readUIntBE(at + 2, size);
    const begin = at + 2 + size;
    if (begin + length > bytes.length) throw new RangeError('cut off');
    values.push({ tag: bytes.readUInt8(at), content: bytes.subarray(begin, begin + length), whole: bytes.subarray(at, begin + length) });
    at = begin + length;
  }
  return values;
}

/** An object identifier's content, from how it is written: 2.16.840.1.101.3.4.2.1. */
export function oid(written: string): Buffer {
  const [first = 0, second = 0, ...rest] = written.split('.').map(Number);
  return Buffer.from([first * 40 + second, ...rest.flatMap(inSevens)]);
}

function inSevens(value: number): number[] {
  const sevens = [value & 0x7f];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) sevens.unshift((left & 0x7f) | 0x80);
  return sevens;
}
