import { createCipheriv, createDecipheriv, generatePrime, randomBytes, scryptSync } from 'node:crypto';

/**
 * Sums that grow while they are sealed: the cryptosystem of Paillier (1999), in which multiplying what is sealed adds what is inside. A vote is
 * sealed by itself and multiplied in, so that every sum looks new after every vote whatever was voted. What opens them lies sealed beside them,
 * with two keys that are kept nowhere: decision 22.
 */

/** What is counted: so many counters, none of which goes beyond `most`. */
export interface Layout {
  counters: number;
  most: number;
}

/** As it is stored; numbers in hexadecimal. */
export interface Urn {
  modulus: string;
  sealed_key: string;
  sums: string[];
}

const PRIME_BITS = 1_024;
/** Counters lie side by side in numbers that stay below the modulus. */
const ROOM_BITS = 2 * PRIME_BITS - 8;

const prime = (): Promise<bigint> => new Promise((found, failed) => generatePrime(PRIME_BITS, { bigint: true }, (error, number) => (error ? failed(error) : found(number))));
const hex = (number: bigint): string => number.toString(16);
const fromHex = (text: string): bigint => BigInt(`0x${text}`);

/** A new urn in which every counter stands at nought. */
export async function newUrn(layout: Layout, keys: readonly [string, string]): Promise<Urn> {
  const [p, q] = await twoPrimes();
  const modulus = hex(p * q);
  return { modulus, sealed_key: locked(JSON.stringify([hex(p), hex(q)]), keys), sums: sealed(modulus, layout, Array.from({ length: layout.counters }, () => 0)) };
}

async function twoPrimes(): Promise<[bigint, bigint]> {
  const [p, q] = await Promise.all([prime(), prime()]);
  return p === q ? twoPrimes() : [p, q];
}

/** What is to be added to each counter, sealed: nobody tells one vote from another, not even twice the same. */
export function sealed(modulus: string, layout: Layout, added: readonly number[]): string[] {
  const n = fromHex(modulus);
  return packed(layout, added).map((plain) => hex(((1n + plain * n) * power(unitBelow(n), n, n * n)) % (n * n)));
}

/** The sums with one more vote in them. */
export function withVote({ modulus, sums }: Pick<Urn, 'modulus' | 'sums'>, vote: readonly string[]): string[] {
  const square = fromHex(modulus) ** 2n;
  return sums.map((sum, place) => hex((fromHex(sum) * fromHex(vote[place]!)) % square));
}

/** The counters; undefined when the two keys do not open the urn. They may be given in any order. */
export function opened({ modulus, sealed_key, sums }: Urn, layout: Layout, keys: readonly [string, string]): number[] | undefined {
  const inside = unlocked(sealed_key, keys);
  if (inside === undefined) return undefined;
  const [p, q] = (JSON.parse(inside) as [string, string]).map(fromHex) as [bigint, bigint];
  const n = fromHex(modulus);
  const lambda = (p - 1n) * (q - 1n);
  const plain = sums.map((sum) => (((power(fromHex(sum), lambda, n * n) - 1n) / n) * inverse(lambda, n)) % n);
  return unpacked(layout, plain);
}

const widthOf = ({ most }: Layout): number => most.toString(2).length;
const inOne = (layout: Layout): number => Math.floor(ROOM_BITS / widthOf(layout));

function packed(layout: Layout, values: readonly number[]): bigint[] {
  const [width, many] = [BigInt(widthOf(layout)), inOne(layout)];
  const numbers: bigint[] = [];
  for (let start = 0; start < layout.counters; start += many) {
    numbers.push(values.slice(start, start + many).reduceRight((sum, value) => (sum << width) + BigInt(value), 0n));
  }
  return numbers;
}

function unpacked(layout: Layout, numbers: readonly bigint[]): number[] {
  const [width, many] = [BigInt(widthOf(layout)), inOne(layout)];
  const mask = (1n << width) - 1n;
  return Array.from({ length: layout.counters }, (_, place) => Number((numbers[Math.floor(place / many)]! >> (width * BigInt(place % many))) & mask));
}

/** Any number below n: that it shares a factor with n does not happen. */
const unitBelow = (n: bigint): bigint => (fromHex(randomBytes(PRIME_BITS / 4 + 16).toString('hex')) % (n - 1n)) + 1n;

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** By Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, x, nextX] = [modulus, value % modulus, 0n, 1n];
  while (next > 0n) {
    const times = r / next;
    [r, next, x, nextX] = [next, r - times * next, nextX, x - times * nextX];
  }
  return ((x % modulus) + modulus) % modulus;
}

const SALT = 16;
const NONCE = 12;
const TAG = 16;

const keyFrom = (keys: readonly [string, string], salt: Buffer): Buffer => scryptSync(keys.toSorted().join('\n'), salt, 32);

function locked(text: string, keys: readonly [string, string]): string {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const cipher = createCipheriv('aes-256-gcm', keyFrom(keys, salt), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), body]).toString('base64');
}

function unlocked(text: string, keys: readonly [string, string]): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  const [salt, nonce, tag] = [bytes.subarray(0, SALT), bytes.subarray(SALT, SALT + NONCE), bytes.subarray(SALT + NONCE, SALT + NONCE + TAG)];
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(keys, salt), nonce);
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(bytes.subarray(SALT + NONCE + TAG)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
