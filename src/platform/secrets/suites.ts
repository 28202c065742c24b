import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** How bytes are sealed: what was sealed opens only whole, and only with the words it was sealed for. */
export interface Suite {
  /** Stands beside each sealed value. */
  name: SuiteName;
  /** What hashes are made with where this suite is chosen. */
  digest: 'sha256' | 'sm3';
  seal(key: Buffer, place: string, plain: Buffer): Buffer;
  /** @throws when a bit of it, of the key or of the place is another */
  open(key: Buffer, place: string, sealed: Buffer): Buffer;
}

export type SuiteName = 'aes' | 'sm';

const LONG = 32;
const NONCE = 12;
const TAG = 16;

const known = new WeakMap<Buffer, Map<string, Buffer>>();

/** A key of its own for each purpose, so that none serves for two; derived once for each key that is held. */
export function derived(digest: Suite['digest'], key: Buffer, purpose: string, bytes: number): Buffer {
  const ofKey = known.get(key) ?? new Map<string, Buffer>();
  known.set(key, ofKey);
  const name = `${digest} ${purpose}`;
  const made = ofKey.get(name) ?? Buffer.from(hkdfSync(digest, key, '', purpose, bytes));
  ofKey.set(name, made);
  return made;
}

/** AES-256-GCM (NIST SP 800-38D). */
const aes: Suite = {
  name: 'aes',
  digest: 'sha256',
  seal(key, place, plain) {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', derived('sha256', key, 'seal', LONG), nonce).setAAD(Buffer.from(place));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, place, sealed) {
    if (sealed.length < NONCE + TAG) throw new Error('too short to be sealed');
    const cipher = createDecipheriv('aes-256-gcm', derived('sha256', key, 'seal', LONG), sealed.subarray(0, NONCE)).setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([cipher.update(sealed.subarray(NONCE, -TAG)), cipher.final()]);
  },
};

const BLOCK = 16;
const MAC = 32;

/** SM4 in counter mode, then HMAC-SM3 over place, counter and cipher text (GB/T 32907, GB/T 32905): OpenSSL has no SM4-GCM. */
const sm: Suite = {
  name: 'sm',
  digest: 'sm3',
  seal(key, place, plain) {
    const counter = randomBytes(BLOCK);
    const cipher = createCipheriv('sm4-ctr', derived('sm3', key, 'seal', BLOCK), counter);
    const text = Buffer.concat([counter, cipher.update(plain), cipher.final()]);
    return Buffer.concat([text, macOf(key, place, text)]);
  },
  open(key, place, sealed) {
    if (sealed.length < BLOCK + MAC) throw new Error('too short to be sealed');
    const text = sealed.subarray(0, -MAC);
    if (!timingSafeEqual(macOf(key, place, text), sealed.subarray(-MAC))) throw new Error('not what was sealed');
    const cipher = createDecipheriv('sm4-ctr', derived('sm3', key, 'seal', BLOCK), text.subarray(0, BLOCK));
    return Buffer.concat([cipher.update(text.subarray(BLOCK)), cipher.final()]);
  },
};

/** The place goes in with its length, so that no part of it can pass for a part of the text. */
function macOf(key: Buffer, place: string, text: Buffer): Buffer {
  const words = Buffer.from(place);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(words.length);
  return createHmac('sm3', derived('sm3', key, 'authenticate', MAC)).update(length).update(words).update(text).digest();
}

export const suites: Readonly<Record<SuiteName, Suite>> = { aes, sm };

export const suiteNamed = (name: string): Suite => {
  const suite = Object.hasOwn(suites, name) ? suites[name as SuiteName] : undefined;
  if (!suite) throw new Error(`CIPHER_SUITE 请写 aes（AES-256-GCM、SHA-256）或 sm（SM4、SM3），现在写的是“${name}”。 / CIPHER_SUITE is aes or sm.`);
  return suite;
};
