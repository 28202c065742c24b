/** SHA-256 (FIPS 180-4): the browser's own answers only on https, and slowly one by one. */
const roots = primes(64);
const K = roots.map((prime) => fraction(Math.cbrt(prime)));
const START = roots.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/** The first number behind the challenge whose hash begins with so many zero bits. */
export function solve(challenge: string, bits: number): number {
  for (let n = 0; ; n += 1) if (leadingZeros(sha256(`${challenge}:${n}`)) >= bits) return n;
}

function leadingZeros(words: Uint32Array): number {
  let zeros = 0;
  for (const word of words) {
    zeros += Math.clz32(word);
    if (word !== 0) break;
  }
  return zeros;
}

/** Of a text in ASCII, as eight words. */
export function sha256(text: string): Uint32Array {
  const words = padded(text);
  const hash = Uint32Array.from(START);
  for (let at = 0; at < words.length; at += 16) mixIn(hash, words.subarray(at, at + 16));
  return hash;
}

function padded(text: string): Uint32Array {
  const words = new Uint32Array((((text.length + 8) >> 6) + 1) * 16);
  for (let n = 0; n < text.length; n += 1) words[n >> 2]! |= text.charCodeAt(n) << (24 - (n & 3) * 8);
  words[text.length >> 2]! |= 0x80 << (24 - (text.length & 3) * 8);
  words[words.length - 1] = text.length * 8;
  return words;
}

function mixIn(hash: Uint32Array, block: Uint32Array): void {
  const schedule = new Uint32Array(64);
  schedule.set(block);
  for (let n = 16; n < 64; n += 1) schedule[n] = small1(schedule[n - 2]!) + schedule[n - 7]! + small0(schedule[n - 15]!) + schedule[n - 16]!;
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[n]! + schedule[n]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, n) => (hash[n]! += word));
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const small0 = (word: number): number => turn(word, 7) ^ turn(word, 18) ^ (word >>> 3);
const small1 = (word: number): number => turn(word, 17) ^ turn(word, 19) ^ (word >>> 10);

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return ((value % 1) * 0x100000000) | 0;
}
