import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { attempts } from '#platform/identity/attempts.ts';

/** Leading zero bits of the hash: about a second of an old telephone, which a program that sends thousands pays each time. */
const BITS = 16;
const VALID_MS = 10 * 60_000;

/** Known to this process only: after a restart a page simply asks for another puzzle. */
const secret = randomBytes(32);
const signed = (told: string): string => createHmac('sha256', secret).update(told).digest('base64url').slice(0, 22);

/** Each is taken once; as many as can be asked for within its time are remembered. */
const spent = attempts({ tries: 1, minutes: VALID_MS / 60_000, sentence: '验证已经用过，请重新提交一次。' });

export interface Puzzle {
  challenge: string;
  bits: number;
}

/** Work instead of a picture to be recognised: nobody needs good eyes or to be told apart from anybody. */
export function newPuzzle(now = Date.now()): Puzzle {
  const told = `${(now + VALID_MS).toString(36)}.${randomBytes(9).toString('base64url')}`;
  return { challenge: `${told}.${signed(told)}`, bits: BITS };
}

/** Whether it is one of ours, still valid, solved, and not taken before. */
export function isSolved(challenge: string, proof: string, now = Date.now()): boolean {
  const [until = '', nonce = '', mark = ''] = challenge.split('.');
  const expected = signed(`${until}.${nonce}`);
  if (mark.length !== expected.length || !timingSafeEqual(Buffer.from(mark), Buffer.from(expected))) return false;
  if (Number.parseInt(until, 36) < now || !/^\d{1,10}$/.test(proof) || !beginsWithZeros(`${challenge}:${proof}`)) return false;
  if (spent.spent(challenge, now)) return false;
  spent.count(challenge, now);
  return true;
}

const beginsWithZeros = (text: string): boolean => createHash('sha256').update(text).digest().readUInt32BE(0) >>> (32 - BITS) === 0;
